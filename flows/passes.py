"""One pass over what lives in a home folder: settings read, the pack loaded, doors opened, steps done.

The same passes run in plain Python and as Prefect flows; only `each` differs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from socket import gethostname
from typing import Any

from actors.flags import Flagger
from digests.smtp import Smtp
from flows import collect, tell
from flows.collect import Station
from flows.parallel import Each, in_turn, watched
from flows.settings import Settings, load_settings
from flows.show import bars
from news.knowledge import Pack
from packs.loader import find_pack, load_pack
from scrapers.web import HttpWeb


def now() -> datetime:
    """Return the time, in UTC: the one clock of Shamal."""
    return datetime.now(UTC)


def pack_of(settings: Settings) -> Pack:
    """Load the pack that the settings name, with the operator's own feeds laid over it."""
    return load_pack(find_pack(settings.pack), settings.own_feeds)


def smtp_of(settings: Settings) -> Smtp | None:
    """Return the door to the operator's mail server, or None where none is set."""
    mail = settings.mail
    if mail.host is None:
        return None
    return Smtp(
        host=mail.host,
        port=mail.port,
        security=mail.security,
        username=mail.username,
        password=mail.secret(),
        name=gethostname(),
    )


def monitor_pass(home: Path, each: Each) -> dict[str, Any]:
    """Poll all feeds and settle what is new, then send mails that wait; return the report as plain values."""
    with station(home) as ready, bars() as watcher:
        report = collect.monitor(ready, watched(each, watcher), now, watched(in_turn, watcher))
        mail = tell.deliver(ready.settings, smtp_of(ready.settings), now())
    return {**report.as_json(), "mail": mail}


def publish_pass(home: Path) -> dict[str, Any]:
    """Compose, store and mail the digest of all that none has told yet; return the report as plain values."""
    settings = load_settings(home)
    return tell.publish(settings, pack_of(settings), smtp_of(settings), now()).as_json()


@contextmanager
def station(home: Path) -> Iterator[Station]:
    """Make a station from a home folder; its connections are closed at the end."""
    settings = load_settings(home)
    settings.ready_to_fetch()
    pack = pack_of(settings)
    agent = f"Shamal/{version('shamal')} (news monitor; {settings.contact})"
    with HttpWeb(
        user_agent=agent,
        clock=now,
        spacing_seconds=settings.fetch.spacing_seconds,
        proxy=settings.fetch.proxy,
    ) as web:
        yield Station(settings, pack, Flagger(pack), web)

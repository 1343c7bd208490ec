"""One pass over what lives in a home folder: settings read, the pack loaded, doors opened, steps done.

The same passes run in plain Python and as Prefect flows; only `each` differs.
"""

from pathlib import Path
from socket import gethostname
from typing import Any

from digests.smtp import Smtp
from flows import collect, tell
from flows.parallel import Each, in_turn, watched
from flows.prune import prune
from flows.settings import Settings, load_settings
from flows.show import bars
from flows.station import now, pack_of, station


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


def monitor_pass(home: Path, each: Each, *, everything: bool = False) -> dict[str, Any]:
    """Poll the feeds that are due, or all, and settle what is new; send mails that wait; prune the archive.

    Returns the report as plain values.
    """
    with station(home) as ready, bars() as watcher:
        report = collect.monitor(
            ready, watched(each, watcher), now, watched(in_turn, watcher), everything=everything
        )
        mail = tell.deliver(ready.settings, smtp_of(ready.settings), now())
        pruned = _pruned(ready.settings)
    return {**report.as_json(), "mail": mail, "pruned": pruned}


def publish_pass(home: Path) -> dict[str, Any]:
    """Compose, store and mail the digest of all that none has told yet; return the report as plain values."""
    settings = load_settings(home)
    return tell.publish(settings, pack_of(settings), smtp_of(settings), now()).as_json()


def _pruned(settings: Settings) -> tuple[str, ...]:
    kept = settings.archive
    return prune(
        settings.store, settings.archived, keep_days=kept.keep_days, keep_gib=kept.keep_gib, now=now()
    )

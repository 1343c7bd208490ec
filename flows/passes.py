"""One pass over what lives in a home folder: settings read, the pack loaded, doors opened, steps done.

The same passes run in plain Python and as Prefect flows; only `each` differs.
"""

from dataclasses import asdict
from pathlib import Path
from socket import gethostname
from typing import Any

from digests.smtp import Smtp
from flows import collect, tell
from flows.learn import learn, put_right
from flows.parallel import Each, in_turn, on_threads, watched
from flows.place import catch_up
from flows.prune import prune, prune_stripped
from flows.reread import Desk
from flows.settings import Settings, load_settings
from flows.show import bars
from flows.station import WORKERS, now, pack_of, station
from storage.archive import Archive
from storage.database import opened


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
    """Poll the feeds that are due, or all, settle what is new, and learn from it; then mail and tidy up.

    Mails that wait are sent, and what is not kept any longer is let go. Returns the report as plain values.
    """
    with station(home) as ready, bars() as watcher:
        kept = ready.settings
        with opened(kept.store) as db:
            catch_up(db)  # a store of before samples were kept
        desk = Desk(kept.store, Archive(kept.archived), ready.pack, ready.flagger, ready.call)
        put_right(desk, now, watcher, on_threads(WORKERS))  # what a pass that was killed has left
        report = collect.monitor(
            ready, watched(each, watcher), now, watched(in_turn, watcher), everything=everything
        )
        learnt = learn(desk, now, watcher, on_threads(WORKERS))
        mail = tell.deliver(ready.settings, smtp_of(ready.settings), now())
        pruned = _pruned(ready.settings)
    return {**report.as_json(), "learnt": asdict(learnt), "mail": mail, "pruned": pruned}


def publish_pass(home: Path) -> dict[str, Any]:
    """Compose, store and mail the digest of all that none has told yet; return the report as plain values."""
    settings = load_settings(home)
    return tell.publish(settings, pack_of(settings), smtp_of(settings), now()).as_json()


def _pruned(settings: Settings) -> tuple[str, ...]:
    kept = settings.archive
    prune_stripped(settings.store, keep_days=kept.stripped_days, now=now())
    return prune(
        settings.store, settings.archived, keep_days=kept.keep_days, keep_gib=kept.keep_gib, now=now()
    )

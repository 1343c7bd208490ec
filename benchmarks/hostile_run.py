"""A whole pass of the monitor over hostile feeds and pages, with two good feeds among them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from actors.flags import Flagger
from benchmarks.hostile_pages import ARTICLES
from benchmarks.hostile_visits import End, Visitor
from flows import collect
from flows.parallel import on_threads
from flows.settings import Settings
from flows.station import Station
from news.knowledge import Feed
from packs.loader import find_pack, load_pack
from storage.archive import Archive
from storage.database import opened

_GOOD = ("http://good.example:{good}/news/a", "http://good.example:{good}/news/b")
_HOSTILE = (
    *("/gzip-bomb", "/drip-body", "/endless-chunks", "/declared-200-mb", "/two-lengths", "/reset-in-body"),
    *(
        "/to-this-machine",
        "/to-itself",
        "/cookies",
        "/laughs",
        "/nested-feed",
        "/50000-items",
        "/outside?/etc",
    ),
    *("http://failing.hostile.example:{hostile}/feed", "http://rebinding.example/feed", "/trap"),
)


def whole_run(visitor: Visitor, address: str) -> End:  # noqa: ARG001 - Visit's shape
    """Run a pass; the end is whether every article of the good feeds is stored, and every entry settled."""
    return _run(visitor, _HOSTILE)


def good_run(visitor: Visitor) -> None:
    """Run a pass over the good feeds alone."""
    _run(visitor, ())


def _run(visitor: Visitor, hostile: Sequence[str]) -> End:
    with TemporaryDirectory() as home:
        place = _station(visitor, Path(home), hostile)
        report = collect.monitor(place, on_threads(), lambda: datetime.now(UTC), everything=True)
        with opened(place.settings.store) as db:
            stored = db.rows("SELECT count(*) FROM articles WHERE feed LIKE 'good-%'")[0][0]
    told = sum(len(poll.entries) for poll in report.polls)
    settled = sum(report.outcomes.values())
    whole = stored == ARTICLES * len(_GOOD) and settled == told
    outcomes = ", ".join(f"{count} {outcome}" for outcome, count in report.outcomes.items())
    return End("all stored" if whole else "incomplete", f"{stored} good articles; of {told}: {outcomes}")


def _station(visitor: Visitor, home: Path, addresses: Sequence[str]) -> Station:
    settings = Settings(home=home, contact="drill@monitor.example")
    good = [Feed(f"good-{n}", f"Good {n}", visitor.url(url)) for n, url in enumerate(_GOOD)]
    hostile = [Feed(f"hostile-{n}", f"Hostile {n}", visitor.url(url)) for n, url in enumerate(addresses)]
    pack = replace(load_pack(find_pack("northern-syria")), feeds=(*hostile, *good))
    return Station(
        settings, pack, Flagger(pack), visitor.web, visitor.call, Archive(settings.archived, "Shamal/drill")
    )

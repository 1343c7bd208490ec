"""`shamal feeds backfill`: a feed's older articles, from the archive of its site, batch by batch."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from difflib import get_close_matches
from pathlib import Path

from flows import collect
from flows.parallel import in_turn, on_threads, watched
from flows.show import bars, say
from flows.station import Station, now, station
from news.errors import InputError, ShamalError, TemporaryError
from news.knowledge import Feed
from news.records import STORING, FeedEntry, Outcome
from scrapers import archives
from scrapers.web import Web
from scrapers.workers import Call
from storage import backfills, feeds, ledger
from storage.backfills import Backfill
from storage.database import opened

TakeIn = Callable[[int, Sequence[FeedEntry]], Mapping[Outcome, int]]

_GO_ON = "The same command goes on from here."


@dataclass(frozen=True, slots=True)
class Tools:
    """What a walk works with: the store, the network, the parsers, a clock and somebody to tell.

    `take_in` settles a batch of entries in a run, and tells how many ended how.
    """

    store: Path
    web: Web
    call: Call
    take_in: TakeIn
    clock: Callable[[], datetime]
    tell: Callable[[str], None]


def backfill(home: Path, feed: str, *, since: datetime, until: datetime | None) -> None:
    """Fetch what a feed's site lists of that time, from where the last call of the same dates came to.

    A day is one of the operator's time zone, and belongs to the time as a whole.
    """
    with station(home) as ready, bars() as watcher:
        each, in_order = watched(on_threads(), watcher), watched(in_turn, watcher)
        zone = ready.settings.schedule.zone

        def take_in(run: int, entries: Sequence[FeedEntry]) -> Mapping[Outcome, int]:
            return collect.take_in(ready, run, entries, each, in_order, now())

        tools = Tools(ready.settings.store, ready.web, ready.call, take_in, now, say)
        walk(tools, _feed(ready, feed), _moment(since, zone), None if until is None else _end(until, zone))


def walk(tools: Tools, feed: Feed, since: datetime, until: datetime | None) -> Backfill:
    """Walk a feed's archive to its end, and remember after each batch how far we are.

    What is known goes first into the store, then the cursor: a walk that is killed repeats one batch at
    most, which changes nothing. Where `until` is None it goes on with the last walk from `since`, or up to
    now. Raises ShamalErrors and what stops it; the next call goes on.
    """
    task = _task(tools, feed, since, until)
    if task.finished_at is not None:
        tools.tell(_done_before(task))
        return task
    with _run(tools) as run:
        return _walked(tools, feed, task, run)


def _walked(tools: Tools, feed: Feed, task: Backfill, run: int) -> Backfill:
    ended: Counter[Outcome] = Counter()
    batches = archives.entries(
        feed, task.archive, task.since, task.until, tools.web, tools.call, cursor=task.cursor
    )
    for entries, cursor in batches:
        if entries:
            ended.update(tools.take_in(run, entries))
        task = replace(task, cursor=cursor, entries=task.entries + len(entries), updated_at=tools.clock())
        _save(tools, task)
        tools.tell(f"{feed.id}: {_progress(task, entries, ended)}")
    task = replace(task, finished_at=tools.clock())
    _save(tools, task)
    tools.tell(
        f"{feed.id}: done, from {_day(task.since)} to {_day(task.until)}: {task.entries} articles listed."
    )
    return task


def _task(tools: Tools, feed: Feed, since: datetime, until: datetime | None) -> Backfill:
    """Return the walk that these dates mean, a new one where there is none yet."""
    moment = tools.clock()
    if since >= (moment if until is None else until):
        raise InputError(f"from {_day(since)} on there is nothing to fetch: give an earlier day as --since")
    with opened(tools.store) as db:
        before = backfills.find(db, feed.id, since, until)
        memory = feeds.memories(db).get(feed.id)
    if before is not None:
        if before.finished_at is None:
            tools.tell(
                f"{feed.id}: goes on after {before.entries} articles, begun {_day(before.started_at)}."
            )
        return before
    known = memory.archive if memory is not None and memory.url == feed.url else ""
    archive = known if known not in ("", archives.NONE) else _sought(tools, feed)
    task = Backfill(feed.id, since, until or moment, archive, moment, moment)
    _save(tools, task)
    return task


def _sought(tools: Tools, feed: Feed) -> str:
    archive = archives.seek(feed, tools.web, tools.call)
    if archive == archives.NONE:
        raise InputError(
            f"the site of {feed.id} lists its older articles nowhere that we know to look: "
            "neither as a WordPress nor in a sitemap for articles"
        )
    tools.tell(f"{feed.id}: its site lists older articles at {archive.partition(' ')[2]}")
    return archive


@contextmanager
def _run(tools: Tools) -> Iterator[int]:
    """A run of the ledger: it ends with the block, and says what stopped that, if anything did."""
    with opened(tools.store) as db:
        run = ledger.start(db, "backfill", tools.clock())
    error: str | None = "stopped"
    try:
        yield run
        error = None
    except KeyboardInterrupt:
        tools.tell(f"Stopped. {_GO_ON}")
        raise
    except ShamalError as reason:
        error = str(reason)
        if isinstance(reason, TemporaryError):
            tools.tell(f"Stopped by a failure that may pass. {_GO_ON}")
        raise
    finally:
        with opened(tools.store) as db:
            ledger.finish(db, run, (), tools.clock(), error)


def _save(tools: Tools, task: Backfill) -> None:
    with opened(tools.store) as db:
        backfills.save(db, task)


def _progress(task: Backfill, entries: Sequence[FeedEntry], ended: Mapping[Outcome, int]) -> str:
    stored = sum(count for outcome, count in ended.items() if outcome in STORING)
    back = min((entry.published_at for entry in entries if entry.published_at is not None), default=None)
    reached = "" if back is None else f", back to {_day(back)}"
    return f"{task.entries} articles listed, {stored} stored in this run{reached}."


def _done_before(task: Backfill) -> str:
    return (
        f"{task.feed}: nothing to do, this was fetched before: {_span(task)}, {task.entries} articles "
        "listed. Give other dates to fetch more."
    )


def _feed(ready: Station, wanted: str) -> Feed:
    known = {feed.id: feed for feed in ready.pack.feeds}
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted, known, 1)
    hint = f'did you mean "{near[0]}"?' if near else "`shamal feeds list` shows them"
    raise InputError(f"there is no feed {wanted[:80]!r}: {hint}")


def _moment(at: datetime, zone: tzinfo) -> datetime:
    return at.replace(tzinfo=zone) if at.tzinfo is None else at


def _end(until: datetime, zone: tzinfo) -> datetime:
    """Return the end of a time; a day is meant as a whole."""
    at = _moment(until, zone)
    return at + timedelta(days=1) if at.time() == datetime.min.time() else at


def _span(task: Backfill) -> str:
    return f"from {_day(task.since)} to {_day(task.until)}"


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"

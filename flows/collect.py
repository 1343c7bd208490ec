"""How news comes in, in plain Python: a step takes values and gives values, and never reaches back.

    poll ─▶ choose ─▶ fetch and read ─▶ settle

Here, in `flows.poll`, `flows.settle` and `flows.tell`, the rooms of the house meet; nowhere else.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from flows import decide
from flows.parallel import Each, in_turn
from flows.poll import catch_up, due, poll
from flows.settle import settle
from flows.station import Station
from news.errors import FetchError, HostileDocumentError, ShamalError, TemporaryFetchError
from news.knowledge import Feed, Pack
from news.records import SILENT, Answer, FeedEntry, Known, Outcome, Page, Poll, Settled
from news.urls import canonical
from scrapers import pages
from scrapers.articles import read
from scrapers.workers import Call
from storage import articles, entries, feeds, ledger, lines, revisions
from storage.archive import Archive
from storage.database import opened
from storage.lines import NO_MEMORY, OutletMemory

_PATIENCE = 3  # pages of one host that may fail in a row before the rest are left for a later run


@dataclass(frozen=True, slots=True)
class MonitorReport:
    """What a pass over the feeds did. The outcomes add up to the entries that were seen."""

    run: int
    polls: tuple[Poll, ...]
    waiting: int  # feeds whose time had not come
    outcomes: Mapping[Outcome, int]

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        told = [poll.state for poll in self.polls if poll.state.state in SILENT or poll.gap]
        return {
            "run": self.run,
            "feeds": len(self.polls),
            "waiting": self.waiting,
            "unchanged": sum(poll.answer in (Answer.UNCHANGED, Answer.SAME) for poll in self.polls),
            "failed": [asdict(state) for state in told if state.state in SILENT],
            "gaps": [asdict(state) for state in told if state.state not in SILENT],
            "outcomes": {str(outcome): count for outcome, count in self.outcomes.items()},
        }


def monitor(
    station: Station,
    each: Each,
    clock: Callable[[], datetime],
    in_order: Each = in_turn,
    *,
    everything: bool = False,
) -> MonitorReport:
    """Poll the feeds that are due (or all), fetch what is new, and settle each entry in exactly one outcome.

    `each` does the network work, feed by feed and host by host; `in_order` what must keep its order.
    `clock` gives the time, aware and in UTC: what is stored bears the time at which the run began. What is
    remembered of the feeds is stored last: a run that is killed before has its feeds read once more.
    """
    now = clock()
    with opened(station.settings.store) as db:
        run = ledger.start(db, "monitor", now)
        memories = feeds.memories(db)
        waiting = entries.deferred(db, now)
    asked = due(station, memories, now, everything=everything)
    polls = catch_up(station, poll(station, asked, memories, each, now), memories, each, now)
    told = [entry for answer in polls for entry in answer.entries]
    outcomes = take_in(station, run, [*told, *waiting], each, in_order, now)
    with opened(station.settings.store) as db:
        feeds.remember(db, [answer.memory for answer in polls])
        ledger.finish(db, run, polls, clock())
    active = sum(feed.active for feed in station.pack.feeds)
    return MonitorReport(run, tuple(polls), active - len(asked), outcomes)


def take_in(
    station: Station, run: int, told: Sequence[FeedEntry], each: Each, in_order: Each, now: datetime
) -> Mapping[Outcome, int]:
    """Fetch, read, flag, compare and store what these entries announce, as far as it is new.

    Each entry ends in exactly one outcome; returns how many ended how.
    """
    if not told:
        return {}
    choice, tried = choose(station, told, now)
    with opened(station.settings.store) as db:
        memories = lines.memories(db, {entry.outlet for entry in choice.fetch})
    fates = list(choice.settled)
    for fate in _as_held(station, list(fetch(station, choice.fetch, tried, memories, each, now))):
        fates += [fate, *(decide.twin_fate(twin, fate) for twin in choice.twins[fate.entry.id])]
    return settle(station, run, fates, in_order, now)


def choose(
    station: Station, told: Sequence[FeedEntry], now: datetime
) -> tuple[decide.Choice, Mapping[int, int]]:
    """Choose the entries whose pages are wanted.

    Returned beside the choice: how often each entry was tried before, by entry id.
    """
    with opened(station.settings.store) as db:
        seen = entries.seen(db, {entry.id for entry in told})
        held = articles.held(db, {canonical(entry.url) for entry in told})
    return decide.choose(told, seen, held, now), {key: before.attempts for key, before in seen.items()}


def fetch(
    station: Station,
    wanted: Sequence[FeedEntry],
    tried: Mapping[int, int],
    memories: Mapping[str, OutletMemory],
    each: Each,
    now: datetime,
) -> Iterator[Settled]:
    """Fetch and read the wanted pages, host by host, keep them in the archive, and tell how each ended.

    `memories` are what is known of outlets, by their names.
    """
    known = {feed.id: feed for feed in station.pack.feeds}
    withheld = {feed.id: feed.note for feed in station.pack.feeds if not feed.page_fetch}
    for entry in wanted:
        if entry.feed in withheld:
            yield decide.not_asked_fate(entry, withheld[entry.feed], now)
    batches = decide.by_host(entry for entry in wanted if entry.feed not in withheld)
    ask = partial(fetch_host, station, known, memories)
    for batch, got in each(ask, batches, "Fetching and reading"):
        pairs = [(entry, got) for entry in batch] if isinstance(got, ShamalError) else got
        yield from _archived(station.archive, _fates(station, pairs, tried, now))


def fetch_host(
    station: Station,
    known: Mapping[str, Feed],
    memories: Mapping[str, OutletMemory],
    batch: Sequence[FeedEntry],
) -> list[tuple[FeedEntry, Settled | FetchError]]:
    """Fetch and read the pages of one host, one after the other.

    `known` are the feeds by id, `memories` what is known of outlets. TemporaryFetchError when the host gave
    nothing at all.
    """
    got: list[tuple[FeedEntry, Settled | FetchError]] = []
    failures: list[TemporaryFetchError] = []  # in a row
    for entry in batch:
        if len(failures) == _PATIENCE:
            reason = failures[-1]
            left = TemporaryFetchError(f"left for a later run: {reason}", reason.status, reason.retry_after)
            got.append((entry, left))
            continue
        memory = memories.get(entry.outlet, NO_MEMORY)
        result = _fetched(station, entry, known.get(entry.feed), memory)
        failures = [*failures, result] if isinstance(result, TemporaryFetchError) else []
        got.append((entry, result))
    if all(isinstance(result, TemporaryFetchError) for _, result in got):
        raise failures[0]
    return got


def read_page(
    call: Call,
    pack: Pack,
    entry: FeedEntry,
    page: Page,
    memory: OutletMemory = NO_MEMORY,
    *,
    drop_marked: bool = False,
) -> Settled:
    """Read the page of an entry, within the limits of `call`, and tell how the entry ends.

    `memory` is what is known of the entry's outlet, `drop_marked` what its feed says in the pack.
    """
    try:
        recurring = memory.recurring(page.fetched_at)
        known = Known(
            *(entry.outlet, entry.title, entry.summary, memory.usual_words, recurring, drop_marked),
            selectors=pack.selectors_for(page.final_url),
        )
        reading = call(read, page.body, page.final_url, pack.line_rules, known, page.content_type)
    except HostileDocumentError as error:
        return decide.unread_fate(entry, page, str(error))
    return decide.read_fate(entry, page, reading)


def _fetched(
    station: Station, entry: FeedEntry, feed: Feed | None, memory: OutletMemory
) -> Settled | FetchError:
    permitted = feed is not None and feed.permitted
    cap = station.settings.fetch.page_bytes
    try:
        page = pages.fetch(entry.url, station.web, max_bytes=cap, permitted=permitted)
    except FetchError as error:
        return error
    drop_marked = feed is not None and feed.drop_marked
    fate = read_page(station.call, station.pack, entry, page, memory, drop_marked=drop_marked)
    return replace(fate, page=page)


def _fates(
    station: Station,
    pairs: Iterable[tuple[FeedEntry, Settled | ShamalError]],
    tried: Mapping[int, int],
    now: datetime,
) -> list[Settled]:
    attempts = station.settings.fetch.attempts
    return [
        decide.failed_fate(entry, got, tried.get(entry.id, 0), attempts, now)
        if isinstance(got, ShamalError)
        else got
        for entry, got in pairs
    ]


def _as_held(station: Station, fates: Sequence[Settled]) -> list[Settled]:
    """Let articles that have another address by now keep the one under which we hold them."""
    told = {fate.entry.id: fate.article.id for fate in fates if fate.article is not None}
    with opened(station.settings.store) as db:
        before = {
            id_: each.article for id_, each in entries.seen(db, told).items() if each.article is not None
        }
        moved = {id_: article for id_, article in before.items() if article != told[id_]}
        held = revisions.current(db, set(moved.values()))
    return [
        decide.as_held(fate, held[moved[fate.entry.id]]) if moved.get(fate.entry.id) in held else fate
        for fate in fates
    ]


def _archived(archive: Archive | None, fates: Sequence[Settled]) -> list[Settled]:
    """Put the pages of these fates into the archive, and let go of their bodies."""
    fetched = [fate.page for fate in fates if fate.page is not None]
    if archive is None or not fetched:
        return [replace(fate, page=None) for fate in fates]
    captures = iter(archive.append(fetched))
    return [
        fate if fate.page is None else replace(fate, page=_without_body(fate.page), capture=next(captures))
        for fate in fates
    ]


def _without_body(page: Page) -> Page:
    return replace(page, body=b"")

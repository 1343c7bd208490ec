"""Which feeds are asked now, and what they tell; what scrolled out of them unseen is looked up elsewhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from flows.parallel import Each
from flows.station import Station
from news.errors import ShamalError
from news.knowledge import Feed
from news.records import FeedEntry, FeedMemory, Poll
from scrapers import archives, feeds
from scrapers.rhythm import is_due

_SOUGHT_AGAIN = timedelta(days=30)  # a site without an archive may have got one
_OVERLAP = timedelta(hours=1)  # clocks of servers differ


def due(
    station: Station, memories: Mapping[str, FeedMemory], now: datetime, *, everything: bool = False
) -> list[Feed]:
    """Return the active feeds whose time has come, or all of them, in the order of the pack."""
    active = [feed for feed in station.pack.feeds if feed.active]
    return [feed for feed in active if everything or is_due(_memory(feed, memories), now)]


def poll(
    station: Station, asked: Sequence[Feed], memories: Mapping[str, FeedMemory], each: Each, now: datetime
) -> list[Poll]:
    """Ask these feeds; one that fails tells so in its state. In the order given."""
    cap = station.settings.fetch.feed_bytes

    def ask(feed: Feed) -> Poll:
        return feeds.poll(feed, memories.get(feed.id), station.web, station.call, now, max_bytes=cap)

    return _in_order(asked, each, ask, "Polling feeds")


def catch_up(
    station: Station, polls: Sequence[Poll], memories: Mapping[str, FeedMemory], each: Each, now: datetime
) -> list[Poll]:
    """Look up, where a poll left a gap, what the site's own archive lists of the time since the last one."""
    known = {feed.id: feed for feed in station.pack.feeds}
    gaps = {poll.state.feed: poll for poll in polls if poll.gap}

    def ask(feed: Feed) -> Poll:
        return _caught_up(station, feed, gaps[feed.id], memories[feed.id], now)

    caught = _in_order([known[feed] for feed in gaps], each, ask, "Catching up") if gaps else []
    mended = {poll.state.feed: poll for poll in caught}
    return [mended.get(poll.state.feed, poll) for poll in polls]


def _memory(feed: Feed, memories: Mapping[str, FeedMemory]) -> FeedMemory | None:
    """Return what counts of a feed: nothing, once the operator has given it another address."""
    memory = memories.get(feed.id)
    return memory if memory is not None and memory.url == feed.url else None


def _in_order(asked: Sequence[Feed], each: Each, ask: Callable[[Feed], Poll], name: str) -> list[Poll]:
    got: dict[str, Poll] = {}
    for feed, answer in each(ask, asked, name):
        if isinstance(answer, ShamalError):  # a poll tells of failures by itself: this is none of them
            raise answer
        got[feed.id] = answer
    return [got[feed.id] for feed in asked]


def _caught_up(station: Station, feed: Feed, answer: Poll, before: FeedMemory, now: datetime) -> Poll:
    since = before.state.last_good_at or before.asked_at
    memory = answer.memory
    found: tuple[FeedEntry, ...] = ()
    try:
        if _is_to_seek(memory, now):
            archive = archives.seek(feed, station.web, station.call)
            memory = replace(memory, archive=archive, archive_sought_at=now)
        if memory.archive != archives.NONE:
            found = archives.catch_up(feed, memory.archive, since - _OVERLAP, now, station.web, station.call)
            outcome = f"{len(found)} entries of that time were found in the site's archive"
        else:
            outcome = "the site has no archive to look in"
    except ShamalError as error:
        outcome = f"the site's archive could not be read: {error}"
    state = replace(memory.state, message=f"{memory.state.message}; {outcome}")
    return replace(answer, memory=replace(memory, state=state), entries=(*answer.entries, *found))


def _is_to_seek(memory: FeedMemory, now: datetime) -> bool:
    if memory.archive_sought_at is None:
        return True
    return memory.archive == archives.NONE and now - memory.archive_sought_at > _SOUGHT_AGAIN

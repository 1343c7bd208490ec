"""How a feed is: from its answer, or its failure, and what is remembered of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from news.errors import FeedError, FetchError, RobotsError, ShamalError, TemporaryError
from news.knowledge import Feed
from news.records import SILENT, FeedMemory, FeedState, Health, Page
from scrapers.documents import FeedDocument, leaves_gap, times
from scrapers.hosts import NotAskedError
from scrapers.rhythm import usual_gap
from scrapers.sniffing import WallError, WebPageError

_MOVES = 3  # polls in a row: some sites redirect for good by mistake, for an hour
_QUIET = timedelta(days=3)  # weekends are no silence
_QUIET_GAPS = 8
_QUIET_LIMIT = timedelta(days=120)  # and a year without news is one, whatever was usual
_STALE = timedelta(days=30)
_BLOCKED = frozenset({401, 403, 451})
_GONE = frozenset({404, 410})
_ADVICE = {
    Health.OK: "",
    Health.QUIET: "Look at the outlet's site: if it has newer articles, the feed is broken or has moved",
    Health.STALE: "Look for a newer feed with `shamal feeds add`, or set active = false in feeds.toml",
    Health.UNDATED: "Nothing to do; its articles are dated by their pages, or by when they were seen",
    Health.EMPTY: "Look at the outlet's site for another feed: this one may have been given up",
    Health.MOVED: "Put the new address into feeds.toml",
    Health.BLOCKED: "Ask the outlet for leave and set permitted = true if it is given, or set active = false",
    Health.HTML: "Open the address in a browser: the feed may have moved; look for it on the outlet's site",
    Health.GONE: "Look for the feed's new address on the outlet's site and put it into feeds.toml",
    Health.FAILED: "Wait for a day; if it lasts, open the address in a browser and correct it in feeds.toml",
}


class EmptyFeedError(FeedError):
    """A feed came that holds no entry."""


def addresses(memory: FeedMemory) -> tuple[str, ...]:
    """Return where a feed is to be asked, in this order until one address answers."""
    return (memory.moved_to, memory.url) if _has_moved(memory) else (memory.url,)


def moved(before: FeedMemory, address: str, page: Page) -> FeedMemory:
    """Remember where a good answer came from; `address` is the one that was asked."""
    if page.moved_to is not None:
        again = page.moved_to == before.moved_to
        return replace(before, moved_to=page.moved_to, moves=before.moves + 1 if again else 1)
    return before if address == before.moved_to else replace(before, moved_to="", moves=0)


def doubted(memory: FeedMemory) -> FeedMemory:
    """Have a feed asked next where the pack says; a redirect from there makes its move count again."""
    return replace(memory, moves=min(memory.moves, _MOVES - 1))


def is_failure(state: Health) -> bool:
    """Tell whether a feed in this state gave no entries when it was last asked."""
    return state in SILENT or state is Health.EMPTY


def answered(
    feed: Feed,
    before: FeedMemory,
    after: FeedMemory,
    document: FeedDocument | None,
    interval: float,
    now: datetime,
) -> FeedState:
    """Return how a feed is that answered well.

    `document` is None where nothing changed; `interval` is that of its rhythm, in seconds; `after` says
    where it is now.
    """
    entries, last_item_at = before.state.entries, before.state.last_item_at
    if document is not None:
        entries = len(document.entries)
        last_item_at = next(iter(times(document.entries, now)), None)
    health = _health(last_item_at, interval, now, moved=_has_moved(after))
    sentences = [_sentence(health, last_item_at)]
    if document is not None:
        sentences = [*_missed(before, document, now), *sentences, *_remarks(document, health)]
    if _has_moved(after):
        sentences.append(f"moved for good to {after.moved_to}: put this address into feeds.toml")
    return FeedState(
        feed=feed.id,
        outlet=feed.outlet,
        state=health,
        entries=entries,
        message="; ".join(sentence for sentence in sentences if sentence),
        since=_since(before.state, health, now),
        last_good_at=now,
        last_item_at=last_item_at,
    )


def failed(feed: Feed, before: FeedState, error: ShamalError, now: datetime) -> FeedState:
    """Return how a feed is that could not be read; as before where its host asked us to stay away."""
    if isinstance(error, NotAskedError) and before.last_good_at is not None:
        return replace(before, message=str(error))
    health = _health_of(error)
    return replace(
        before,
        feed=feed.id,
        outlet=feed.outlet,
        state=health,
        entries=0 if health is Health.EMPTY else before.entries,
        message=str(error),
        since=_since(before, health, now),
    )


def advice(state: FeedState) -> str:
    """Return, in a sentence, what the operator could do for a feed; "" where there is nothing to do."""
    return _ADVICE[state.state]


def _has_moved(memory: FeedMemory) -> bool:
    return memory.moves >= _MOVES and bool(memory.moved_to)


def _since(before: FeedState, health: Health, now: datetime) -> datetime:
    return before.since if before.since is not None and before.state is health else now


def _health(last_item_at: datetime | None, interval: float, now: datetime, *, moved: bool) -> Health:
    """Return the worst that is true of a feed that answers."""
    if last_item_at is not None:
        silence = now - last_item_at
        if silence > max(_QUIET, min(_QUIET_GAPS * usual_gap(interval), _QUIET_LIMIT)):
            return Health.STALE if silence > _STALE else Health.QUIET
    if moved:
        return Health.MOVED
    return Health.UNDATED if last_item_at is None else Health.OK


def _health_of(error: ShamalError) -> Health:
    status = error.status if isinstance(error, FetchError) else None
    if isinstance(error, WallError | RobotsError):
        return Health.BLOCKED
    if isinstance(error, WebPageError):
        return Health.HTML
    if isinstance(error, EmptyFeedError):
        return Health.EMPTY
    if isinstance(error, TemporaryError):  # a 403 with Retry-After, say, is a limit of rates
        return Health.FAILED
    if status in _BLOCKED:
        return Health.BLOCKED
    return Health.GONE if status in _GONE else Health.FAILED


def _sentence(health: Health, last_item_at: datetime | None) -> str:
    if health is Health.UNDATED:
        return "none of its items bears a date that can be used"
    if health is Health.QUIET:
        return f"no new item since {_minute(last_item_at)}, much longer than is usual for it"
    if health is Health.STALE:
        return f"its newest item is of {_minute(last_item_at)}: the feed may be dead"
    return ""


def _missed(before: FeedMemory, document: FeedDocument, now: datetime) -> Iterator[str]:
    if leaves_gap(document.entries, before.newest):
        start = before.state.last_good_at or before.asked_at
        end = min((at for at in times(document.entries, now) if at > start), default=now)
        yield f"some items may have been missed between {_minute(start)} and {_minute(end)}"


def _remarks(document: FeedDocument, health: Health) -> Iterator[str]:
    of = f"of {document.items} items"
    if document.undated and health is not Health.UNDATED:
        yield f"{document.undated} {of} without a date"
    if document.ahead:
        yield f"{document.ahead} {of} dated more than a day ahead"
    if document.unaddressed:
        yield f"{document.unaddressed} {of} without a usable address"
    if document.left_out:
        yield f"{document.left_out} {of} left out, the oldest"
    if not document.whole:
        yield "the document breaks off"


def _minute(time: datetime | None) -> str:
    return "" if time is None else f"{time:%Y-%m-%d %H:%M}"

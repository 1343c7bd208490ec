"""When to ask a feed again: by its own rhythm, less often while it fails, never in step with others."""

import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from news.errors import ShamalError, TemporaryError, TemporaryFetchError
from news.ids import content_id
from news.records import FeedMemory, FeedState, Health, Page
from scrapers.documents import FeedDocument, new_among, times
from scrapers.hosts import NotAskedError

_SHORTEST = 5 * 60.0  # seconds, like all that follow
_LONGEST = 24 * 3_600.0
_FRESH = 15 * 60.0  # to be told sooner is worth a publisher's trouble only where items would be missed
_FIRST = 3_600.0  # while nothing is known of a feed's rhythm
_YEAR = 365 * 86_400.0
_ASKED_FOR = 3_600.0  # the longest wait that a feed may ask for: publishers say silly things
_SHORTEST_STRETCH = 600.0  # below it dates tell of an import, or of the clock when the feed was written
_OF_GAP = 4  # asked so many times in the usual time between two items,
_OF_WINDOW = 4  # at least so many times while its items are replaced by new ones,
_OF_WINDOW_IF_ASKED = 16  # and so many times however long a wait it asks for: bursts come unannounced
_OF_SILENCE = 16  # a silent feed waits for this share of its silence: a day's wait after 16 days
_SLOWER = 9 / 8  # where no date tells of silence, by each poll without news
_AT_RISK = 1_800.0
_OF_OUTAGE = 64  # a failing feed waits for this share of its outage at most: a day after 64 days
_DRIFT = 8  # up to this share of a wait is left out or put on
_HARD = frozenset({Health.GONE, Health.BLOCKED, Health.HTML})
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


def is_due(memory: FeedMemory | None, now: datetime) -> bool:
    """Tell whether a feed is to be asked now; one of which nothing is known is."""
    if memory is None or memory.asked_at > now:  # a clock was wrong, then or now
        return True
    return now >= memory.due_at


def due_after(memory: FeedMemory, now: datetime, error: ShamalError | None = None) -> datetime:
    """Return when a feed is due that was just asked, or was to be: in 5 minutes to 24 hours.

    `memory` is what is known of it by now; its server may have asked in `error` for a longer wait. Feeds
    drift apart: by up to an eighth, which their ids and the time decide.
    """
    drift = content_id(memory.state.feed, now.isoformat()) / 2**64 / _DRIFT
    wait = _wait(memory, now) * (1 - drift)
    if isinstance(error, NotAskedError):  # its time has come already
        wait = 0.0
    if isinstance(error, TemporaryFetchError) and error.retry_after is not None:
        wait = max(wait, min(error.retry_after, _LONGEST) * (1 + drift))
    return now + timedelta(seconds=min(max(wait, _SHORTEST), _LONGEST))


def interval_after(before: FeedMemory, document: FeedDocument | None, page: Page, now: datetime) -> float:
    """Return the wait in seconds that a feed's own rhythm asks for; 5 minutes to a year, to be capped.

    It is a quarter of the usual time between two items, where their dates tell it. Where they do not, news
    halves it or does more, and each poll without news makes it longer. `document` is None where nothing
    changed.
    """
    if document is None:
        return _unchanged(before)
    entries, asked_before = document.entries, before.state.last_good_at
    elapsed = None if asked_before is None else max((now - asked_before).total_seconds(), 1.0)
    new = new_among(entries, before.newest, now)
    gap, window = _gap_and_window(document, now)
    if elapsed is not None and new:
        window = min(window, elapsed * len(entries) / new)
    if gap is not None:
        interval = gap / _OF_GAP
    elif elapsed is None:
        interval = _FIRST
    else:
        interval = min(_interval(before) / 2, elapsed / new) if new else _slower(before)
    wish = min(max(document.wait_seconds, _cached_for(page, now)), _ASKED_FOR, window / _OF_WINDOW_IF_ASKED)
    return min(max(min(max(interval, wish, _FRESH), window / _OF_WINDOW), _SHORTEST), _YEAR)


def usual_gap(interval: float) -> timedelta:
    """Return the usual time between two items, or a little more, of a feed with this interval."""
    return timedelta(seconds=interval * _OF_GAP)


def weight(error: ShamalError, state: FeedState) -> float:
    """Return the weight of a failure that led to this state; 0 where the feed was not asked at all."""
    if isinstance(error, NotAskedError):
        return 0.0
    if state.state in _HARD:
        return 1.0
    return 0.25 if isinstance(error, TemporaryError) else 0.5


def _wait(memory: FeedMemory, now: datetime) -> float:
    """Return the wait for a feed: each weight of one in its failures doubles it.

    But never beyond a share of its outage. And once that has outlasted half of the feed's window, most
    of what it holds at its return may be new, and soon be pushed out by what is newer still.
    """
    if not memory.failures:
        return _pace(memory, now)
    began = memory.state.last_good_at or memory.state.since or now
    outage = (now - began).total_seconds()
    pace = _pace(memory, began)
    window = _interval(memory) * _OF_GAP * memory.state.entries
    least = pace if outage < window / 2 else min(pace, _AT_RISK)
    return min(pace * 2 ** min(memory.failures, 32), max(least, outage / _OF_OUTAGE))


def _pace(memory: FeedMemory, now: datetime) -> float:
    """Return the wait for a feed before failures: it grows with the feed's silence."""
    heard = memory.state.last_item_at
    silence = 0.0 if heard is None else (now - heard).total_seconds()
    return min(max(_interval(memory), silence / _OF_SILENCE), _LONGEST)


def _interval(memory: FeedMemory) -> float:
    return memory.interval_seconds or _FIRST


def _unchanged(before: FeedMemory) -> float:
    return _interval(before) if before.state.last_item_at is not None else _slower(before)


def _slower(before: FeedMemory) -> float:
    return min(_interval(before) * _SLOWER, _LONGEST)


def _gap_and_window(document: FeedDocument, now: datetime) -> tuple[float | None, float]:
    """Return the usual time between two items, and that in which all are replaced, as dates tell them.

    The oldest quarter does not count: items that stay for months are among them.
    """
    told = times(document.entries, now)
    told = told[: len(told) - len(told) // 4]
    if len(told) < 2 or (stretch := (told[0] - told[-1]).total_seconds()) < _SHORTEST_STRETCH:
        return None, float("inf")
    return stretch / (len(told) - 1), stretch


def _cached_for(page: Page, now: datetime) -> float:
    """Return the seconds for which a server calls its answer fresh."""
    told = _MAX_AGE.search(page.header("cache-control"))
    if told is not None:
        return float(told[1])
    try:
        expires = parsedate_to_datetime(page.header("expires"))
        return max(0.0, (expires - now).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):  # "0", "-1", a date without a zone
        return 0.0

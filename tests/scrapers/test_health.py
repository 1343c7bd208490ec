from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from news.errors import FeedError, FetchError, HostileDocumentError, RobotsError, ShamalError
from news.errors import TemporaryFetchError as Later
from news.knowledge import Feed
from news.records import FeedEntry, FeedMemory, FeedState, Health
from scrapers.documents import FeedDocument
from scrapers.health import EmptyFeedError, addresses, advice, answered, failed
from scrapers.hosts import NotAskedError
from scrapers.sniffing import WallError, WebPageError

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FEED = Feed("outlet-en", "Outlet", "https://outlet.example/feed/")
GOOD = FeedState("outlet-en", "Outlet", Health.OK, 9, "", NOW - 9 * DAY, NOW - HOUR, NOW - HOUR)
KNOWN = FeedMemory(FEED.url, GOOD, NOW - HOUR, NOW, interval_seconds=1_800.0)


def document(*ages: timedelta | None, **more: int | bool) -> FeedDocument:
    """Return a document with an item of each age, None for one without a date."""
    entries = tuple(
        FeedEntry(
            "outlet-en",
            "Outlet",
            f"https://outlet.example/{n}",
            str(n),
            "",
            published_at=None if age is None else NOW - age,
        )
        for n, age in enumerate(ages)
    )
    return replace(FeedDocument(entries, items=len(entries)), **more)  # type: ignore[arg-type] # counts


def state(
    told: FeedDocument | None,
    before: FeedMemory = KNOWN,
    interval: float = 1_800.0,
    after: FeedMemory = KNOWN,
) -> FeedState:
    return answered(FEED, before, after, told, interval, NOW)


def test_a_feed_with_fresh_items_is_well() -> None:
    assert state(document(HOUR, 2 * HOUR)) == FeedState(
        "outlet-en", "Outlet", Health.OK, 2, "", GOOD.since, NOW, NOW - HOUR
    )


@pytest.mark.parametrize(
    ("age", "interval", "health"),
    [
        (2.9 * DAY, 900, Health.OK),  # a weekend
        (3.1 * DAY, 900, Health.QUIET),
        (31 * DAY, 900, Health.STALE),
        (15 * DAY, 2 * 12 * 3_600 / 4, Health.QUIET),  # an item a day
        (7.9 * DAY, 24 * 3_600 / 4, Health.OK),
        (50 * DAY, 7 * 86_400 / 4, Health.OK),  # an item a week: neither quiet nor stale
        (57 * DAY, 7 * 86_400 / 4, Health.STALE),
        (119 * DAY, 90 * 86_400 / 4, Health.OK),
        (121 * DAY, 90 * 86_400 / 4, Health.STALE),
    ],
)
@pytest.mark.parametrize("unchanged", [True, False])
def test_silence_is_measured_by_what_is_usual(
    age: timedelta, interval: float, health: Health, unchanged: bool
) -> None:
    known = replace(KNOWN, state=replace(GOOD, last_item_at=NOW - age))
    told = state(None if unchanged else document(age), known, interval)
    assert told.state is health
    assert told.last_good_at == NOW
    assert f"{NOW - age:%Y-%m-%d %H:%M}" in told.message or health is Health.OK


def test_a_state_keeps_the_time_when_it_began() -> None:
    quiet = state(document(4 * DAY))
    assert (quiet.state, quiet.since) == (Health.QUIET, NOW)
    later = answered(FEED, replace(KNOWN, state=quiet), KNOWN, None, 1_800.0, NOW + DAY)
    assert (later.state, later.since) == (Health.QUIET, NOW)


def test_undated_feeds_are_told_from_undated_items() -> None:
    undated = state(document(None, None, undated=2))
    assert (undated.state, undated.last_item_at) == (Health.UNDATED, None)
    assert undated.message == "none of its items bears a date that can be used"
    assert state(None, replace(KNOWN, state=undated)).state is Health.UNDATED
    partly = state(document(HOUR, None, undated=1))
    assert (partly.state, partly.message) == (Health.OK, "1 of 2 items without a date")


def test_dates_ahead_are_told_and_not_believed() -> None:
    told = state(document(-40 * DAY, HOUR, ahead=1))
    assert (told.state, told.last_item_at) == (Health.OK, NOW - HOUR)
    assert told.message == "1 of 2 items dated more than a day ahead"
    assert state(document(-40 * DAY, ahead=1)).state is Health.UNDATED


def test_whatever_was_left_out_is_told() -> None:
    told = state(document(HOUR, unaddressed=3, left_out=7, whole=False, items=11))
    assert told.message == (
        "3 of 11 items without a usable address; 7 of 11 items left out, the oldest; the document breaks off"
    )


def test_items_that_may_have_been_missed_are_told_first() -> None:
    known = replace(KNOWN, newest=(1, 2, 3, 4, 5), state=replace(GOOD, last_good_at=NOW - 6 * HOUR))
    told = state(document(HOUR, 2 * HOUR, 4 * HOUR, None, undated=1), known)
    assert told.message == (
        "some items may have been missed between 2026-03-20 06:00 and 2026-03-20 08:00; "
        "1 of 4 items without a date"
    )


def test_a_feed_that_moved_says_so_but_silence_weighs_more() -> None:
    there = replace(KNOWN, moved_to="https://new.example/feed", moves=3)
    advised = "moved for good to https://new.example/feed: put this address into feeds.toml"
    assert state(document(HOUR), after=there).state is Health.MOVED
    assert state(document(HOUR), after=there).message == advised
    assert state(document(None, undated=1), after=there).state is Health.MOVED
    quiet = state(document(5 * DAY), after=there)
    assert quiet.state is Health.QUIET
    assert quiet.message.endswith(advised)


def test_only_a_lasting_move_is_followed() -> None:
    there = replace(KNOWN, moved_to="https://new.example/feed", moves=2)
    assert addresses(there) == (FEED.url,)
    assert addresses(replace(there, moves=3)) == ("https://new.example/feed", FEED.url)


@pytest.mark.parametrize(
    ("error", "health"),
    [
        (FetchError("HTTP 401", 401), Health.BLOCKED),
        (FetchError("HTTP 403", 403), Health.BLOCKED),
        (FetchError("HTTP 451", 451), Health.BLOCKED),
        (RobotsError("robots.txt forbids it"), Health.BLOCKED),
        (WallError("a wall"), Health.BLOCKED),
        (WebPageError("a page"), Health.HTML),
        (EmptyFeedError("nothing"), Health.EMPTY),
        (FetchError("HTTP 404", 404), Health.GONE),
        (FetchError("HTTP 410", 410), Health.GONE),
        (FetchError("HTTP 400", 400), Health.FAILED),
        (FetchError("more than 16 MiB"), Health.FAILED),
        (FeedError("no feed"), Health.FAILED),
        (HostileDocumentError("too long"), Health.FAILED),
        (Later("HTTP 503", 503), Health.FAILED),
        (Later("HTTP 403, wait", 403, 60.0), Health.FAILED),
    ],
)
def test_failures_have_their_states(error: ShamalError, health: Health) -> None:
    told = failed(FEED, GOOD, error, NOW)
    assert (told.state, told.message, told.since) == (health, str(error), NOW)
    assert (told.last_good_at, told.last_item_at) == (GOOD.last_good_at, GOOD.last_item_at)
    assert told.entries == (0 if health is Health.EMPTY else 9)
    assert failed(FEED, told, error, NOW + DAY).since == NOW


def test_a_host_that_wants_its_peace_says_nothing_of_its_feed() -> None:
    error = NotAskedError("outlet.example asked us to stay away until 2026-03-20 13:00 UTC")
    assert failed(FEED, GOOD, error, NOW) == replace(GOOD, message=str(error))
    assert failed(FEED, FeedState("outlet-en", "Outlet", Health.FAILED), error, NOW).since == NOW


@pytest.mark.parametrize("health", Health)
def test_there_is_advice_for_every_state_that_is_not_well(health: Health) -> None:
    told = advice(replace(GOOD, state=health))
    assert bool(told) == (health is not Health.OK)
    assert not told.endswith(".")

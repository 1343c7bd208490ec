"""When feeds are asked, and what that misses and costs."""

from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.errors import FeedError, FetchError, HostileDocumentError, ShamalError, TemporaryFetchError
from news.knowledge import Feed
from news.records import FeedEntry, FeedMemory, FeedState, Health, Page
from scrapers.documents import FeedDocument, leaves_gap, newest
from scrapers.health import answered, failed
from scrapers.hosts import NotAskedError
from scrapers.rhythm import due_after, interval_after, is_due, weight
from scrapers.sniffing import WallError

NOW = datetime(2026, 3, 2, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FEED = Feed("outlet-en", "Outlet", "https://outlet.example/feed/")
STATE = FeedState("outlet-en", "Outlet", Health.OK, 20, last_good_at=NOW - HOUR, last_item_at=NOW)
KNOWN = FeedMemory(FEED.url, STATE, NOW - HOUR, NOW, interval_seconds=3_600.0)
NEW = FeedMemory(FEED.url, FeedState("outlet-en", "Outlet", Health.FAILED), NOW, NOW)


def page(**headers: str) -> Page:
    told = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Page(FEED.url, FEED.url, 200, "", b"", NOW, told)


def entry(number: int, at: datetime | None) -> FeedEntry:
    return FeedEntry(FEED.id, "Outlet", f"https://o.example/{number}", str(number), "", published_at=at)


def document(ages: Sequence[timedelta | None], wait_seconds: float = 0.0, start: int = 0) -> FeedDocument:
    entries = tuple(
        FeedEntry(
            "outlet-en",
            "O",
            f"https://o.example/{n}",
            str(n),
            "",
            published_at=None if age is None else NOW - age,
        )
        for n, age in enumerate(ages, start)
    )
    return FeedDocument(entries, len(entries), wait_seconds=wait_seconds)


def every(gap: timedelta, count: int = 20, wait_seconds: float = 0.0) -> FeedDocument:
    return document([gap * (n + 0.01) for n in range(count)], wait_seconds)


def minutes(told: FeedDocument, before: FeedMemory = NEW, answer: Page | None = None) -> float:
    return round(interval_after(before, told, answer or page(), NOW) / 60, 1)


@pytest.mark.parametrize(
    ("gap", "interval"),
    [(1, 5), (2, 7), (10, 15), (60, 15), (480, 120), (1_440, 360), (10_080, 2_520)],
)
def test_a_feed_is_asked_four_times_in_its_usual_gap(gap: int, interval: float) -> None:
    assert minutes(every(gap * MINUTE)) == interval


def test_items_that_stay_for_months_do_not_slow_a_feed() -> None:
    ages: list[timedelta | None] = [8 * HOUR * n for n in range(15)]
    assert minutes(document([*ages, 300 * DAY, 400 * DAY, 900 * DAY])) == minutes(document(ages))


def test_dates_ahead_say_nothing_of_rhythm() -> None:
    ages: list[timedelta | None] = [8 * HOUR * n for n in range(15)]
    assert minutes(document([-300 * DAY, *ages])) == minutes(document(ages)) == 120


@pytest.mark.parametrize("ages", [[None] * 20, [timedelta()] * 20, [3 * DAY] * 20, [HOUR]])
def test_without_telling_dates_a_feed_is_asked_every_hour_at_first(ages: list[timedelta | None]) -> None:
    assert minutes(document(ages)) == 60


def undated_after(new: int, hours: float, interval: float = 3_600.0) -> float:
    """Return the minutes after a reading of 20 undated items, so many of them new, hours after the last."""
    before = replace(
        KNOWN,
        state=replace(STATE, last_good_at=NOW - hours * HOUR, last_item_at=None),
        newest=newest(document([None] * 20).entries, NOW),
        interval_seconds=interval,
    )
    return minutes(document([None] * 20, start=-new), before)


def test_without_dates_news_speeds_a_feed_up_at_once() -> None:
    assert undated_after(new=1, hours=20, interval=72_000.0) == 600
    assert undated_after(new=4, hours=20, interval=72_000.0) == 300
    assert undated_after(new=1, hours=0.25, interval=900.0) == 15
    assert undated_after(new=15, hours=1) == 15
    assert undated_after(new=18, hours=0.25) == 5  # its twenty items last for a quarter of an hour


def test_without_dates_and_news_a_feed_slows_down_step_by_step_and_no_further_than_a_day() -> None:
    assert undated_after(new=0, hours=1) == 67.5
    assert undated_after(new=0, hours=24, interval=86_000.0) == 1_440
    undated = replace(KNOWN, state=replace(STATE, last_item_at=None))
    assert interval_after(undated, None, page(), NOW) == 4_050
    assert interval_after(KNOWN, None, page(), NOW) == 3_600


@given(st.integers(1, 20), st.integers(1, 2_000), st.integers(0, 10**6), st.integers(0, 10**9))
def test_a_feed_is_asked_at_least_four_times_while_its_window_is_replaced(
    new: int, gap_seconds: int, ttl: int, cached: int
) -> None:
    told = every(timedelta(seconds=gap_seconds), 20, ttl)
    before = replace(KNOWN, newest=tuple(entry.id for entry in told.entries[new:][:5]) or (1,))
    interval = interval_after(before, told, page(cache_control=f"max-age={cached}"), NOW)
    assert interval >= 300
    if gap_seconds * 14 >= 600:  # else the dates are those of an import
        assert interval <= max(300, gap_seconds * 14 / 4)
    assert interval <= max(300, 3_600 * 20 / new / 4)


@pytest.mark.parametrize(
    ("wish", "headers", "interval"),
    [
        (1_800, {}, 30),
        (86_400, {}, 60),  # nobody who writes news means a day
        (0, {"cache_control": "public, max-age=2400"}, 40),
        (0, {"cache_control": "s-maxage=2400"}, 15),
        (0, {"cache_control": "no-cache"}, 15),
        (0, {"expires": "Mon, 02 Mar 2026 00:45:00 GMT"}, 45),
        (0, {"expires": "Mon, 02 Mar 2020 00:45:00 GMT"}, 15),
        (0, {"expires": "0"}, 15),
        (0, {"expires": "Mon, 02 Mar 2026 00:45:00"}, 15),
        (1_800, {"cache_control": "max-age=60", "expires": "Mon, 02 Mar 2026 00:45:00 GMT"}, 30),
    ],
)
def test_what_publishers_ask_for_is_heard_up_to_an_hour(
    wish: float, headers: dict[str, str], interval: float
) -> None:
    assert minutes(every(HOUR, 40, wish), answer=page(**headers)) == interval


def test_what_publishers_ask_for_never_costs_items() -> None:
    assert minutes(every(10 * MINUTE, 20, 86_400)) == 15  # 140 minutes of items: not an hour


def due(memory: FeedMemory, error: ShamalError | None = None) -> float:
    return (due_after(memory, NOW, error) - NOW) / MINUTE


def test_a_silent_feed_is_asked_less_and_less() -> None:
    waits = [due(replace(KNOWN, state=replace(STATE, last_item_at=NOW - n * DAY))) for n in (0, 1, 2, 4, 20)]
    assert waits == sorted(waits)
    assert 52 <= waits[0] <= 60
    assert 157 <= waits[2] <= 180
    assert 1_260 <= waits[4] <= 1_440


def failing(failures: float, outage: timedelta) -> FeedMemory:
    """Return the memory of a feed of an hourly rhythm, with many items, that failed for so long."""
    began = NOW - outage
    state = replace(STATE, entries=400, last_good_at=began, last_item_at=began)
    return replace(KNOWN, failures=failures, state=state)


def test_failures_double_the_wait_and_never_retire_a_feed() -> None:
    waits = [due(failing(n, 80 * DAY)) for n in range(8)]
    assert all(0.875 * 60 * 2**n <= wait <= 60 * 2**n for n, wait in enumerate(waits[1:5], start=1))
    assert 1_260 <= due(failing(1e9, 400 * DAY)) <= 1_440


@pytest.mark.parametrize(("outage", "most"), [(HOUR, 60), (2 * DAY, 60), (8 * DAY, 180), (32 * DAY, 720)])
def test_a_feed_that_may_come_back_is_not_left_alone_for_long(outage: timedelta, most: float) -> None:
    assert 0.875 * most <= due(failing(99.0, outage)) <= most


def test_a_feed_whose_items_may_soon_be_pushed_out_is_asked_again_sooner() -> None:
    short = failing(99.0, DAY)  # 8 items, one in four hours: after a day six of them are new
    short = replace(short, state=replace(short.state, entries=8))
    assert 26 <= due(short) <= 30
    assert 52 <= due(replace(short, state=replace(short.state, entries=40))) <= 60


def test_a_feed_that_never_answered_is_left_alone_more_and_more() -> None:
    state = replace(STATE, last_good_at=None, last_item_at=None, since=NOW - 32 * DAY)
    assert 630 <= due(replace(KNOWN, failures=99.0, state=state)) <= 720


@pytest.mark.parametrize(
    ("error", "health", "expected"),
    [
        (FetchError("HTTP 404", 404), Health.GONE, 1),
        (WallError("a wall"), Health.BLOCKED, 1),
        (FeedError("no feed"), Health.FAILED, 0.5),
        (HostileDocumentError("too long"), Health.FAILED, 0.5),
        (FetchError("HTTP 400", 400), Health.FAILED, 0.5),
        (TemporaryFetchError("no answer"), Health.FAILED, 0.25),
        (NotAskedError("the run is over"), Health.FAILED, 0),
    ],
)
def test_failures_weigh_what_they_say_of_the_next_try(
    error: ShamalError, health: Health, expected: float
) -> None:
    assert weight(error, replace(STATE, state=health)) == expected


@pytest.mark.parametrize(("asked", "least", "most"), [(7_200, 120, 135), (60, 52, 60), (10**9, 1_440, 1_440)])
def test_a_server_may_ask_us_to_stay_away_for_a_day(asked: float, least: float, most: float) -> None:
    assert least <= due(KNOWN, TemporaryFetchError("busy", 429, asked)) <= most


def test_a_feed_that_was_not_asked_after_all_stays_due() -> None:
    assert due(KNOWN, NotAskedError("the run is over")) == 5
    assert 30 <= due(KNOWN, NotAskedError("the host wants its peace", retry_after=1_800.0)) <= 33.75


@given(
    st.floats(0, 1e9),
    st.floats(0, 1e4),
    st.one_of(st.none(), st.floats(0, 1e9)),
    st.integers(-500, 5_000),
    st.text(max_size=9),
)
def test_a_feed_is_always_due_within_a_day_and_never_within_five_minutes(
    interval: float, failures: float, retry_after: float | None, silent_days: int, feed: str
) -> None:
    state = replace(STATE, feed=feed, last_item_at=NOW - silent_days * DAY)
    memory = replace(KNOWN, state=state, interval_seconds=interval, failures=failures)
    error = TemporaryFetchError("busy", 429, retry_after)
    at = due_after(memory, NOW, error)
    assert 5 * MINUTE <= at - NOW <= DAY
    assert at - NOW >= timedelta(seconds=min(retry_after or 0, 86_400))
    assert at == due_after(memory, NOW, error)


def test_feeds_of_one_house_drift_apart() -> None:
    siblings = [replace(KNOWN, state=replace(STATE, feed=f"outlet-{n}")) for n in range(50)]
    waits = sorted(due(memory) for memory in siblings)
    assert len({round(wait, 1) for wait in waits}) > 25
    assert waits[-1] - waits[0] > 5
    later = [(due_after(memory, NOW + DAY) - NOW - DAY) / MINUTE for memory in siblings]
    assert [due(memory) for memory in siblings] != later


def test_a_feed_is_due_when_its_time_has_come_or_a_clock_was_wrong() -> None:
    memory = replace(KNOWN, asked_at=NOW, due_at=NOW + HOUR)
    assert is_due(None, NOW)
    assert not is_due(memory, NOW + 59 * MINUTE)
    assert is_due(memory, NOW + HOUR)
    assert is_due(memory, NOW - MINUTE)


@dataclass
class Simulated:
    """A feed of these times, asked for twenty days as its rhythm says, every five minutes at most."""

    published: Sequence[datetime]
    window: int
    dated: bool = True
    wish: float = 0.0
    fails: Callable[[datetime], bool] = lambda _: False

    def __post_init__(self) -> None:
        self.entries = [entry(n, at if self.dated else None) for n, at in enumerate(self.published)]
        self.seen: set[int] = set()
        self.requests = 0
        self.gaps = 0
        self.delays: list[timedelta] = []
        memory: FeedMemory | None = None
        for step in range(20 * 24 * 12):
            now = NOW + step * 5 * MINUTE
            if is_due(memory, now):
                memory = self.asked(memory or replace(NEW, asked_at=now), now)

    def asked(self, before: FeedMemory, now: datetime) -> FeedMemory:
        self.requests += 1
        if self.fails(now):
            error = TemporaryFetchError("no answer")
            state = failed(FEED, before.state, error, now)
            after = replace(
                before, state=state, asked_at=now, failures=before.failures + weight(error, state)
            )
            return replace(after, due_at=due_after(after, now))
        end = bisect(self.published, now)
        held = range(end - 1, end - 1 - self.window, -1)
        entries = tuple(self.entries[n] for n in held)
        self.delays += [
            now - self.published[n] for n in held if n not in self.seen and self.published[n] >= NOW
        ]
        self.seen.update(held)
        changed = newest(entries, now) != before.newest
        told = FeedDocument(entries, len(entries), wait_seconds=self.wish) if changed else None
        self.gaps += leaves_gap(entries, before.newest)
        interval = interval_after(before, told, page(), now)
        state = answered(FEED, before, before, told, interval, now)
        known = newest(entries, now)
        after = replace(
            before, state=state, asked_at=now, interval_seconds=interval, failures=0.0, newest=known
        )
        return replace(after, due_at=due_after(after, now))

    @property
    def missed(self) -> int:
        """Items of the twenty days that never were seen, without those still to come."""
        return sum(NOW <= at < NOW + 19 * DAY and n not in self.seen for n, at in enumerate(self.published))

    @property
    def a_day(self) -> float:
        return self.requests / 20


def steady(gap: timedelta, before: timedelta = 60 * DAY) -> list[datetime]:
    return [
        NOW - before + gap * n + timedelta(seconds=n * 977 % 600)
        for n in range(int((before + 20 * DAY) / gap))
    ]


def by_day(a_day: int) -> list[datetime]:
    """Return items from 6 to 22 o'clock, none at night."""
    days = range(-60, 20)
    return [NOW + day * DAY + 6 * HOUR + 16 * HOUR * n / a_day for day in days for n in range(a_day)]


def with_bursts(calm: list[datetime], count: int, length: timedelta) -> list[datetime]:
    """Return these items, and a burst of others every second day, at another hour each time."""
    starts = [NOW + day * DAY + (day * 5 % 24) * HOUR for day in range(1, 20, 2)]
    return sorted([*calm, *(start + length * n / count for start in starts for n in range(count))])


class Rhythm(NamedTuple):
    published: list[datetime]
    window: int
    wish: float
    most_a_day: float


WEEKLY, THREE_A_DAY, SIXTY_A_DAY = steady(7 * DAY, 200 * DAY), steady(8 * HOUR), steady(24 * MINUTE)
RHYTHMS = {
    "one a week": Rhythm(WEEKLY, 20, 0, 3),
    "three a day": Rhythm(THREE_A_DAY, 20, 0, 22),
    "three a day in a window of five": Rhythm(THREE_A_DAY, 5, 3_600, 22),
    "sixty a day": Rhythm(SIXTY_A_DAY, 20, 0, 100),
    "sixty a day, hourly if you please": Rhythm(SIXTY_A_DAY, 20, 3_600, 70),
    "sixty a day in a window of ten": Rhythm(SIXTY_A_DAY, 10, 86_400, 100),
    "sixty a day, none at night": Rhythm(by_day(60), 20, 0, 100),
    "sixty a day, and bursts": Rhythm(with_bursts(SIXTY_A_DAY, 30, HOUR), 20, 0, 100),
    "the same, hourly if you please": Rhythm(with_bursts(SIXTY_A_DAY, 30, HOUR), 20, 3_600, 75),
    "none at night, but bursts at any hour": Rhythm(with_bursts(by_day(60), 30, HOUR), 20, 0, 100),
    "three a day, and bursts": Rhythm(with_bursts(THREE_A_DAY, 15, 2 * HOUR), 20, 0, 60),
}


@pytest.mark.parametrize("name", RHYTHMS)
@pytest.mark.parametrize("dated", [True, False])
def test_no_item_is_missed_in_twenty_days_and_servers_are_spared(name: str, dated: bool) -> None:
    rhythm = RHYTHMS[name]
    feed = Simulated(rhythm.published, rhythm.window, dated, rhythm.wish)
    assert (feed.missed, feed.gaps) == (0, 0)
    assert feed.a_day <= rhythm.most_a_day


def test_what_a_feed_cannot_hold_is_missed_but_told() -> None:
    feed = Simulated(with_bursts(SIXTY_A_DAY, 60, 10 * MINUTE), 20)
    assert feed.missed
    assert feed.gaps


def test_a_feed_that_was_down_for_days_is_back_within_a_day() -> None:
    feed = Simulated(THREE_A_DAY, 20, fails=lambda now: NOW + 3 * DAY < now < NOW + 7 * DAY)
    assert feed.missed == 0
    assert max(feed.delays) < 5 * DAY

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.records import FeedEntry
from scrapers.documents import is_ahead, leaves_gap, new_among, newest, times

NOW = datetime(2026, 1, 2, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def entry(number: int, at: datetime | None = None) -> FeedEntry:
    return FeedEntry("f", "Outlet", f"https://outlet.example/{number}", str(number), "", published_at=at)


def ids(*numbers: int) -> tuple[int, ...]:
    return tuple(entry(number).id for number in numbers)


def hourly(*numbers: int) -> list[FeedEntry]:
    """Return entries, each so many hours after the start of the year before."""
    return [entry(number, NOW - 365 * DAY + number * HOUR) for number in numbers]


def test_the_five_newest_are_remembered_whatever_their_order() -> None:
    assert newest(hourly(3, 1, 2, 7, 6, 5, 4), NOW) == ids(7, 6, 5, 4, 3)


def test_without_dates_the_first_are_the_newest() -> None:
    assert newest([entry(n) for n in (9, 2, 5)], NOW) == ids(9, 2, 5)


def test_an_undated_entry_is_as_new_as_the_one_before_it() -> None:
    told = [*hourly(9), entry(100), *hourly(8, 7, 6, 5)]
    assert newest(told, NOW) == ids(9, 100, 8, 7, 6)


def test_an_entry_dated_far_ahead_is_not_the_newest_for_ever() -> None:
    told = [*hourly(9, 8), entry(100, NOW + 300 * DAY), *hourly(7, 6, 5, 4)]
    assert newest(told, NOW) == ids(9, 8, 100, 7, 6)
    assert times(told, NOW)[0] == told[0].published_at


def test_pinned_old_entries_do_not_count_as_new() -> None:
    known = newest(hourly(1, 9, 8, 7, 6, 5), NOW)
    assert new_among(hourly(1, 12, 11, 10, 9, 8), known, NOW) == 3


@pytest.mark.parametrize(
    ("entries", "new"), [(hourly(9, 8, 7), 0), (hourly(10, 9, 8), 1), (hourly(20, 19), 2), ([], 0)]
)
def test_what_is_newer_than_all_that_was_known_is_new(entries: list[FeedEntry], new: int) -> None:
    assert new_among(entries, ids(9, 8, 7), NOW) == new


@pytest.mark.parametrize(
    ("known", "held", "gap"),
    [
        ((5, 4, 3, 2, 1), (9, 8, 7, 6, 5, 4), False),
        ((5, 4, 3, 2, 1), (9, 8, 7, 6, 5), True),  # the one that is left may have been pinned
        ((5, 4, 3, 2, 1), (9, 8, 7, 6), True),
        ((3, 2, 1), (9, 8, 3), False),
        ((3, 2, 1), (9, 8), True),
        ((), (9, 8), False),
        ((5, 4, 3, 2, 1), (), False),
    ],
)
def test_a_gap_is_left_where_too_little_is_known_again(
    known: tuple[int, ...], held: tuple[int, ...], gap: bool
) -> None:
    assert leaves_gap(hourly(*held), ids(*known)) is gap


@given(st.lists(st.integers(0, 8_000), min_size=9, max_size=60, unique=True), st.integers(5, 30))
def test_a_window_that_moves_on_by_less_than_itself_leaves_no_gap(numbers: list[int], window: int) -> None:
    line = sorted(numbers)
    known = newest(hourly(*line[:window]), NOW)
    step = min(window, len(line)) - 2
    later = hourly(*line[step : step + window])
    assert not leaves_gap(later, known)
    assert new_among(later, known, NOW) == len(later) - 2


def test_a_clock_that_is_hours_ahead_is_no_reason_to_forget_a_date() -> None:
    soon = entry(1, NOW + 3 * HOUR)
    assert not is_ahead(soon, NOW)
    assert not is_ahead(replace(soon, published_at=None), NOW)
    assert is_ahead(replace(soon, published_at=None, updated_at=NOW + 25 * HOUR), NOW)

"""Lines of a text, found again among the blocks of their page."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.alignment import align

FLOUR = "Lorries with flour crossed the bridge at dawn, the bakers of the town said."
WATER = "The pumping station has stood still for a week, and the tanks on the roofs are empty."
SCHOOL = "Pupils of three schools had their lessons in tents after the storm took the roofs."
MENU = "Home"


def blocks_of(lines: list[str], page: list[str]) -> list[list[int]]:
    return [list(found) for found in align(lines, page)]


def test_lines_are_found_in_their_blocks() -> None:
    assert blocks_of([FLOUR, SCHOOL], [MENU, FLOUR, WATER, SCHOOL, "Contact"]) == [[1], [3]]


def test_neither_case_nor_punctuation_hides_a_line() -> None:
    assert blocks_of([f"- **{FLOUR.upper()}**"], [MENU, FLOUR]) == [[1]]
    assert blocks_of(
        ["* وصلت القافلة إلى ريف الحسكة الجنوبي"], ["«وصلت القافلة إلى ريف الحسكة الجنوبي»."]
    ) == [[0]]


def test_a_line_that_runs_over_blocks_stands_in_all_of_them() -> None:
    assert blocks_of([f"{FLOUR} {WATER}", SCHOOL], [FLOUR, WATER, SCHOOL]) == [[0, 1], [2]]


def test_lines_of_one_block_share_it() -> None:
    assert blocks_of([FLOUR, WATER], [MENU, f"{FLOUR} {WATER}", SCHOOL]) == [[1], [1]]


@pytest.mark.parametrize("line", ["", "***", "The bridge was closed again before noon on Friday.", "Bridge"])
def test_a_line_that_is_not_on_the_page_stands_nowhere(line: str) -> None:
    assert blocks_of([FLOUR, line, WATER], [FLOUR, WATER, SCHOOL]) == [[0], [], [1]]


def test_where_a_line_stands_twice_the_order_tells_which_is_meant() -> None:
    teasers = [SCHOOL, WATER]
    article = [FLOUR, WATER, SCHOOL]
    assert blocks_of(article, [*teasers, *article]) == [[2], [3], [4]]
    assert blocks_of(article, [*article, *teasers]) == [[0], [1], [2]]


def test_a_short_line_stands_between_its_neighbours() -> None:
    page = ["No bread", FLOUR, "No bread", WATER, "No bread", SCHOOL]
    assert blocks_of([FLOUR, "No bread", WATER], page) == [[1], [2], [3]]
    assert blocks_of([WATER, "No bread", SCHOOL], page) == [[3], [4], [5]]
    assert blocks_of([FLOUR, WATER, "Home"], ["Home", FLOUR, WATER]) == [[1], [2], []]


def test_a_line_that_stands_as_a_whole_goes_before_one_that_only_begins_so() -> None:
    assert blocks_of([FLOUR], ["Lorries with flour crossed the bridge …", FLOUR]) == [[1]]


def test_a_line_with_another_end_is_found_by_its_beginning() -> None:
    assert blocks_of([f"{FLOUR[:40]} and were gone by noon."], [MENU, FLOUR, WATER]) == [[1]]


def test_nothing_is_aligned_with_nothing() -> None:
    assert align([], []) == align([], [FLOUR]) == []
    assert blocks_of([FLOUR], []) == [[]]
    assert blocks_of([FLOUR, "", MENU], ["", "–"]) == [[], [], []]


WORDS = st.sampled_from(["road", "bridge", "flour", "water", "town", "tents", "dawn", "well"])
LINES = st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=12)


@given(LINES, LINES)
def test_places_never_go_backwards_and_are_on_the_page(lines: list[str], page: list[str]) -> None:
    found = align(lines, page)
    assert len(found) == len(lines)
    placed = [place for place in found if place]
    assert all(before[0] <= behind[0] for before, behind in pairwise(placed))
    assert all(0 <= place[0] <= place[-1] < len(page) for place in placed)


@given(LINES, LINES)
def test_a_line_without_a_word_of_the_page_stands_nowhere(lines: list[str], page: list[str]) -> None:
    strange = [f"nowhere {line}" for line in lines]
    assert not any(align(strange, page))


@given(st.lists(st.integers(1, 12), min_size=1, max_size=30))
def test_a_pages_own_blocks_stand_each_in_itself(lengths: list[int]) -> None:
    page = [" ".join(f"w{number}x{word}" for word in range(length)) for number, length in enumerate(lengths)]
    assert blocks_of(page, page) == [[number] for number in range(len(page))]


@given(st.lists(st.sampled_from((FLOUR, WATER, SCHOOL, MENU)), max_size=60))
def test_so_they_do_where_blocks_are_repeated(page: list[str]) -> None:
    assert blocks_of(page, page) == [[number] for number in range(len(page))]


@pytest.mark.parametrize(
    ("lines", "page"),
    [
        (["road"] * 20_000, ["road"] * 20_000),
        (["road " * 20_000], ["road " * 20_000]),
        (["the road to the town"] * 20_000,) * 2,
        ([f"the road to the town of {number}" for number in range(20_000)],) * 2,
    ],
    ids=["one word", "one line", "one block", "one beginning"],
)
def test_repetition_is_aligned_in_good_time(lines: list[str], page: list[str]) -> None:
    found = align(lines, page)  # where time grows with the square of it, this takes hours
    assert [list(place) for place in found[:100]] == [[number] for number in range(min(100, len(lines)))]


@pytest.mark.parametrize("start", ["the", "the road to the town of"])
def test_lines_that_only_begin_like_the_page_are_missed_in_good_time(start: str) -> None:
    page = [f"{start} {number}" for number in range(20_000)]
    found = align([f"{start} nowhere {number}" for number in range(20_000)], page)
    assert len(found) == 20_000

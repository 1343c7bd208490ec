"""The ways to work on many items: each pairs every item with its result or its error."""

import gc
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.parallel import Each, in_turn, on_threads, watched
from news.errors import TemporaryError


class Notes:
    """A watcher that writes down what it is told."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def expect(self, name: str, total: int) -> None:
        self.lines.append(f"{name}: {total} to do")

    def done(self, name: str) -> None:
        self.lines.append(f"{name}: one done")


def halved(number: int) -> int:
    if number % 2:
        raise TemporaryError(f"{number} is odd")
    return number // 2


@pytest.mark.parametrize("each", [in_turn, on_threads(4)])
@given(numbers=st.lists(st.integers(0, 100), unique=True, max_size=20))
def test_every_item_comes_back_once_with_its_result_or_error(each: Each, numbers: list[int]) -> None:
    paired = dict(each(halved, numbers, "Halving"))
    assert paired.keys() == set(numbers)
    assert all(paired[number] == number // 2 for number in numbers if not number % 2)
    assert all(isinstance(paired[number], TemporaryError) for number in numbers if number % 2)


@pytest.mark.parametrize("each", [in_turn, on_threads(4)])
def test_a_bug_is_raised_not_paired(each: Each) -> None:
    with pytest.raises(ZeroDivisionError):
        list(each(lambda number: 1 // number, [0], "Dividing"))


def test_in_turn_keeps_the_order() -> None:
    assert [item for item, _ in in_turn(halved, [4, 2, 8], "Halving")] == [4, 2, 8]


class Page:
    """Something large."""


def test_what_was_given_out_is_not_kept() -> None:
    kept: list[weakref.ref[Page]] = []
    for _, page in on_threads(1)(lambda _: Page(), range(6), "Fetching"):
        assert isinstance(page, Page)
        kept.append(weakref.ref(page))
        gc.collect()
        assert [ref() for ref in kept[:-2]] == [None] * len(kept[:-2])


def test_a_watcher_hears_how_much_there_is_and_how_far_it_got() -> None:
    notes = Notes()
    assert list(watched(in_turn, notes)(halved, iter([2, 4]), "Halving")) == [(2, 1), (4, 2)]
    assert notes.lines == ["Halving: 2 to do", "Halving: one done", "Halving: one done"]

"""Ids come from content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.ids import content_id, parsed, shown


@given(st.lists(st.text(), max_size=3))
def test_the_same_content_has_the_same_id_of_64_bits(parts: list[str]) -> None:
    assert content_id(*parts) == content_id(*parts)
    assert 0 <= content_id(*parts) < 2**64


def test_where_one_part_ends_and_the_next_begins_matters() -> None:
    assert content_id("ab", "c") != content_id("a", "bc")


@given(st.integers(0, 2**64 - 1))
def test_an_id_is_read_as_it_is_shown(number: int) -> None:
    assert parsed(shown(number)) == number


@pytest.mark.parametrize("written", ["", "12", "g" * 16, "0" * 17])
def test_what_is_no_id(written: str) -> None:
    with pytest.raises(ValueError, match=r"id|literal"):
        parsed(written)

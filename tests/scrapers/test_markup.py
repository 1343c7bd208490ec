"""Markup to text, and text cut to a length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.markup import cut, plain_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("no markup", "no markup"),
        ("a < b and c > d", "a < b and c > d"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two", "one\n\ntwo"),
        ("one<style>p{}</style> two", "one two"),
        ("&lt;b&gt; &amp;amp;", "<b> &"),
        ("<figure><img><figcaption>A photo</figcaption></figure>Text", "Text"),
        ("", ""),
    ],
)
def test_markup_becomes_text(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@given(st.text())
def test_any_text_is_taken(markup: str) -> None:
    assert "\0" not in plain_text(markup)


def test_a_text_is_cut_after_a_sentence_if_one_ends_late_enough() -> None:
    assert cut("One two. Three four five.", 14) == "One two."
    assert cut("First. Then a very long sentence follows", 30) == "First. Then a very long…"
    assert cut("short", 30) == "short"


@given(st.text(), st.integers(2, 50))
def test_a_cut_text_is_never_too_long(text: str, limit: int) -> None:
    assert len(cut(text, limit)) <= limit

"""What tag, class and role of an element say of the text in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.marks import BIT, NAMES, marks

WORDS = ("entry-content", "related-posts", "newsletter", "share-bar", "wp-caption-text", "row", "ad", "adana")


def told(tag: str = "div", names: str = "", role: str = "", *, hidden: bool = False) -> set[str]:
    found = marks(tag, names, role, hidden=hidden)
    return {name for name in NAMES if found & BIT[name]}


@pytest.mark.parametrize(
    ("names", "mark"),
    [
        ("td-related-articles", "related"),
        ("Jannah-Share-Buttons", "sharing"),
        ("mc4wp-newsletter", "appeal"),
        ("comment-respond", "comments"),
        ("post-meta", "about"),
        ("site-footer-2", "frame"),
        ("haber-metni", "body"),
        ("entry-summary", "standfirst"),
        ("wp-caption-text", "caption"),
    ],
)
def test_names_of_themes_are_understood(names: str, mark: str) -> None:
    assert mark in told(names=f"row {names} wide")


def test_a_word_that_only_begins_like_an_advertisement_is_none() -> None:
    assert "related" in told(names="ad")
    assert "related" not in told(names="adana")


def test_an_embedded_post_is_no_share_button() -> None:
    assert "sharing" not in told("blockquote", "twitter-tweet")
    assert "sharing" in told(names="twitter-share")


def test_tags_and_roles_speak_too() -> None:
    assert told("figcaption") == {"figure", "caption"}
    assert told("aside") == told(role="complementary") == {"aside"}
    assert told(hidden=True) == {"hidden"}


@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_names_add_up_in_any_order(names: list[str]) -> None:
    each = set().union(*(told(names=name) for name in names))
    assert told(names=" ".join(names)) == told(names=" ".join(reversed(names))) == each


def test_no_two_marks_share_a_bit() -> None:
    assert sum(BIT.values()) == 2 ** len(NAMES) - 1

"""Whole articles, teasers, walls and empty pages."""

from collections.abc import Sequence

import pytest
from lxml import html

from news.knowledge import LineRule
from news.records import Access
from scrapers.access import is_wall, judge
from scrapers.boilerplate import strip_lines
from scrapers.structured import declared, declared_not_free

RULES = [
    LineRule("paywall_prompt", "^subscribe to continue"),
    LineRule("newsletter", "^our newsletter"),
    LineRule("consent_wall", "^before you continue to"),
    LineRule("bot_wall", "^just a moment"),
]
BODY = "Two civilians were wounded when shells fell on a village north of Raqqa on Monday."
CUT = "Residents of the village said that the shells had been fired from the north and that many…"
LOCK = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>'
URL = "https://outlet.example/story"


def page(*lines: str, head: str = "") -> html.HtmlElement:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")


def access(
    extracted: Sequence[str], behind: Sequence[str] = (), head: str = "", before: Sequence[str] = ()
) -> Access:
    kept, removed = strip_lines(extracted, RULES)
    tree = page(*before, *extracted, *behind, head=head)
    return judge(extracted, kept, removed, tree, RULES, declared_not_free(tree, declared(tree).things))


def wall(kept: Sequence[str], tree: html.HtmlElement, url: str) -> bool:
    return is_wall(kept, tree, url, RULES, declared(tree))


def test_an_article_is_whole() -> None:
    assert access([BODY, BODY]) is Access.FULL


def test_a_page_without_text_holds_none() -> None:
    assert access([]) is Access.NONE
    assert access(["Subscribe to continue"]) is Access.NONE


def test_a_prompt_at_the_end_of_the_text_cuts_it() -> None:
    assert access([BODY, "Subscribe to continue reading", "Our newsletter"]) is Access.PARTIAL


def test_a_prompt_right_behind_the_text_cuts_it_too() -> None:
    assert access([BODY, CUT], behind=["Subscribe to continue reading"]) is Access.PARTIAL


def test_a_prompt_far_from_the_end_cuts_nothing() -> None:
    assert access(["Subscribe to continue", *[BODY] * 6]) is Access.FULL
    assert access([BODY], before=["Subscribe to continue"]) is Access.FULL
    assert access([BODY], behind=[*["Other news"] * 8, "Subscribe to continue"]) is Access.FULL


def test_a_declared_lock_alone_proves_nothing() -> None:
    assert access([BODY], head=LOCK) is Access.FULL


def test_an_ellipsis_proves_nothing_without_a_declared_lock() -> None:
    assert access([BODY, CUT]) is Access.FULL
    assert access([BODY, CUT], head=LOCK) is Access.PARTIAL
    assert access([BODY, CUT, "More stories"], head=LOCK) is Access.PARTIAL


@pytest.mark.parametrize(
    "end", ["the roof of the… [+507 chars]", "at around four... (continued on our website)"]
)
def test_a_text_that_says_how_much_is_missing_is_cut(end: str) -> None:
    assert access([BODY, end]) is Access.PARTIAL


def test_consent_and_bot_walls_are_known_by_their_words() -> None:
    assert wall([], page("Before you continue to Google"), URL)
    assert wall([], page("x", head="<title>Just a moment...</title>"), URL)
    assert not wall([BODY], page(BODY), URL)


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("https://consent.google.com/m?continue=https://news.google.com/x", "Sign in"),
        (URL, '<form action="https://consent.google.com/save"><input></form>'),
        (URL, '<iframe src="https://geo.captcha-delivery.com/captcha/?x"></iframe>'),
    ],
)
def test_walls_are_known_by_their_addresses(url: str, body: str) -> None:
    assert wall([], page(body), url)


def test_a_banner_makes_no_wall_of_an_article() -> None:
    banner = "Before you continue to our site"
    assert not wall([BODY] * 8, page(banner, *[BODY] * 8), URL)
    declared = '<meta property="og:type" content="article">'
    assert not wall([BODY], page(banner, BODY, head=declared), URL)

"""Whole articles and parts of them, and the signs that tell them apart."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from news.knowledge import LineRule
from news.records import NOTHING_KNOWN, Access, Known, Removed
from scrapers.access import Judgement, Served, judge
from scrapers.blocks import blocks
from scrapers.boilerplate import strip_lines
from scrapers.lines import Line
from scrapers.structured import Lock, declared, lock

RULES = [
    LineRule("paywall_prompt", "^subscribe to continue"),
    LineRule("paywall_prompt", "^this report goes on for members", at_end=True),
    LineRule("subscription_offer", "^only 3 dollars a month"),
    LineRule("terms_login", "^already a reader"),
    LineRule("newsletter", "^our newsletter"),
]
BODY = "Two civilians were wounded when shells fell on a village north of Raqqa on Monday."
CUT = "Residents of the village said that the shells had been fired from the north and that many…"
UNFINISHED = "Residents of the village said that the shells had been fired from the north and that"
LOCK = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"%s}</script>'
LOCKED = LOCK % ""
PARTED = LOCK % ',"hasPart":{"isAccessibleForFree":false,"cssSelector":".rest"}'
LONG = [BODY.replace("Monday", day) for day in ("Monday", "Tuesday", "Friday", "Sunday")] * 5


def judged(
    extracted: Sequence[str],
    behind: Sequence[str] = (),
    head: str = "",
    before: Sequence[str] = (),
    known: Known = NOTHING_KNOWN,
) -> Judgement:
    """Judge a page of these paragraphs; what is `behind` them may be markup."""
    shown = [line if line.startswith("<") else f"<p>{line}</p>" for line in (*before, *extracted, *behind)]
    tree = html.document_fromstring(f"<html><head>{head}</head><body>{''.join(shown)}</body></html>")
    return judge(served(tree, extracted), RULES, lock(tree, declared(tree)), known)


def served(tree: html.HtmlElement, extracted: Sequence[str], url: str = "") -> Served:
    """Return what is served where these lines were extracted from a page."""
    page = blocks(tree)
    lines = [
        Line(text, block=next((block for block in page if block.text == text), None)) for text in extracted
    ]
    return Served(lines, *strip_lines(extracted, RULES), page, tree, url)


def access(extracted: Sequence[str], behind: Sequence[str] = (), head: str = "") -> Access:
    return judged(extracted, behind, head).access


def test_an_article_is_whole_and_nothing_speaks_against_it() -> None:
    assert judged([BODY, BODY]) == Judgement(Access.FULL, ())


def test_a_page_without_text_holds_none() -> None:
    assert access([]) is Access.NONE
    assert access(["Subscribe to continue"]) is Access.NONE


def test_a_prompt_that_ends_the_text_cuts_it_and_is_quoted() -> None:
    found = judged([BODY, "Subscribe to continue reading", "Our newsletter"])
    assert found.access is Access.PARTIAL
    assert found.evidence[0] == "a prompt ends the text: “Subscribe to continue reading”"


def test_a_prompt_right_behind_the_text_cuts_it_too() -> None:
    assert access([BODY, CUT], behind=["Subscribe to continue reading"]) is Access.PARTIAL
    assert access([BODY], behind=["Dear friend of our paper. Subscribe to continue."]) is Access.PARTIAL
    assert (
        access([BODY], behind=["x y", "This report goes on for members", *["Other news"] * 4])
        is Access.PARTIAL
    )


def test_a_prompt_far_from_the_end_cuts_nothing() -> None:
    assert access(["Subscribe to continue", *[BODY] * 6]) is Access.FULL
    assert judged([BODY], before=["Subscribe to continue"]).access is Access.FULL
    assert access([BODY], behind=[*["Other news"] * 8, "Subscribe to continue"]) is Access.FULL


@pytest.mark.parametrize(
    "place",
    [
        "<footer><p>Subscribe to continue</p></footer>",
        "<div class='jetpack-subscribe-modal'><p>Subscribe to continue</p></div>",
        "<div class='overlay' hidden><p>Subscribe to continue</p></div>",
        "<div style='display: none'><p>Subscribe to continue</p></div>",
        "<div id='comments'><p>Subscribe to continue</p></div>",
    ],
)
def test_a_prompt_that_is_hidden_or_belongs_elsewhere_cuts_nothing(place: str) -> None:
    assert access([BODY], behind=[place]) is Access.FULL
    tree = html.document_fromstring(f"<html><body><p>{BODY}</p>{place}</body></html>")
    of_page = served(tree, [BODY, "Subscribe to continue"])
    assert judge(of_page, RULES, lock(tree, declared(tree)), NOTHING_KNOWN).access is Access.FULL


def test_a_declared_lock_alone_proves_nothing_but_is_told() -> None:
    assert judged(LONG, head=LOCKED) == Judgement(Access.FULL, ("declared not free in JSON-LD",))


def test_an_ellipsis_needs_a_second_sign() -> None:
    assert access([*LONG, CUT]) is Access.FULL
    assert access([BODY, CUT]) is Access.PARTIAL  # a short text
    assert access([*LONG, CUT], head=LOCKED) is Access.PARTIAL
    assert access([BODY, CUT, "More stories"], head=LOCKED) is Access.PARTIAL
    assert access([*LONG, CUT], behind=["Only 3 dollars a month"]) is Access.PARTIAL


@pytest.mark.parametrize("end", ["and now… who knows?”", "and then…”", "bread, flour, oil, etc..."])
def test_an_ellipsis_in_a_quotation_or_a_list_breaks_nothing_off(end: str) -> None:
    assert (
        access([BODY, f"“My father ground flour here for forty years, and his father too, {end}"])
        is Access.FULL
    )


def test_a_text_that_ends_in_the_middle_of_a_sentence_needs_a_second_sign() -> None:
    assert access([BODY, UNFINISHED]) is Access.FULL
    found = judged([*LONG, UNFINISHED], head=LOCKED)
    assert found.access is Access.PARTIAL
    assert (
        "ends in the middle of a sentence: “the shells had been fired from the north and that”"
        in found.evidence
    )


def test_outlets_that_write_no_full_stops_break_nothing_off() -> None:
    bare = [f"{line[:-1]} morning" for line in LONG]
    assert access(bare, head=LOCKED) is Access.FULL


def test_an_offer_to_subscribe_proves_nothing_with_a_whole_text() -> None:
    offer = ["Only 3 dollars a month", "Already a reader? Come in"]
    assert access(LONG, behind=offer, head=LOCKED) is Access.FULL
    assert access([BODY, BODY], behind=offer, head=LOCKED) is Access.PARTIAL


def test_a_paywalls_element_counts_where_its_words_are_not_known() -> None:
    gate = ["<div class='x article-paywall'><h3>For friends of the paper</h3></div>"]
    found = judged([*LONG, UNFINISHED], behind=gate)
    assert found.access is Access.PARTIAL
    assert "a paywall’s element follows the text: “For friends of the paper”" in found.evidence
    assert access(LONG, behind=gate) is Access.FULL
    assert access(LONG, behind=["<div class='paywall-loader'></div>"], head=LOCKED) is Access.FULL


@pytest.mark.parametrize(
    "end", ["the roof of the… [+507 chars]", "at around four... (continued on our website)"]
)
def test_a_text_that_says_how_much_is_missing_is_cut(end: str) -> None:
    assert access([BODY, end]) is Access.PARTIAL


def test_the_words_of_a_gate_are_not_the_end_of_the_text() -> None:
    words = "The news does not end here, says the desk, and whoever gives two dollars will be told."
    page = html.document_fromstring(
        f"<html><body><p>{BODY}</p><div id='regwall'><p>{words}</p></div></body></html>"
    )
    found = judge(served(page, [BODY, words]), RULES, Lock(), NOTHING_KNOWN)
    assert found.access is Access.PARTIAL
    assert found.evidence[0].startswith("a paywall’s element follows the text: “The news does not end here")
    assert found.prompts == (Removed("paywall_prompt", words),)


def test_an_article_that_stands_in_an_element_with_a_paywalls_name_is_none() -> None:
    body = f"<div class='locked'><p>{BODY}</p><p>{LONG[1]}</p></div>"
    page = html.document_fromstring(f"<html><body>{body}</body></html>")
    assert judge(served(page, [BODY, LONG[1]]), RULES, Lock(), NOTHING_KNOWN) == Judgement(Access.FULL, ())


def test_what_is_marked_as_not_free_and_served_is_counted_and_speaks_for_the_whole() -> None:
    kept = [f"{number}: {BODY}" for number in range(6)]
    marked = [f"<div class='rest'><p>{line}</p></div>" for line in kept[1:]]
    body = f"<p>{kept[0]}</p>{''.join(marked)}<p>Subscribe to continue</p>"
    page = f"<html><head>{PARTED}</head><body>{body}</body></html>"
    tree = html.document_fromstring(page)
    found = judge(served(tree, kept), RULES, lock(tree, declared(tree)), NOTHING_KNOWN)
    assert found.access is Access.FULL
    assert "5 of 6 paragraphs are marked as not free by the publisher (.rest)" in found.evidence


def test_a_marked_part_that_was_not_served_needs_a_second_sign() -> None:
    assert access(LONG, head=PARTED) is Access.FULL
    found = judged([BODY], head=PARTED)
    assert found.access is Access.PARTIAL
    assert "nothing of what is marked as not free was served (.rest)" in found.evidence


def test_the_declared_length_speaks_for_and_against() -> None:
    assert access(LONG[:4], head=LOCK % ',"wordCount":"500"') is Access.PARTIAL
    as_long = LOCK % f',"wordCount":{len(" ".join(LONG).split())}'
    assert access(LONG, behind=["Subscribe to continue"], head=as_long) is Access.FULL


def test_the_feeds_summary_shows_what_is_missing() -> None:
    told = " ".join(LONG[:6])
    assert judged(LONG[:2], known=Known(summary=told)).access is Access.PARTIAL
    assert judged(LONG[:2], known=Known(summary=" ".join(LONG[:2]) + " [...]")).access is Access.PARTIAL
    assert judged(LONG[:2], known=Known(summary=" ".join(LONG[:2]))).access is Access.FULL


def test_the_outlets_usual_length_tips_the_scales() -> None:
    usual = replace(NOTHING_KNOWN, usual_words=420)
    assert judged([BODY, BODY], known=usual).access is Access.FULL
    found = judged([BODY, BODY], head=LOCKED, known=usual)
    assert found.access is Access.PARTIAL
    assert "30 words, where the outlet’s articles have 420" in found.evidence


def test_what_was_left_out_makes_a_part() -> None:
    page = html.document_fromstring(f"<html><head>{PARTED}</head><body><p>{BODY}</p></body></html>")
    left_out = [Removed("marked_not_free", BODY)] * 2
    found = judge(served(page, [BODY]), RULES, lock(page, declared(page)), NOTHING_KNOWN, left_out)
    assert found.access is Access.PARTIAL
    assert "2 paragraphs marked as not free were left out (.rest)" in found.evidence


@given(st.lists(st.text(min_size=1, max_size=80).map(str.strip).filter(bool), max_size=6), st.integers(0, 6))
def test_whatever_a_page_says_it_is_judged_alike_twice(lines: list[str], kept: int) -> None:
    tree = html.document_fromstring("<html><body><p>x</p></body></html>")
    body = tree.body
    assert body is not None
    for line in lines:
        shown = "".join(char for char in line if char.isprintable())
        paragraph = html.Element("p")
        paragraph.text = shown
        body.append(paragraph)
    removed = [Removed("paywall_prompt", line) for line in lines[kept:]]
    given = Served([Line(line) for line in lines], lines[:kept], removed, blocks(tree), tree)
    first = judge(given, RULES, lock(tree, declared(tree)), NOTHING_KNOWN)
    assert first == judge(given, RULES, lock(tree, declared(tree)), NOTHING_KNOWN)
    assert (first.access is Access.NONE) == (not lines[:kept])

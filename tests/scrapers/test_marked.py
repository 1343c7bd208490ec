"""The selectors of strangers: simple ones are followed, the others cost only themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from news.records import Removed
from scrapers.marked import marked, take_out

PAGE = """<html><body class="whole"><article id="story"><p class="lead">Free.</p>
<div class="rest paid-1" data-tier="plus"><p>First.</p><p>Second.</p></div>
<p class="paid">Third.</p></article>
<aside><p class="paid">Beside.</p></aside></body></html>"""


def found(*selectors: str) -> list[str]:
    return [
        " ".join(each.text_content().split()) for each in marked(html.document_fromstring(PAGE), selectors)
    ]


@pytest.mark.parametrize(
    ("selector", "texts"),
    [
        (".rest", ["First.Second."]),
        ("div.rest.paid-1", ["First.Second."]),
        ("#story .paid", ["Third."]),
        ("article > .paid", ["Third."]),
        ("#story>p.paid, .rest", ["Third.", "First.Second."]),
        ("[data-tier]", ["First.Second."]),
        ("[data-tier=plus]", ["First.Second."]),
        ("div[class~='rest']", ["First.Second."]),
        ("[class^='rest']", ["First.Second."]),
        ("[class$=paid-1]", ["First.Second."]),
        ("[class*=est]", ["First.Second."]),
        ("*.paid", ["Third.", "Beside."]),
        (".PAID", []),
        ("paid", []),
    ],
)
def test_a_simple_selector_means_what_css_means(selector: str, texts: list[str]) -> None:
    assert sorted(found(selector)) == sorted(texts)


def test_an_element_inside_another_is_not_told_twice() -> None:
    assert found(".rest", ".rest p") == ["First.Second."]


@pytest.mark.parametrize(
    "selector",
    ["p:nth-child(2)", "a::before", "..", ".a + .b", "a'b", "]", "", " ", "x" * 300, "a > b > c > d > e > f"],
)
def test_another_one_costs_only_itself(selector: str) -> None:
    assert found(selector, ".rest") == ["First.Second."]


def test_no_more_than_ten_are_followed() -> None:
    assert found(*[".none"] * 10, ".rest") == []


@given(st.text(alphabet=".#[]=~^$*\"'>, ab-1", max_size=40))
def test_no_selector_breaks_anything(selector: str) -> None:
    found(selector)


def test_what_is_taken_out_is_told_a_paragraph_a_line() -> None:
    tree = html.document_fromstring(PAGE)
    taken = take_out(marked(tree, [".rest", ".paid"]))
    assert taken == tuple(
        Removed("marked_not_free", text) for text in ("First.", "Second.", "Third.", "Beside.")
    )
    assert " ".join(tree.text_content().split()) == "Free."

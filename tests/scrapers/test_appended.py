"""The next article of a site, appended for readers who scroll on, is not the page's own."""

import pytest
from lxml import html

from news.records import Known
from scrapers.appended import take_out_appended
from scrapers.articles import read

OWN = [
    "The council of the town said on Monday that the bridge will stay closed until its pillar is mended.",
    "Drivers go round by the dam, an hour more in each direction, and pay for the fuel themselves, they say.",
    "Farmers on the far bank want a ferry back, as there was one before the bridge was built.",
]
NEXT = [
    "The price of olive oil has fallen by a third since the harvest began, merchants in the old market say.",
    "Two presses have closed for lack of diesel, and their owners look for buyers in the towns further west.",
    "Growers hope for the spring, when the road to the port opens again and lorries come up from the coast.",
]


def story(title: str, lines: list[str], start: str = "<article>", end: str = "</article>") -> str:
    return start + f"<h1>{title}</h1>" + "".join(f"<p>{line}</p>" for line in lines) + end


def taken(body: str, title: str = "Bridge stays closed") -> list[str]:
    tree = html.document_fromstring(f"<html><body>{body}</body></html>")
    return [line.text for line in take_out_appended(list(tree.iter("h1")), (title,))]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("<article>", "</article>"),
        ('<div class="post hentry">', "</div>"),
        ('<div itemscope itemtype="https://schema.org/NewsArticle">', "</div>"),
        ("<div class=more><article>", "</article></div>"),
    ],
)
def test_the_text_ends_with_the_pages_own_article_and_the_rest_is_told(start: str, end: str) -> None:
    page = story("Bridge stays closed", OWN) + story("Oil is cheap", NEXT, start, end)
    found = read(
        f"<html><body>{page}</body></html>",
        "https://outlet.example/a",
        [],
        Known(title="Bridge stays closed"),
    )
    assert found.text == "\n\n".join(OWN)
    assert [line.text for line in found.removed if line.kind == "other_article"] == ["Oil is cheap", *NEXT]


def test_an_article_before_the_pages_own_stays_for_others_to_judge() -> None:
    assert taken(story("Oil is cheap", NEXT) + story("Bridge stays closed", OWN)) == []


def test_where_no_headline_is_the_pages_own_nothing_is_taken() -> None:
    assert taken(story("Bridge stays closed", OWN) + story("Oil is cheap", NEXT), "Something else") == []


def test_sections_and_entries_within_the_article_are_its_own() -> None:
    sections = "".join(f"<h1>Part {n}</h1><p>{line}</p>" for n, line in enumerate(NEXT))
    assert taken(story("Bridge stays closed", OWN, end=f"{sections}</article>")) == []
    entries = story("08:00", NEXT) + story("09:00", OWN)
    assert taken(story("Bridge stays closed", OWN, end=f"{entries}</article>")) == []


def test_a_head_that_goes_on_in_other_articles_keeps_them() -> None:
    assert taken(story("Bridge stays closed", OWN[:1]) + story("08:00", NEXT)) == []


def test_a_teaser_stays_for_others_to_judge() -> None:
    assert taken(story("Bridge stays closed", OWN) + story("Oil is cheap", NEXT[:1])) == []


def test_the_same_article_told_again_stays() -> None:
    assert taken(story("Bridge stays closed", OWN) + story("Bridge stays closed", OWN)) == []
    assert taken(story("Bridge stays closed", OWN)) == []


def test_articles_within_one_another_are_told_once() -> None:
    page = story("Bridge stays closed", OWN) + story(
        "Oil", NEXT[:1], end=story("Grapes", NEXT[1:]) + "</article>"
    )
    assert taken(page) == ["Oil", NEXT[0], "Grapes", *NEXT[1:]]

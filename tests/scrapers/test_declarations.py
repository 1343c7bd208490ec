"""What a page says of its article beside its text."""

import pytest
from lxml import html

from scrapers.blocks import Block, blocks
from scrapers.declarations import Said, said, standfirst
from scrapers.heads import head
from scrapers.structured import declared

DESCRIPTION = "The officials told the group what Ankara plans for the highway between Aleppo and the coast"


def told(body: str, head_: str = "", *titles: str) -> tuple[Said, list[Block]]:
    tree = html.document_fromstring(f"<html><head>{head_}</head><body>{body}</body></html>")
    page = blocks(tree)
    return said(head(tree), page, declared(tree).articles, titles), page


def shown(body: str, head_: str = "") -> str | None:
    sayings, page = told(body, head_)
    found = standfirst(page, sayings)
    return None if found is None else found.text


@pytest.mark.parametrize(
    ("body", "head_", "titles"),
    [
        ("<h1>Shells fall</h1>", "", ()),
        ("", '<meta property="og:title" content="Shells fall">', ()),
        (
            "",
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Shells fall"}</script>',
            (),
        ),
        ("", "", ("Shells fall",)),
    ],
)
def test_headings_and_declared_titles_are_headlines(body: str, head_: str, titles: tuple[str, ...]) -> None:
    assert told(f"{body}<p>Text.</p>", head_, *titles)[0].headlines == ("Shells fall",)


def test_a_heading_of_the_second_rank_is_a_headline_where_the_title_of_the_page_holds_it() -> None:
    body = "<h2>Three days without bread</h2><h2>What the bakers say now</h2><p>Text.</p>"
    assert told(body, "<title>The Line: Three days without bread</title>")[0].headlines == (
        "Three days without bread",
    )
    assert told("<h2>Bread</h2>", "<title>Bread - The Line</title>")[0].headlines == ()


def test_a_description_that_the_page_shows_is_its_standfirst() -> None:
    meta = f'<meta name="description" content="{DESCRIPTION}">'
    assert shown(f"<header><h2>{DESCRIPTION}.</h2></header>", meta) == f"{DESCRIPTION}."
    assert shown("<p>Something else.</p>", meta) is None
    assert shown(f"<p>{DESCRIPTION}</p>") is None


def test_a_short_description_is_none() -> None:
    assert shown("<p>All the news</p>", '<meta name="description" content="All the news">') is None

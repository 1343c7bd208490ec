"""What pages tell of their articles."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from news.records import Access
from scrapers.articles import read
from scrapers.heads import head
from scrapers.metadata import metadata
from scrapers.structured import Declared
from tests.scrapers.page import Page
from tests.scrapers.pages_blind import PAGES as BLIND
from tests.scrapers.pages_telling import PAGES as TELLING

URL = "https://www.outlet.example/2024/05/story"
SENTENCE = "Two civilians were wounded when shells fell on a village north of the town on Monday morning. "


@pytest.mark.parametrize("page", TELLING, ids=lambda page: page.name)
def test_a_page_tells_of_its_article(page: Page) -> None:
    assert page.faults() == {}


@pytest.mark.parametrize("page", BLIND, ids=lambda page: page.name)
def test_a_page_in_the_shape_of_a_real_one_tells_of_its_article(page: Page) -> None:
    assert page.faults() == {}


def test_the_declared_language_is_told_as_it_is() -> None:
    tree = html.document_fromstring('<html lang="en-GB"><body><p>Text.</p></body></html>')
    assert metadata(tree, URL, Declared(), head(tree)).language == "en-GB"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "author": ' + "[" * 50_000 + "]" * 50_000 + "}",
        '{"a":' * 50_000 + "1" + "}" * 50_000,
        '{"@type": "NewsArticle", "author": {"name": {"name": {"name": []}}}, "headline": {}, '
        '"publisher": []}',
        '{"@type": 5, "@id": [], "url": {}, "mainEntityOfPage": [[]]}',
        "[" * 100_000,
    ],
    ids=["deep list", "deep object", "odd values", "odd addresses", "open brackets"],
)
def test_odd_linked_data_costs_only_itself(script: str) -> None:
    page = (
        f'<html><head><script type="application/ld+json">{script}</script>'
        '<meta property="og:title" content="Shells fall on a village"></head>'
        f"<body><h1>Shells fall on a village</h1><article><p>{SENTENCE * 5}</p><p>"
        f"{SENTENCE * 4}</p></article></body></html>"
    )
    found = read(page, URL, ())
    assert (found.title, found.access) == ("Shells fall on a village", Access.FULL)
    assert SENTENCE.strip() in found.text


TAGS = st.sampled_from(
    [
        "h1",
        "p",
        "div class=date",
        "a rel=author",
        "time datetime=2024-05-06T25:00",
        "span class='author x'",
        "title",
    ]
)
METAS = st.sampled_from(
    ["og:title", "article:published_time", "author", "og:url", "og:locale", "article:modified_time"]
)
SCRIPTS = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "@type",
                    "@id",
                    "url",
                    "author",
                    "name",
                    "headline",
                    "datePublished",
                    "publisher",
                    "articleSection",
                ]
            ),
            inner | st.just("NewsArticle"),
            max_size=5,
        )
    ),
    max_leaves=12,
)


def plain(text: str) -> str:
    return escape("".join(char for char in text if char.isprintable()))


@given(
    st.lists(st.tuples(TAGS, st.text(max_size=40)), max_size=8),
    st.lists(st.tuples(METAS, st.text(max_size=40)), max_size=4),
    SCRIPTS,
    st.text(max_size=30),
)
def test_no_page_makes_it_raise_and_its_times_are_in_order(
    elements: list[tuple[str, str]], metas: list[tuple[str, str]], script: object, url: str
) -> None:
    inner = "".join(f'<meta property="{name}" content="{plain(content)}">' for name, content in metas)
    body = "".join(f"<{tag}>{plain(text)}</{tag.split()[0]}>" for tag, text in elements)
    tree = html.document_fromstring(
        f"<html lang='en'><head>{inner}</head><body>{body}<p>Text.</p></body></html>"
    )
    things = tuple(script) if isinstance(script, list) else (script,)
    tables = tuple(thing for thing in things if isinstance(thing, dict))
    told = metadata(tree, url, Declared(tables, tables), head(tree), "Outlet", "")
    assert told.language == "en", "an error would leave nothing but the feed's title"
    assert (told.published_at is None) == (told.published_certainty is None)
    if told.published_at is not None and told.modified_at is not None:
        assert told.published_at <= told.modified_at

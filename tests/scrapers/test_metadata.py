"""What pages tell of their articles."""

from datetime import UTC, datetime

import pytest
from lxml import html

from scrapers.metadata import Metadata, metadata, without_outlet
from scrapers.structured import declared

URL = "https://www.outlet.example/2024/05/story"


def about(head: str = "", body: str = "", outlet: str = "", title: str = "") -> Metadata:
    page = f'<html lang="en-GB"><head>{head}</head><body>{body}<p>Text.</p></body></html>'
    tree = html.document_fromstring(page)
    return metadata(tree, URL, declared(tree).articles, outlet, title)


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Shelling in Idlib | North Press", "Shelling in Idlib"),
        ("Shelling in Idlib - North Press", "Shelling in Idlib"),
        ("North Press: Shelling in Idlib", "North Press: Shelling in Idlib"),
        ("North Press – Shelling in Idlib", "Shelling in Idlib"),
        ("North Press", ""),
        ("Re-opening the M4 - and closing it", "Re-opening the M4 - and closing it"),
    ],
)
def test_the_outlet_is_no_part_of_a_title(title: str, bare: str) -> None:
    assert without_outlet(title, ("North Press", "")) == bare


def test_a_declared_headline_goes_before_the_feed_and_the_feed_before_the_window_title() -> None:
    declared = '<meta property="og:title" content="Declared | Outlet">'
    assert about(declared, title="Of the feed", outlet="Outlet").title == "Declared"
    assert about("<title>Home</title>", title="Of the feed").title == "Of the feed"
    assert about("<title>Of the window</title>").title == "Of the window"
    assert about(body="<h1>The heading</h1>", title="Of the feed").title == "The heading"


@pytest.mark.parametrize(
    ("head", "time"),
    [
        (
            '<meta property="article:published_time" content="2024-05-06T10:00:00+03:00">',
            datetime(2024, 5, 6, 7, tzinfo=UTC),
        ),
        (
            '<script type="application/ld+json">'
            '{"@type":"NewsArticle","datePublished":"2024-05-06T07:00:00Z"}</script>',
            datetime(2024, 5, 6, 7, tzinfo=UTC),
        ),
        ('<meta itemprop="datePublished" content="2024-05-06">', datetime(2024, 5, 6, tzinfo=UTC)),
        (
            '<meta property="article:published_time" content="Mon, 06 May 2024 10:00:00 +0300">',
            datetime(2024, 5, 6, 7, tzinfo=UTC),
        ),
        ('<meta property="article:published_time" content="0001-01-01T00:00:00">', None),
        ('<meta property="article:published_time" content="soon">', None),
    ],
)
def test_dates_are_in_utc(head: str, time: datetime | None) -> None:
    page = f"<html><head>{head}</head><body><p>Text.</p></body></html>"
    tree = html.document_fromstring(page)
    assert metadata(tree, "https://o.example/story", declared(tree).articles).published_at == time


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("Hani Salem", "Hani Salem"),
        ("admin", None),
        ("https://facebook.com/outlet", None),
        ("Outlet", None),
        ("هاني السالم", "هاني السالم"),
    ],
)
def test_a_byline_names_people(author: str, byline: str | None) -> None:
    assert about(f'<meta name="author" content="{author}">', outlet="Outlet").byline == byline


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        ("https://outlet.example/2024/05/story/?utm_source=x", "https://outlet.example/2024/05/story"),
        ("/2024/05/other", "https://outlet.example/2024/05/other"),
        ("https://en.outlet.example/2024/05/story", "https://en.outlet.example/2024/05/story"),
        ("https://elsewhere.example.org/2024/05/story", None),
        ("https://www.outlet.example/", None),
        ("javascript:void(0)", None),
    ],
)
def test_a_canonical_address_counts_on_its_own_site_only(link: str, canonical: str | None) -> None:
    assert about(f'<link rel="canonical" href="{link}">').canonical_url == canonical


def test_the_declared_language_is_told_as_it_is() -> None:
    assert about().language == "en-GB"

"""Pages that hold the first part of an article, and whole ones with numbers and links behind them."""

import pytest
from lxml import html

from scrapers.behind import Piece
from scrapers.blocks import blocks
from scrapers.paging import leads_to_whole, loads_on, parted

URL = "https://bell.example/news/bread"
BODY = "Bakers in three districts of the city closed their ovens on Tuesday, the union said."


def signs(behind: str, head: str = "") -> list[str]:
    """Return what is told of a page with one paragraph and this markup behind it."""
    tree = html.document_fromstring(f"<html><head>{head}</head><body><p>{BODY}</p>{behind}</body></html>")
    return [sign.words for sign in parted(blocks(tree), 1, (), tree, URL)]


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        ("<p>Page 1 of 3</p>", "page 1 of 3"),
        ("<p>Seite 2 von 4</p>", "page 2 of 4"),
        ("<p>صفحة ١ من ٣</p>", "page 1 of 3"),
        ("<div>Pages: <b>1</b> <a href='/x'>2</a></div>", "page 1 of several: “Pages: 1 2”"),
        ("<ul><li>1</li><li><a href='/news/bread/2'>2</a></li></ul>", "page 1 of several: “1 2”"),
        ("<p><a href='?page=2'>Next</a></p>", "goes on on a further page"),
        ("<p>Continued on page 2</p>", "goes on on a further page"),
    ],
)
def test_an_article_on_several_pages_is_told_by_its_numbers(behind: str, told: str) -> None:
    assert signs(behind) == [told]


def test_a_page_declares_its_next_one() -> None:
    assert signs("", "<link rel='next' href='/news/bread/2/'>") == ["declares a further page of its own"]
    assert signs("", "<link rel='next' href='/news/another-story/'>") == []


@pytest.mark.parametrize(
    "behind",
    [
        "<p>Part 1 of 3 of our series</p>",
        "<p>Photo 1 of 12</p>",
        "<ul><li>1</li><li><a href='/economy/2'>2</a></li></ul>",
        "<p>More news from the whole of the region</p><p>Page 1 of 90</p>",
        "<p><a href='/news/oil'>Next</a></p>",
    ],
)
def test_numbers_of_series_galleries_and_lists_tell_nothing(behind: str) -> None:
    assert signs(behind) == []


def test_a_live_blog_that_loads_on_is_a_part() -> None:
    entries = ["14:20 The mills open.", "13:05 Trucks leave.", "12:40 Bakers meet."]
    more = [Piece("Bakers meet.", buttons="Load earlier updates")]
    assert [sign.points for sign in loads_on(entries, more)] == [4]
    assert not list(loads_on(entries, [Piece("Follow us")]))
    assert not list(loads_on(["The mills open."], more))


@pytest.mark.parametrize(
    ("href", "whole"),
    [
        ("?full=1", True),
        ("/news/bread/full", True),
        ("/news/oil?full=1", False),
        ("#full", False),
        ("", False),
    ],
)
def test_a_link_leads_to_the_whole_at_the_pages_own_address(href: str, whole: bool) -> None:
    tree = html.document_fromstring(f"<html><body><a href='{href}'>Read it all</a></body></html>")
    assert leads_to_whole(tree, URL, "Read it all") is whole


@pytest.mark.parametrize("href", ["http://[", "https://bell.example:port/", "javascript:void(0)"])
def test_broken_addresses_lead_nowhere(href: str) -> None:
    assert signs(f"<p><a href='{href}'>Next</a></p>") == []

"""Which declared addresses are trusted."""

import json

import pytest
from lxml import html

from news.urls import canonical
from scrapers.heads import head
from scrapers.identity import declared_address, is_front
from scrapers.structured import declared

OWN = "https://khabur.example/2026/03/shells-fall-on-a-village-7712"


def address(url: str, *links: str, og: str = "", things: object = None) -> str | None:
    inner = "".join(f'<link rel="canonical" href="{link}">' for link in links)
    inner += f'<meta property="og:url" content="{og}">' if og else ""
    inner += f'<script type="application/ld+json">{json.dumps(things)}</script>' if things else ""
    tree = html.document_fromstring(f"<html><head>{inner}</head><body><p>x</p></body></html>")
    return declared_address(head(tree), declared(tree), url)


def article(**more: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": "Shells fall on a village", **more}


@pytest.mark.parametrize(
    "told",
    [
        OWN,
        "http://www.khabur.example/2026/03/shells-fall-on-a-village-7712/",
        "https://m.khabur.example/2026/03/shells-fall-on-a-village-7712",
        "https://khabur.example/2026/03/shells-fall-on-a-village-7712/amp/",
        "https://khabur.example/2026/03/shells-fall-on-a-village-7712/print/",
        "/2026/03/shells-fall-on-a-village-7712#comments",
        "//khabur.example/2026/03/shells-fall-on-a-village-7712",
        "www.khabur.example/2026/03/shells-fall-on-a-village-7712",
        "khabur.example/2026/03/shells-fall-on-a-village-7712",
        "#",
    ],
)
def test_an_address_that_is_only_written_otherwise_is_the_pages_own(told: str) -> None:
    assert address(OWN, told) == OWN


@pytest.mark.parametrize(
    ("own", "told"),
    [
        (f"{OWN}/2", OWN),
        (f"{OWN}?page=2", OWN),
        (OWN, "https://khabur.example/?p=7712"),
        (OWN, "https://khabur.example/shells-fall"),
        (OWN, "https://khabur.example/world/shells-fall-on-a-village-7712"),
        ("https://khabur.example/print/7712", OWN),
        ("https://khabur.example/node/12", "https://khabur.example/shells-fall"),
        ("https://khabur.example/", OWN),
        ("https://news.khabur.example/7712", "https://khabur.example/7712"),
        ("https://edition.abc.test/7712", "https://abc.test/7712"),
        ("https://abc.test/7712", "https://edition.abc.test/7712"),
        ("https://o.example/a?x", "https://o.example/a"),
        ("https://khabur.example/read?id=9&cat=2", "https://khabur.example/read?id=9"),
        ("https://khabur.example/ar/7712", "https://khabur.example/7712"),
        ("https://notes.blogspot.com/?p=7712", "https://notes.blogspot.com/2026/03/shells.html"),
    ],
)
def test_the_addresses_of_one_article_lead_to_the_declared_one(own: str, told: str) -> None:
    assert address(own, told) == canonical(told)


@pytest.mark.parametrize(
    ("own", "told"),
    [
        (OWN, "https://khabur.example"),
        (OWN, "/"),
        (OWN, "https://khabur.example/?lang=ar"),
        (OWN, "https://khabur.example/index.php"),
        (OWN, "https://khabur.example/ar/"),
        (OWN, "https://khabur.example/ar?home=1"),
        (OWN, "https://khabur.example/2026/03/"),
        (OWN, "https://khabur.example/politics"),
        (OWN, "https://khabur.example/news/middle-east"),
        ("https://khabur.example/أخبار/سقوط-قذائف-على-قرية", "https://khabur.example/سياسة"),
        ("https://khabur.example/read.php?id=9", "https://khabur.example/read.php"),
        ("https://khabur.example/read.php?id=9", "https://khabur.example/read.php?id=10"),
        (OWN, "https://khabur.example/2026/03/lorries-cross-at-noon-7713"),
        ("https://khabur.example/news/50022821", "https://khabur.example/news/50022822"),
        ("https://ar.khabur.example/7712", "https://en.khabur.example/7712"),
        ("https://khabur.example/ar/7712", "https://khabur.example/en/7712"),
        ("https://khabur.example/kurmanci/7712", "https://khabur.example/sorani/7712"),
        ("https://ar.khabur.example/7712", "https://khabur.example/english/7712"),
        (OWN, "https://agency.example.org/2026/03/shells-fall-on-a-village-7712"),
        ("https://notes.blogspot.com/2026/03/shells.html", "https://other.blogspot.com/2026/03/shells.html"),
        ("https://o.example/7712", "https://p.example/7712"),
        (OWN, "https://khabur.example/2026/03/undefined"),
        ("https://khabur.example/7712", "https://khabur.example/ar/"),
        ("https://khabur.example/news/9", "undefined"),
        ("https://khabur.example/news/9", "https://khabur.example/news/{{slug}}"),
        (OWN, ""),
        (OWN, "null"),
        (OWN, "https://khabur.example/{{slug}}"),
        (OWN, "https://https://khabur.example/2026/03/shells"),
        (OWN, "javascript:void(0)"),
        (OWN, "http://["),
    ],
)
def test_an_address_that_may_be_another_articles_is_not_trusted(own: str, told: str) -> None:
    assert address(own, told) is None


def test_links_that_disagree_say_nothing_unless_one_is_the_pages_own() -> None:
    one, other = "https://khabur.example/shells-fall-here", "https://khabur.example/lorries-cross-here"
    assert address(OWN, one, other) is None
    assert address(OWN, one, other, og=one) == one
    assert address(OWN, one, OWN) == OWN
    assert address(OWN, one, one + "/amp") == one
    assert address(OWN, "/", one) == one


def test_linked_data_is_asked_last_and_where_it_tells_of_one_article() -> None:
    told = "https://khabur.example/world/shells-fall-on-a-village-7712"
    assert address(OWN, things=article(url=told)) == told
    assert address(OWN, things=article(mainEntityOfPage={"@type": "WebPage", "@id": f"{told}#page"})) == told
    assert address(OWN, OWN, things=article(url=told)) == OWN
    assert address(OWN, og=OWN, things=article(url=told)) == OWN
    assert address(OWN, things=[article(url=told), article(headline="A teaser")]) is None
    assert address(OWN, things={"@type": "WebSite", "url": told}) is None


@pytest.mark.parametrize(
    "thing",
    [
        article(url="https://khabur.example/"),
        article(mainEntityOfPage="https://khabur.example/politics"),
        article(url=OWN + "3"),
        article(
            url="https://khabur.example/shells-fall",
            mainEntityOfPage="https://khabur.example/shells-fall-here",
        ),
        article(**{"@id": "https://khabur.example/schema/article-one"}),
        article(url=["https://khabur.example/shells-fall"]),
        article(url="\ud800"),
    ],
    ids=[
        "front page",
        "section",
        "other number",
        "disagree",
        "an id is no address",
        "list",
        "half a character",
    ],
)
def test_linked_data_is_not_trusted_more_than_links(thing: dict[str, object]) -> None:
    assert address(OWN, things=thing) is None


@pytest.mark.parametrize(
    "url",
    ["http://www.khabur.example", "https://khabur.example/index.html?utm_source=x", "https://x.example/ar/"],
)
def test_front_pages(url: str) -> None:
    assert is_front(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://khabur.example/?p=1",
        "https://x.example/ar/1",
        "https://x.example/story",
        "https://x.example/#!/a/1",
    ],
)
def test_other_pages(url: str) -> None:
    assert not is_front(url)

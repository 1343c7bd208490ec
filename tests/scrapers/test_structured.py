"""JSON-LD in the spellings that the web has."""

import json
from collections.abc import Mapping

import pytest
from lxml import html

from scrapers.structured import declared, first_text, lock, of_page


def tree(*scripts: str, meta: str = "") -> html.HtmlElement:
    inner = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return html.document_fromstring(f"<html><head>{meta}{inner}</head><body><p>x</p></body></html>")


def locked(page: html.HtmlElement) -> bool:
    return bool(lock(page, declared(page)).said)


def article(**more: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": "A headline", **more}


@pytest.mark.parametrize(
    "script",
    [
        json.dumps(article()),
        json.dumps([{"@type": "WebSite"}, article()]),
        json.dumps({"@graph": [{"@type": "Organization"}, article()]}),
        json.dumps({"@type": "WebPage", "mainEntity": article()}),
        json.dumps(article(**{"@type": ["Thing", "ReportageNewsArticle"]})),
        f"<!-- {json.dumps(article())} -->",
        json.dumps(article()) + ";",
        json.dumps(article(description="x")).replace("x", "line\nbreak"),
    ],
    ids=["plain", "list", "graph", "inside", "two types", "comment", "semicolon", "raw line break"],
)
def test_an_article_is_found_wherever_it_stands(script: str) -> None:
    assert first_text(declared(tree(script)).articles, "headline") == "A headline"


def test_a_broken_script_costs_only_itself() -> None:
    found = declared(tree('{"@type": "NewsArticle", "headline": ', json.dumps(article()))).articles
    assert first_text(found, "headline") == "A headline"


@pytest.mark.parametrize(
    "no",
    [False, "False", "false", "FALSE", " false ", "http://schema.org/False", "https://schema.org/False", 0],
)
def test_every_spelling_of_no_is_a_lock(no: object) -> None:
    assert locked(tree(json.dumps(article(isAccessibleForFree=no))))


@pytest.mark.parametrize("yes", [True, "True", "http://schema.org/True", 1, None, "", []])
def test_everything_else_is_none(yes: object) -> None:
    assert not locked(tree(json.dumps(article(isAccessibleForFree=yes))))


def test_a_locked_part_is_a_lock() -> None:
    part = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paywall"}
    assert locked(tree(json.dumps(article(hasPart=part))))


@pytest.mark.parametrize(
    ("tier", "is_locked"), [("locked", True), ("metered", True), ("free", False), ("", False)]
)
def test_the_content_tier_counts_where_json_ld_is_silent(tier: str, is_locked: bool) -> None:
    meta = f'<meta property="article:content_tier" content="{tier}">'
    assert locked(tree(meta=meta)) is is_locked
    assert not locked(tree(json.dumps(article(isAccessibleForFree=True)), meta=meta))


def test_endless_nesting_is_not_followed() -> None:
    assert declared(tree('{"a":' * 50_000 + "1" + "}" * 50_000)).articles == ()


def of(url: str, *things: Mapping[str, object]) -> list[object]:
    return [thing.get("headline") for thing in of_page(declared(tree(json.dumps(things))), url)]


def test_of_several_articles_the_one_with_the_pages_address_is_meant() -> None:
    url = "https://o.example/b"
    first, second = article(url="https://o.example/a"), article(url="https://www.o.example/b/?utm_source=x")
    assert of(url, {**first, "headline": "A"}, {**second, "headline": "B"})[0] == "B"
    assert of(url, {**first, "headline": "A"}, article(headline="B"))[0] == "B"
    assert of("https://o.example/c", {**first, "headline": "A"}, {**second, "headline": "B"})[0] == "A"
    assert of(url, {"@type": "NewsArticle"}, article(headline="B"))[0] == "B"


def test_a_page_as_a_thing_is_told_beside_an_article_without_date() -> None:
    page = {"@type": "WebPage", "url": "https://o.example/a", "datePublished": "2024-05-06"}
    assert len(of("https://o.example/a", article(), page)) == 2
    assert len(of("https://o.example/a", article(datePublished="2024-05-06"), page)) == 1
    assert of("https://o.example/other", page) == []


@pytest.mark.parametrize(
    "around", [("//<![CDATA[\n", "\n//]]>"), ("/* <![CDATA[ */", "/* ]]> */"), ("<!--", "-->")]
)
def test_wrappings_of_older_pages_are_taken_off(around: tuple[str, str]) -> None:
    found = declared(tree(json.dumps(article()).join(around))).articles
    assert first_text(found, "headline") == "A headline"


def test_the_type_of_a_script_is_read_as_browsers_do() -> None:
    script = f'<script type="Application/LD+JSON; charset=utf-8">{json.dumps(article())}</script>'
    page = html.document_fromstring(f"<html><head>{script}</head><body><p>x</p></body></html>")
    assert first_text(declared(page).articles, "headline") == "A headline"


def test_a_broken_article_tells_what_can_be_read_of_it() -> None:
    broken = '{"@type": "NewsArticle", "headline": "Said "no" twice", "datePublished": "2024-05-06", }'
    assert declared(tree(broken)).articles == ({"@type": "NewsArticle", "datePublished": "2024-05-06"},)
    assert declared(tree('{"@type": "Person", "datePublished": "2024-05-06", }')).articles == ()

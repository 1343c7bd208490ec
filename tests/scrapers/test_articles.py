"""Pages of several shapes and languages, read into articles."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.knowledge import LineRule
from news.records import Access, Known, Reading
from scrapers.articles import read

PACK = Path(__file__).parents[2] / "packs/northern-syria/boilerplate.toml"
URL = "https://outlet.example/2024/05/shells-fall"
PARAGRAPHS = {
    "en": [
        "RAQQA, Syria (Outlet) – Two civilians were wounded when shells fell on a village on Monday.",
        "Residents said that the shells came from the north, where Turkish-backed factions hold the road.",
        "The Syrian Democratic Forces did not comment. A field hospital in Ain Issa took in the wounded.",
    ],
    "ar": [
        "أصيب مدنيان بجروح، الاثنين، جراء سقوط قذائف على قرية شمالي الرقة، بحسب ما أفاد به سكان محليون.",
        "وقال شهود عيان إن القذائف أطلقت من جهة الشمال حيث تتمركز فصائل مدعومة من تركيا على الطريق الدولي.",
        "ولم يصدر أي تعليق من قوات سوريا الديمقراطية، فيما نقل المصابان إلى مشفى ميداني في عين عيسى.",
    ],
    "ku": [
        "Du kesên sivîl roja duşemê li gundekî bakurê Reqayê bi topbaranê birîndar bûn, şêniyan got.",
        "Şêniyên gund diyar kirin ku top ji aliyê bakur ve hatine avêtin, ku komên girêdayî Tirkiyê lê ne.",
        "Hêzên Sûriya Demokratîk hîn tu daxuyanî nedaye û birîndar bo nexweşxaneya Eyn Îsayê hatin şandin.",
    ],
    "tr": [
        "Rakka’nın kuzeyindeki bir köye pazartesi günü düşen mermiler iki sivili yaraladı, köylüler söyledi.",
        "Görgü tanıkları mermilerin Türkiye destekli grupların bulunduğu kuzey yönünden atıldığını belirtti.",
        "Suriye Demokratik Güçleri konuyla ilgili açıklama yapmadı, yaralılar Ayn İsa’daki hastanede.",
    ],
}


def pack_rules() -> list[LineRule]:
    return [
        LineRule(table["kind"], pattern, **{k: v for k, v in table.items() if k not in ("kind", "patterns")})
        for table in tomllib.loads(PACK.read_text("utf-8"))["line"]
        for pattern in table["patterns"]
    ]


RULES = pack_rules()


def page(
    language: str = "en", before: str = "", after: str = "", head: str = "", title: str = "Shells"
) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[language])
    return f"""<!DOCTYPE html><html lang="{language}"><head><title>{title} | Outlet</title>{head}</head><body>
        <header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav></header>
        <main><article><h1>{title}</h1>{before}<div class="entry-content">{body}{after}</div></article></main>
        <footer><p>© 2024 Outlet. All rights reserved.</p></footer></body></html>"""


def reading(html: str | bytes, title: str = "", content_type: str = "") -> Reading:
    return read(html, URL, RULES, Known("Outlet", title), content_type)


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_an_article_is_its_paragraphs_and_nothing_else(language: str) -> None:
    found = reading(page(language))
    assert found.text == "\n\n".join(PARAGRAPHS[language])
    assert (found.title, found.language, found.access) == ("Shells", language, Access.FULL)


def test_what_was_removed_is_told_with_its_kind() -> None:
    after = "<p>Reporting by Hani al-Salem</p><p>Share this article</p><p>Read also: More shells fall</p>"
    found = reading(page(after=after))
    assert found.text == "\n\n".join(PARAGRAPHS["en"])
    assert {line.kind for line in found.removed} >= {"byline_credit", "share_buttons", "related_links"}


def test_a_standfirst_in_the_header_becomes_the_first_paragraph() -> None:
    standfirst = "Two wounded in a village on the road that three armies claim, residents tell Outlet"
    head = f'<meta property="og:description" content="{standfirst}">'
    found = reading(page(before=f"<header><h2>{standfirst}</h2></header>", head=head))
    assert found.text.split("\n\n")[:2] == [standfirst, PARAGRAPHS["en"][0]]


def test_metadata_comes_with_the_text() -> None:
    head = """<link rel="canonical" href="https://outlet.example/2024/05/shells-fall/">
        <meta name="author" content="Hani Salem">
        <meta property="article:published_time" content="2024-05-06T12:00:00+03:00">
        <script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>"""
    found = reading(page(head=head))
    assert found.byline == "Hani Salem"
    assert found.published_at == datetime(2024, 5, 6, 9, tzinfo=UTC)
    assert found.canonical_url == "https://outlet.example/2024/05/shells-fall"
    assert found.declared_not_free and found.access is Access.FULL


def test_a_teaser_is_partial_and_loses_its_prompt() -> None:
    found = reading(page(after="<p>Subscribe to continue reading</p><p>Already a subscriber? Log in</p>"))
    assert found.access is Access.PARTIAL
    assert found.text == "\n\n".join(PARAGRAPHS["en"])


def test_a_consent_page_is_no_article() -> None:
    html = """<html><head><title>Before you continue to Google News</title></head><body>
        <form action="https://consent.google.com/save"><p>We use cookies and data to deliver services.</p>
        <button>Accept all</button></form></body></html>"""
    found = reading(html, title="Shells fall")
    assert (found.access, found.text, found.title) == (Access.CONSENT, "", "Shells fall")


@pytest.mark.parametrize(
    "sign",
    [
        "<noscript>Enable JavaScript and cookies to continue</noscript>",
        '<script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>',
    ],
)
def test_a_wall_that_only_a_browser_would_show_is_no_article(sign: str) -> None:
    assert reading(f"<html><body><p>One moment.</p>{sign}</body></html>").access is Access.CONSENT


def test_a_page_without_text_holds_none() -> None:
    found = reading("<html><body><img src='x.png'></body></html>", title="Shells fall")
    assert (found.access, found.text, found.title) == (Access.NONE, "", "Shells fall")


def test_the_charset_of_the_header_is_used_for_bytes() -> None:
    body = page("ar").encode("windows-1256")
    assert reading(body, content_type="text/html; charset=windows-1256").text.startswith("أصيب مدنيان")


@pytest.mark.parametrize(
    "html",
    [
        "",
        b"",
        "\0",
        b"\xff\xfe\x00",
        "<",
        "<html>",
        '<?xml version="1.0" encoding="utf-8"?><a/>',
        b"%PDF-1.7 \x00",
        "<div>" * 5_000,
        "<a href='http://['>x</a>" * 3,
        '<base href="http://[">x' * 2,
    ],
)
def test_pages_that_are_none_give_an_empty_reading(html: str | bytes) -> None:
    assert reading(html, title="Shells").title == "Shells"


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)), st.text(max_size=30))
def test_anything_can_be_read(html: bytes | str, url: str) -> None:
    start = b"<html><body><p>" if isinstance(html, bytes) else "<html><body><p>"
    for document in (html, start + html):  # type: ignore[operator]  # both are bytes or both text
        found = read(document, url, RULES)
        assert found.text == "" or found.access in (Access.FULL, Access.PARTIAL)

"""Feeds as they are in the wild: of all kinds, mislabelled, broken, and sometimes no feeds at all."""

import gzip
import pickle
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import FeedError
from scrapers.feeds import parse
from scrapers.sniffing import WallError, WebPageError
from tests.scrapers.feed_documents import ATOM, BOTH, FEED, FEEDS, OPEN, item, page, read, rss


@pytest.mark.parametrize(
    ("charset", "title"),
    [
        ("windows-1256", "قوات سوريا الديمقراطية"),
        ("windows-1254", "İdlib’de çatışma"),
        ("iso-8859-9", "Şanlıurfa sınırında çatışma"),
        ("iso-8859-6", "قوات سوريا"),
        ("utf-16", "قوات سوريا Şanlıurfa"),
        ("utf-16-le", "قوات سوريا Şanlıurfa"),
        ("utf-16-be", "قوات سوريا Şanlıurfa"),
        ("utf-32", "قوات سوريا Şanlıurfa"),
        ("utf-8-sig", "قوات سوريا Şanlıurfa"),
    ],
)
@pytest.mark.parametrize("where", ["header", "declaration", "declaration under a false header"])
def test_old_and_wide_charsets_are_read(charset: str, title: str, where: str) -> None:
    declared = "utf-8" if where == "header" else charset
    headers = {"header": f"text/xml; charset={charset}", "declaration": "application/rss+xml"}
    body = rss(item(title=title), encoding=declared).encode(charset)
    (entry,) = parse(FEED, page(body, content_type=headers.get(where, "text/xml; charset=utf-8"))).entries
    assert entry.title == title


def test_a_charset_that_nobody_declares_is_found() -> None:
    title = "قوات سوريا الديمقراطية تعلن فتح طريق جديد أمام المدنيين في ريف دير الزور الشرقي"
    body = rss(item(title=title)).replace(' encoding="utf-8"', "").encode("windows-1256")
    assert read(body)[0][0] == title


@pytest.mark.parametrize("declared", ["windows-1256", "iso-8859-1", "utf-16", "us-ascii", "rot13", "none"])
def test_utf_8_is_known_whatever_is_declared_even_with_a_slip(declared: str) -> None:
    title = "قوات سوريا الديمقراطية"
    body = rss(item(title=title, description="مقطوع X"), encoding=declared).encode().replace(b"X", b"\xd9")
    assert read(body, f"text/xml; charset={declared}") == [(title, "a")]


def test_escaped_markup_makes_no_items() -> None:
    told = "</description></item><item><link>https://outlet.example/planted</link></item>"
    for written in (escape(told), told.replace("<", "&#60;").replace(">", "&#x3e;"), f"<![CDATA[{told}]]>"):
        feed = rss(item().replace("</item>", f"<description>{written}</description></item>"))
        assert read(feed) == [("A title", "a")]


@pytest.mark.parametrize("kind", FEEDS)
@pytest.mark.parametrize("content_type", ["application/rss+xml; charset=utf-8", "text/html", ""])
def test_feeds_of_all_kinds_are_read_whatever_they_are_called(kind: str, content_type: str) -> None:
    assert read(FEEDS[kind], content_type) == BOTH


@pytest.mark.parametrize(
    ("kind", "whole"),
    [("rss 2.0", True), ("atom 1.0", True), ("junk behind", True), ("cut between items", False)],
)
def test_a_document_knows_whether_its_end_is_there(kind: str, whole: bool) -> None:
    assert parse(FEED, page(FEEDS[kind])).whole is whole


WORDS = "<p>Lorries with wheat crossed the river again this week, drivers said.</p>" * 12


@pytest.mark.parametrize(
    ("body", "error", "message"),
    [
        ("<!DOCTYPE html><html><body><h1>Hello</h1></body></html>", WebPageError, "a web page, not a feed"),
        (f"<html><head><title>Home</title></head><body>{WORDS}</body></html>", WebPageError, "web page"),
        (
            f"<html><body>{WORDS}<noscript>Please enable JavaScript</noscript></body></html>",
            WebPageError,
            "page",
        ),
        (
            "<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'><body>Hi</body></html>",
            WebPageError,
            "web page",
        ),
        (f"<html><body><pre>{rss(item())}</pre></body></html>", WebPageError, "web page"),
        (
            "<html><noscript>You need to enable JavaScript to run this app.</noscript></html>",
            WebPageError,
            "web",
        ),
        ("<h1>Not here</h1><p>Sorry.</p>", WebPageError, "web page"),
        (
            f"<html><title>Just a moment...</title><body>{WORDS}</body></html>",
            WallError,
            "consent or bot wall",
        ),
        (f"<html><title>Before you continue to Google</title>{WORDS}</html>", WallError, "wall"),
        ("<html><body>Enable JavaScript and cookies to continue</body></html>", WallError, "wall"),
        ("<html><noscript>This site requires Javascript to work</noscript></html>", WallError, "wall"),
        ("<script src='/aes.js'></script><script>document.cookie='x'</script>", WallError, "wall"),
        ("<html><body>Please verify that you are not a robot</body></html>", WallError, "wall"),
        (b"", FeedError, "an empty document"),
        (b"  \n", FeedError, "an empty document"),
        (b"\xef\xbb\xbf", FeedError, "an empty document"),
        (b"Invalid url", FeedError, "no feed, that says 'Invalid url'"),
        (b"\x00\xff\xfe", FeedError, "no feed"),
        (b"/etc/passwd", FeedError, "no feed"),
        (b"https://outlet.example/feed", FeedError, "no feed"),
        (b"<sitemapindex><sitemap><loc>x</loc></sitemap></sitemapindex>", FeedError, "no feed"),
        (b"<opml><body/></opml>", FeedError, "no feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', FeedError, "JSON that is no feed"),
        (b'{"version": 1, "items": []}', FeedError, "JSON that is no feed"),
        (b'{"items": ', FeedError, "broken JSON"),
        (b'{"a":' * 100_000, FeedError, "broken JSON"),
        (gzip.compress(b"<rss/>", mtime=0), FeedError, "no feed"),
    ],
)
def test_what_is_no_feed_says_what_it_is(body: bytes | str, error: type[FeedError], message: str) -> None:
    with pytest.raises(FeedError, match=message) as raised:
        parse(FEED, page(body, content_type="text/html; charset=rot13"))
    assert type(raised.value) is error
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)


def test_the_address_of_a_consent_page_is_known() -> None:
    wall = page(f"<html><body>{WORDS}</body></html>", "https://consent.google.com/m?continue=x")
    with pytest.raises(WallError):
        parse(FEED, wall)


SAMPLES = [feed if isinstance(feed, bytes) else feed.encode() for feed in FEEDS.values()]
CHARSETS = ["utf-16", "windows-1256", "windows-1254", "utf-8-sig", "cp037", "utf-7"]


def any_page(body: bytes, content_type: str) -> None:
    try:
        document = parse(FEED, page(body, content_type=content_type))
    except FeedError:
        return
    assert all(entry.url.startswith("http") for entry in document.entries)
    assert document.items >= len(document.entries) + document.unaddressed + document.left_out


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"<rss><channel><item>", b"<feed><entry>", b"{"]),
    st.text(),
)
def test_any_bytes_give_a_document_or_a_feed_error(body: bytes, start: bytes, content_type: str) -> None:
    any_page(start + body, content_type)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_feeds_that_were_cut_and_spliced_give_a_document_or_a_feed_error(data: st.DataObject) -> None:
    body = data.draw(st.sampled_from(SAMPLES))
    for _ in range(data.draw(st.integers(1, 4))):
        other = data.draw(st.sampled_from(SAMPLES))
        start, end = sorted(data.draw(st.integers(0, len(body))) for _ in range(2))
        first, last = sorted(data.draw(st.integers(0, len(other))) for _ in range(2))
        filling = data.draw(st.one_of(st.just(b""), st.just(other[first:last]), st.binary(max_size=20)))
        body = body[:start] + filling + body[end:]
    any_page(body, "text/xml")


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(SAMPLES), st.sampled_from(CHARSETS), st.sampled_from(CHARSETS))
def test_feeds_that_were_written_anew_in_any_charset_give_a_document_or_a_feed_error(
    body: bytes, written: str, declared: str
) -> None:
    any_page(body.decode("utf-8", "replace").encode(written, "replace"), f"text/xml; charset={declared}")


CRUMBS = (
    *(
        "<",
        ">",
        "</",
        "/>",
        "<!",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "?>",
        "&",
        ";",
        "&#x;",
        "&#99999999;",
    ),
    *(
        "&lt;",
        "'",
        '"',
        "=",
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<link>",
        "<link/>",
        "</link>",
        "<guid>",
    ),
    *("<pubDate>", "<content type='xhtml'>", "<content type='base64' mode='base64'>", "<div>", "<entry>"),
    *("<a:b>", "xmlns:a='b'", "<!DOCTYPE [", "]>", "<!ENTITY", "<description>", "<source>", "<geo:lat>"),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(CRUMBS), max_size=40), st.sampled_from([OPEN, f"<feed {ATOM}><entry>"]))
def test_crumbs_of_markup_give_a_document_or_a_feed_error(crumbs: list[str], start: str) -> None:
    any_page((start + "".join(crumbs)).encode(), "text/xml")

"""Feeds as they are in the wild: loose, mislabelled, doubled, and sometimes no feeds at all."""

import gzip
import pickle
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import FeedError
from news.knowledge import Feed
from news.records import FeedEntry, Page
from scrapers.feeds import parse
from scrapers.sniffing import WallError, WebPageError

NOW = datetime(2026, 1, 2, tzinfo=UTC)
FEED = Feed("outlet-en", "Outlet", "https://outlet.example/feed/", languages=("en",))
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'


def page(
    body: bytes | str, url: str = FEED.url, content_type: str = "application/rss+xml; charset=utf-8"
) -> Page:
    return Page(url, url, 200, content_type, body.encode() if isinstance(body, str) else body, NOW)


def rss(*items: str, encoding: str = "utf-8", about: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        f'<rss version="2.0" {CONTENT} {DC}><channel><title>Outlet</title>'
        f"<link>https://outlet.example/</link>{about}{''.join(items)}</channel></rss>"
    )


def item(title: str = "A title", link: str = "https://outlet.example/a", **more: str) -> str:
    tags = {"title": title, "link": link, **more}
    inner = "".join(
        f"<{tag.replace('__', ':')}>{escape(text)}</{tag.replace('__', ':')}>" for tag, text in tags.items()
    )
    return f"<item>{inner}</item>"


def entries(*items: str) -> tuple[FeedEntry, ...]:
    return parse(FEED, page(rss(*items))).entries


def only(*items: str) -> FeedEntry:
    (entry,) = entries(*items)
    return entry


def read(body: bytes | str, content_type: str = "text/xml") -> list[tuple[str, str]]:
    found = parse(FEED, page(body, content_type=content_type)).entries
    return [(entry.title, entry.url.removeprefix("https://outlet.example/")) for entry in found]


def test_an_entry_holds_what_the_feed_tells() -> None:
    told = item(guid="tag:1", description="What happened.", pubDate="Mon, 01 Jan 2024 10:00:00 +0300")
    assert only(told) == FeedEntry(
        feed="outlet-en",
        outlet="Outlet",
        url="https://outlet.example/a",
        guid="tag:1",
        title="A title",
        summary="What happened.",
        published_at=datetime(2024, 1, 1, 7, tzinfo=UTC),
        languages=("en",),
    )


def test_atom_is_a_feed_too() -> None:
    atom = f"""<feed {ATOM}><entry><title type="html">a &amp;lt; b</title>
        <link href="a/1"/><id>tag:1</id><updated>2024-02-03T04:05:06Z</updated>
        <published>2024-02-03T01:00:00+02:00</published><summary>Short.</summary></entry></feed>"""
    (entry,) = parse(FEED, page(atom, content_type="application/atom+xml")).entries
    assert entry.url == "https://outlet.example/feed/a/1"
    assert entry.title == "a < b"
    assert entry.updated_at == datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert entry.published_at == datetime(2024, 2, 2, 23, tzinfo=UTC)


def test_json_feeds_are_feeds_too() -> None:
    told = """{"version": "https://jsonfeed.org/version/1.1", "title": "Outlet", "language": "ar", "items": [
        {"id": 7, "url": "https://outlet.example/7", "title": "a < b", "content_html": "<p>Long.</p>",
         "date_published": "2024-02-03T01:00:00+02:00"}, {"id": "no address"}, 3]}"""
    document = parse(FEED, page(told, content_type="application/feed+json"))
    assert [(e.title, e.guid, e.summary) for e in document.entries] == [("a < b", "7", "Long.")]
    assert document.entries[0].published_at == datetime(2024, 2, 2, 23, tzinfo=UTC)
    assert (document.items, document.unaddressed, document.language) == (2, 1, "ar")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Assad&#8217;s fall", "Assad’s fall"),
        ("Tom &amp; Ann", "Tom & Ann"),
        ("<b>Bold</b> move", "Bold move"),
        ("  two\n lines ", "two lines"),
        ("قسد\u202e تعلن", "قسد تعلن"),
    ],
)
def test_titles_become_plain_clean_text(written: str, read: str) -> None:
    assert only(item(title=written)).title == read


def test_a_summary_keeps_its_paragraphs_and_loses_its_markup() -> None:
    html = "<p>One <a href='x'>link</a>.</p><script>bad()</script><p>Two &quot;quoted&quot;.</p><img src='x'>"
    assert only(item(description=html)).summary == 'One link.\n\nTwo "quoted".'


@pytest.mark.parametrize(
    "footer",
    [
        "The post A title appeared first on Outlet.",
        "Der Beitrag A title erschien zuerst auf Outlet.",
        "ظهرت المقالة A title أولاً على Outlet.",
    ],
)
def test_the_footer_of_wordpress_is_dropped_in_any_language(footer: str) -> None:
    assert only(item(description=f"<p>News.</p><p>{footer}</p>")).summary == "News."


def test_a_full_text_stands_in_for_a_missing_summary_and_is_cut_after_a_sentence() -> None:
    text = "A sentence of the story. " * 100
    summary = only(item(content__encoded=f"<p>{text}</p>")).summary
    assert 900 < len(summary) <= 1_000
    assert summary.endswith("story.")


def test_a_summary_goes_before_the_full_text() -> None:
    assert only(item(description="Short.", content__encoded="<p>Long text.</p>")).summary == "Short."


def test_a_permalink_guid_is_a_link_and_another_guid_is_none() -> None:
    permalink = "<item><title>a</title><guid>https://outlet.example/p</guid></item>"
    other = '<item><title>b</title><guid isPermaLink="false">https://outlet.example/q</guid></item>'
    assert [entry.url for entry in entries(permalink, other)] == ["https://outlet.example/p"]


@pytest.mark.parametrize("link", ["", "javascript:void(0)", "ftp://x.example/a", "mailto:a@b.c", "http://"])
def test_an_entry_without_a_usable_link_is_left_out_and_counted(link: str) -> None:
    document = parse(FEED, page(rss(item(link=link), item(link="https://outlet.example/good"))))
    assert [entry.url for entry in document.entries] == ["https://outlet.example/good"]
    assert (document.items, document.unaddressed) == (2, 1)


def test_an_article_that_is_told_twice_is_taken_once_the_first_time() -> None:
    first = item("First", "https://outlet.example/a?utm_source=rss")
    second = item("Second", "http://www.outlet.example/a/")
    assert [entry.title for entry in entries(first, second)] == ["First"]


def test_a_guid_that_different_articles_share_is_none() -> None:
    told = entries(
        item(link="https://o.example/1", guid="same"), item(link="https://o.example/2", guid="same")
    )
    assert [entry.guid for entry in told] == ["", ""]
    assert told[0].id != told[1].id


@pytest.mark.parametrize("oldest_first", [True, False])
def test_of_more_than_two_thousand_items_the_oldest_are_left_out(oldest_first: bool) -> None:
    numbers = range(2_003) if oldest_first else range(2_002, -1, -1)
    told = [
        item(
            link=f"https://o.example/{n}",
            pubDate=f"2024-01-{1 + n // 1_440:02}T{n // 60 % 24:02}:{n % 60:02}Z",
        )
        for n in numbers
    ]
    document = parse(FEED, page(rss(*told)))
    assert (len(document.entries), document.items, document.left_out) == (2_000, 2_003, 3)
    assert {"https://o.example/2"}.isdisjoint(entry.url for entry in document.entries)


@pytest.mark.parametrize(
    "date", ["yesterday", "", "Thu, 01 Jan 1970 00:00:00 GMT", "0001-01-01T00:00:00Z", "الإثنين"]
)
def test_a_date_that_says_nothing_is_none(date: str) -> None:
    assert only(item(pubDate=date)).published_at is None


def test_items_without_a_date_or_dated_ahead_are_counted() -> None:
    soon, late = "2026-01-02T20:00:00Z", "2026-01-04T00:00:00Z"
    dated = [
        item(link=f"https://o.example/{n}", pubDate=date) for n, date in enumerate([soon, late, late, ""])
    ]
    document = parse(FEED, page(rss(*dated)))
    assert (document.undated, document.ahead) == (1, 2)


@pytest.mark.parametrize(
    ("about", "seconds"),
    [
        ("<ttl>30</ttl>", 1_800),
        ("<ttl>soon</ttl>", 0),
        ("<ttl>-5</ttl>", 0),
        ("<ttl>99999999999999999999</ttl>", 0),
        ("<ttl>٣٠</ttl>", 1_800),
        ("<sy:updatePeriod> hourly </sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 1_800),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", 86_400),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 86_400),
        ("<sy:updatePeriod>never</sy:updatePeriod>", 0),
        ("<ttl>120</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 7_200),
        ("", 0),
    ],
)
@pytest.mark.parametrize("declared", [True, False])
def test_a_feed_says_how_long_to_wait(about: str, seconds: int, declared: bool) -> None:
    told = rss(item(), about=about)
    if declared:
        told = told.replace("<rss ", '<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" ')
    assert parse(FEED, page(told)).wait_seconds == seconds


def test_a_document_says_what_it_is() -> None:
    document = parse(FEED, page(rss(item(), about="<language>en-GB</language>")))
    assert (document.version, document.title, document.language) == ("rss20", "Outlet", "en-GB")


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


ONE = item()
TWO = item("B", "https://outlet.example/b")
BOTH = [("A title", "a"), ("B", "b")]
OPEN, CLOSE = f"<rss version='2.0' {CONTENT} {DC}><channel>", "</channel></rss>"
BOMB = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
FEEDS = {
    "rss 2.0": rss(ONE, TWO),
    "rss 0.90": "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
    f"xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel/>{ONE}{TWO}</rdf:RDF>",
    "rss 0.91 with its doctype": '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
    f'"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel>{ONE}{TWO}{CLOSE}',
    "rss 0.92": f'<rss version="0.92"><channel>{ONE}{TWO}{CLOSE}',
    "rss 1.0": "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
    f"xmlns='http://purl.org/rss/1.0/'><channel rdf:about='x'><items><rdf:Seq>"
    f"<rdf:li resource='https://outlet.example/a'/></rdf:Seq></items></channel>{ONE}{TWO}</rdf:RDF>",
    "atom 1.0": f"<feed {ATOM}><entry><title>A title</title><link href='https://outlet.example/a'/></entry>"
    "<entry><title>B</title><link rel='alternate' href='https://outlet.example/b'/></entry></feed>",
    "atom 0.3": "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title>A title</title>"
    "<link rel='alternate' type='text/html' href='https://outlet.example/a'/></entry><entry><title>B</title>"
    "<link rel='alternate' type='text/html' href='https://outlet.example/b'/></entry></feed>",
    "atom with a prefix": "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>A title</a:title>"
    "<a:link href='https://outlet.example/a'/></a:entry><a:entry><a:title>B</a:title>"
    "<a:link href='https://outlet.example/b'/></a:entry></a:feed>",
    "atom with xml:base": f"<feed {ATOM} xml:base='https://outlet.example/'><entry><title>A title</title>"
    "<link href='a'/></entry><entry xml:base='/x/'><title>B</title><link href='../b'/></entry></feed>",
    "atom with several links": f"<feed {ATOM}><entry><title>A title</title>"
    "<link rel='enclosure' href='https://outlet.example/a.mp3'/><link href='https://outlet.example/a'/>"
    "</entry><entry><title>B</title><link rel='self' href='https://outlet.example/b.xml'/>"
    "<link rel='alternate' href='https://outlet.example/b'/></entry></feed>",
    "xhtml titles": f"<feed {ATOM}><entry><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A "
    "<em>title</em></div></title><link href='https://outlet.example/a'/></entry><entry><title>B</title>"
    "<link href='https://outlet.example/b'/></entry></feed>",
    "json feed": '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": "A title", '
    '"url": "https://outlet.example/a"}, {"title": "B", "external_url": "https://outlet.example/b"}]}',
    "capital letters": rss(ONE, TWO).replace("item>", "ITEM>").replace("<rss", "<RSS").replace("/rss", "/RSS"),
    "leading white space": f"\n\n  {rss(ONE, TWO)}",
    "two byte order marks": f"\ufeff\ufeff{rss(ONE, TWO)}",
    "a warning of PHP first": f"<br />\n<b>Warning</b>: foo() in /a.php\n{rss(ONE, TWO)}",
    "a comment first": f"<!-- cached by <rss> cache -->{OPEN}{ONE}{TWO}{CLOSE}",
    "a style sheet first": rss(ONE, TWO).replace("?>", '?><?xml-stylesheet type="text/xsl" href="x.xsl"?>', 1),
    "a comment behind": f"{rss(ONE, TWO)}\n<!-- 42 queries -->",
    "junk behind": f"{rss(ONE, TWO)}<script>track()</script>",
    "no declaration": f"{OPEN}{ONE}{TWO}{CLOSE}",
    "two declarations": '<?xml version="1.0"?>' + rss(ONE, TWO),
    "no channel": f"<rss version='2.0'>{ONE}{TWO}</rss>",
    "no root": f"{ONE}{TWO}",
    "no version": f"<rss><channel>{ONE}{TWO}{CLOSE}",
    "an undeclared prefix": f"<rss><channel>{ONE}<media:x url='y'/>{TWO}{CLOSE}",
    "control characters": rss(ONE, TWO.replace("B", "\x00\x0bB\x1f")),
    "references to control characters": rss(ONE, TWO.replace("B", "&#0;&#x1F;B&#xFFFF;")),
    "an undefined entity": rss(item("A&nbsp;title").replace("&amp;nbsp;", "&nbsp;"), TWO + "<x>&foo;</x>"),
    "a bare ampersand": rss(ONE, TWO).replace("<title>Outlet", "<title>News & Views & co"),
    "a tag that is never closed": rss(ONE + "<category>", TWO),
    "tags closed crosswise": rss("<item><title>A title<link></title>https://outlet.example/a</link></item>", TWO)
    if False
    else rss(ONE, TWO, "<item><b><i></b></i></item>"),
    "an attribute without quotes": rss(ONE, TWO).replace('version="2.0"', "version=2.0"),
    "a doubled attribute": rss(ONE, TWO).replace('version="2.0"', 'version="2.0" version="2.0"'),
    "cdata": rss("<item><title><![CDATA[A <b>title</b>]]></title><link><![CDATA[https://outlet.example/a]]>"
                 "</link></item>", TWO),
    "cdata with an ampersand": rss(ONE, "<item><title><![CDATA[B]]></title><link>https://outlet.example/b"
                                   "</link><description><![CDATA[a & b &nbsp; ]]></description></item>"),
    "white space in links": rss(item(link="\n https://outlet.example/a\n"), TWO),
    "relative links": rss(item(link="/a"), item("B", "../b")),
    "links without a scheme": rss(item(link="//outlet.example/a"), TWO),
    "feedburner": rss(item(link="https://feeds.example/~r/x").replace("</item>", "<feedburner:origLink "
                      "xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'>https://outlet.example/a"
                      "</feedburner:origLink></item>"), TWO),
    "an image with its own title and link": rss("<image><title>Logo</title><link>https://outlet.example/"
                                                "</link></image>", ONE, TWO),
    "media with its own title": rss(ONE.replace("</item>", "<media:content xmlns:media="
                                    "'http://search.yahoo.com/mrss/'><media:title>Photo</media:title>"
                                    "</media:content></item>"), TWO),
    "billion laughs": f"<!DOCTYPE rss [{BOMB}]>{OPEN}{ONE}<x>&i;</x>{TWO}{CLOSE}",
    "an external entity": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    f"{OPEN}{ONE}<x>&x;</x>{TWO}{CLOSE}",
    "a root inside the doctype": f'<!DOCTYPE x [<!ENTITY y "<rss>"> {BOMB}]>{OPEN}{ONE}{TWO}{CLOSE}&i;',
    "an html doctype": f"<!DOCTYPE html>{OPEN}{ONE}{TWO}{CLOSE}",
    "cut in a third item's link": rss(ONE, TWO, item("C", "https://outlet.example/2026/1")).split("2026")[0],
    "cut in a third item's title": rss(ONE, TWO, "<item><title>The thi"),
    "cut in a third item's text": rss(ONE, TWO, "<item><title>C</title><link>https://outlet.example/c</link>"
                                      "<description><![CDATA[<p>It was"),
    "cut between items": OPEN + ONE + TWO,
    "cut in a character": (OPEN + ONE + TWO + "<item><title>ق").encode()[:-1],
}  # fmt: skip


@pytest.mark.parametrize("kind", FEEDS)
@pytest.mark.parametrize("content_type", ["application/rss+xml; charset=utf-8", "text/html", ""])
def test_feeds_of_all_kinds_are_read_whatever_they_are_called(kind: str, content_type: str) -> None:
    assert read(FEEDS[kind], content_type) == BOTH


def test_an_address_keeps_its_ampersands() -> None:
    links = ["https://o.example/?a=1&copy=2&b=3", "https://o.example/?a=1&amp;lt=2"]
    told = rss(*(f"<item><title>x</title><link>{link}</link></item>" for link in links))
    found = [entry.url for entry in parse(FEED, page(told)).entries]
    assert found == ["https://o.example/?a=1&copy=2&b=3", "https://o.example/?a=1&lt=2"]


@pytest.mark.parametrize(
    ("kind", "whole"),
    [("rss 2.0", True), ("atom 1.0", True), ("junk behind", True), ("cut between items", False)],
)
def test_a_document_knows_whether_its_end_is_there(kind: str, whole: bool) -> None:
    assert parse(FEED, page(FEEDS[kind])).whole is whole


@pytest.mark.parametrize("feed", [rss(), f"<feed {ATOM}></feed>", "<rss version='2.0'><channel/></rss>"])
def test_a_shell_without_items_is_a_feed_without_entries(feed: str) -> None:
    document = parse(FEED, page(feed))
    assert (document.entries, document.items) == ((), 0)


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
        (b"<opml><body/></opml>", WebPageError, "web page"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', FeedError, "JSON that is no feed"),
        (b'{"version": 1, "items": []}', FeedError, "JSON that is no feed"),
        (b'{"items": ', FeedError, "broken JSON"),
        (b'{"a":' * 100_000, FeedError, "broken JSON"),
        (gzip.compress(b"<rss/>"), FeedError, "no feed"),
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


MARKUP = st.lists(
    st.sampled_from(
        "< > </ /> <! <!-- --> <![CDATA[ ]]> <? ?> & ; &#x; &#99999999; &lt; ' \" = <item> </item> <title> "
        "<link> <link/> <guid> <pubDate> <content type='xhtml'> <content type='base64' mode='base64'> <div> "
        "</title> </link> <entry> <a:b> xmlns:a='b' <!DOCTYPE [ ]> <!ENTITY <description> <source> <geo:lat>".split(
            " "
        )
    ),
    max_size=40,
)


@settings(max_examples=300, deadline=None)
@given(MARKUP, st.sampled_from([OPEN, f"<feed {ATOM}><entry>"]))
def test_crumbs_of_markup_give_a_document_or_a_feed_error(crumbs: list[str], start: str) -> None:
    any_page((start + "".join(crumbs)).encode(), "text/xml")

"""Feeds made up for tests: small ones of every kind, well-formed and not."""

from datetime import UTC, datetime
from xml.sax.saxutils import escape

from news.knowledge import Feed
from news.records import FeedEntry, Page
from scrapers.feeds import parse

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


ONE = item()
TWO = item("B", "https://outlet.example/b")
BOTH = [("A title", "a"), ("B", "b")]
OPEN, CLOSE = f"<rss version='2.0' {CONTENT} {DC}><channel>", "</channel></rss>"
BOMB = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
FEEDS: dict[str, str | bytes] = {
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
    "capital letters": rss(ONE, TWO).replace("item>", "ITEM>").replace("rss", "RSS"),
    "leading white space": f"\n\n  {rss(ONE, TWO)}",
    "two byte order marks": f"\ufeff\ufeff{rss(ONE, TWO)}",
    "a warning of PHP first": f"<br />\n<b>Warning</b>: foo() in /a.php\n{rss(ONE, TWO)}",
    "a comment first": f"<!-- cached by <rss> cache -->{OPEN}{ONE}{TWO}{CLOSE}",
    "a style sheet first": rss(ONE, TWO).replace("?>", '?><?xml-stylesheet href="x.xsl"?>', 1),
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
    "tags closed crosswise": rss(ONE, TWO, "<item><b><i></b></i></item>"),
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
    "cut in a third item's title": OPEN + ONE + TWO + "<item><title>The thi",
    "cut in a third item's text": OPEN + ONE + TWO + "<item><title>C</title>"
    "<link>https://outlet.example/c</link><description><![CDATA[<p>It was",
    "cut between items": OPEN + ONE + TWO,
    "cut in a character": (OPEN + ONE + TWO + "<item><title>ق").encode()[:-1],
}  # fmt: skip

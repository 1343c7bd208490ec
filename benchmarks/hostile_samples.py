"""Documents that were made to break their parsers: what a worker process must survive.

Pure data: a name, whether it comes as a feed or as a page, and how to make its bytes. FILE and ADDRESS in
them stand for a file and an address that no parser may open.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

FILE = b"@FILE@"
ADDRESS = b"@ADDRESS@"


@dataclass(frozen=True, slots=True)
class Document:
    """A hostile document. `make` returns its bytes, which may be 50 MB."""

    name: str
    kind: Literal["feed", "page"]
    make: Callable[[], bytes]
    content_type: str = ""

    def body(self, file: str, address: str) -> bytes:
        """Return its bytes, with the file and the address that it is to lure a parser to."""
        return self.make().replace(FILE, file.encode()).replace(ADDRESS, address.encode())


def feed(items: bytes, before: bytes = b"") -> bytes:
    """Return an RSS document with these items."""
    return (
        b'<?xml version="1.0" encoding="utf-8"?>\n' + before + b'<rss version="2.0"><channel><title>Outlet'
        b"</title><link>https://outlet.example/</link>" + items + b"</channel></rss>"
    )


def item(title: bytes = b"Shells", more: bytes = b"", number: int = 0) -> bytes:
    """Return an item of a feed."""
    return b"<item><title>%s</title><link>https://outlet.example/%d</link>%s</item>" % (title, number, more)


def page(body: bytes, head: bytes = b"") -> bytes:
    """Return an article's page: a few honest paragraphs, and what is to be added to them."""
    return (
        b"<!DOCTYPE html><html lang='en'><head><title>Shells fall</title>" + head + b"</head><body><article>"
        b"<h1>Shells fall</h1>" + _PARAGRAPH * 3 + body + b"</article></body></html>"
    )


_PARAGRAPH = (
    b"<p>Shells fell on a village north of Raqqa on Monday and wounded two people, residents said, while"
    b" the road to Ain Issa was closed for several hours and the bakery stayed shut.</p>"
)


def _laughs() -> bytes:
    names = "abcdefghij"
    entities = '<!ENTITY a "ha">'
    for name, below in zip(names[1:], names, strict=False):
        entities += f'<!ENTITY {name} "{f"&{below};" * 10}">'
    return feed(item(b"&j;"), f"<!DOCTYPE rss [{entities}]>".encode())


def _quadratic() -> bytes:
    return feed(item(b"&a;" * 50_000), b'<!DOCTYPE rss [<!ENTITY a "%s">]>' % (b"A" * 50_000))


def _external(target: bytes) -> bytes:
    entity = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "%s">]>' % target
    return feed(item(b"&x;", b"<description>&x;</description>"), entity)


def _parameter(target: bytes) -> bytes:
    return feed(item(), b'<!DOCTYPE rss [<!ENTITY %% x SYSTEM "%s"> %%x;]>' % target)


def _inclusion() -> bytes:
    include = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://%s" parse="text"/>' % FILE
    return feed(item(b"Shells", b"<description>" + include + b"</description>"))


def _many_items() -> bytes:
    text = b"<description>" + b"Shells fell on the road. " * 38 + b"</description>"
    return feed(b"".join(item(b"Shells %d" % number, text, number) for number in range(50_000)))


def _attributes() -> bytes:
    return page(b"<div %s>x</div>" % b" ".join(b"a%d='1'" % number for number in range(200_000)))


def _feed_attributes() -> bytes:
    return feed(item(b"Shells", b"<a %s/>" % b" ".join(b"a%d='1'" % number for number in range(200_000))))


def _nested_tables() -> bytes:
    return page(b"<table><tr><td>" * 20_000 + b"x" + b"</td></tr></table>" * 20_000)


def _json_ld(value: object) -> bytes:
    return page(b"", b'<script type="application/ld+json">' + json.dumps(value).encode() + b"</script>")


def _deep_json_ld() -> bytes:
    deep = b'{"@graph":[' * 100_000 + b"]}" * 100_000
    return page(b"", b'<script type="application/ld+json">' + deep + b"</script>")


def _large_json_ld() -> bytes:
    return _json_ld(
        [{"@type": "NewsArticle", "headline": f"Shells {n}", "n": [n] * 8} for n in range(60_000)]
    )


def _many_json_ld() -> bytes:
    script = b'<script type="application/ld+json">{"@type":"NewsArticle","headline":"Shells"}</script>'
    return page(b"", script * 50_000)


def _nearly_large_json_ld() -> bytes:
    things = json.dumps([{"a": {"b": {"c": 1}}}] * 80_000).encode()
    return page(b"", (b'<script type="application/ld+json">' + things + b"</script>") * 2)


def _lines(line: bytes, count: int) -> bytes:
    return page(b"".join(b"<p>%s %d</p>" % (line, number) for number in range(count)))


def _captions() -> bytes:
    told = "<p>Smoke rises over a village on the road, number {} — A. Atrash/AFP via Getty Images</p>"
    untold = "<p>The smoke rose over a village on the road for hours, residents said, number {}</p>"
    return page("".join(line.format(number) for number in range(10_000) for line in (told, untold)).encode())


def _links() -> bytes:
    return page(
        b"".join(b"<a href='/%d'>Read what happened on the road to Raqqa</a> " % n for n in range(30_000))
    )


def _table() -> bytes:
    row = b"<tr>" + b"<td>cell of a table</td>" * 50 + b"</tr>"
    return page(b"<table>" + row * 5_000 + b"</table>")


def _dates() -> bytes:
    return page(b"<time datetime='%s'>x</time>" % (b"2024-05-" * 200_000), b"")


def _standfirst() -> bytes:
    words = b"Two wounded in a village on the road that three armies claim " * 20_000
    return page(b"<p>%s</p>" % words, b'<meta property="og:description" content="%s">' % words)


_MEGABYTE = 1_000_000
_LOCAL = b"file://" + FILE
_SPACES = b"<p>by" + b" " * 500_000 + b"x</p>"

DOCUMENTS = (
    Document("billion laughs", "feed", _laughs),
    Document("quadratic entities", "feed", _quadratic),
    Document("external entity: file", "feed", lambda: _external(_LOCAL)),
    Document("external entity: http", "feed", lambda: _external(ADDRESS)),
    Document("external parameter entity", "feed", lambda: _parameter(ADDRESS)),
    Document(
        "external stylesheet and DTD", "feed", lambda: feed(item(), b'<!DOCTYPE rss SYSTEM "%s">' % ADDRESS)
    ),
    Document("XInclude of a file", "feed", _inclusion),
    Document("a path for a body", "feed", lambda: FILE),
    Document("an address for a body", "feed", lambda: ADDRESS),
    Document(
        "200,000 nested elements", "feed", lambda: feed(item(more=b"<a>" * 200_000 + b"</a>" * 200_000))
    ),
    Document(
        "200,000 nested elements of XHTML",
        "feed",
        lambda: feed(
            item(more=b"<content type='xhtml'>" + b"<div>" * 200_000 + b"</div>" * 200_000 + b"</content>")
        ),
    ),
    Document(
        "200,000 nested, escaped",
        "feed",
        lambda: feed(item(more=b"<description>" + b"&lt;b&gt;" * 200_000 + b"</description>")),
    ),
    Document("50,000 items (53 MB)", "feed", _many_items),
    Document("200,000 attributes", "feed", _feed_attributes),
    Document(
        "200,000 namespaces",
        "feed",
        lambda: feed(
            item(more=b"<a %s/>" % b" ".join(b"xmlns:n%d='urn:%d'" % (n, n) for n in range(200_000)))
        ),
    ),
    Document("a title of 5 MB", "feed", lambda: feed(item(b"A" * 5 * _MEGABYTE))),
    Document(
        "an address of 1 MB",
        "feed",
        lambda: feed(
            b"<item><title>x</title><link>https://outlet.example/%s</link></item>" % (b"a/../" * 200_000)
        ),
    ),
    Document(
        "dates without end",
        "feed",
        lambda: feed(
            b"".join(item(more=b"<pubDate>%s</pubDate>" % (b"1, " * 5_000), number=n) for n in range(300))
        ),
    ),
    Document("500,000 comment starts", "feed", lambda: feed(item(more=b"<!--" * 500_000))),
    Document("500,000 CDATA starts", "feed", lambda: feed(item(more=b"<![CDATA[" * 500_000))),
    Document("500,000 ampersands", "feed", lambda: feed(item(b"&a" * 500_000))),
    Document("invalid UTF-8", "feed", lambda: feed(item(b"\xff\xc3\x28\xf0\x9f" * 200_000))),
    Document("null bytes", "feed", lambda: feed(item(b"\0" * 2 * _MEGABYTE))),
    Document(
        "deep JSON",
        "feed",
        lambda: b'{"version":"https://jsonfeed.org/version/1.1","items":' + b"[" * 500_000,
    ),
    Document("a huge number in JSON", "feed", lambda: b'{"version":"1","items":[%s]}' % (b"9" * _MEGABYTE)),
    Document("200,000 attributes (2.7 MB)", "page", _attributes),
    Document("200,000 nested div", "page", lambda: page(b"<div>" * 200_000 + b"x")),
    Document("20,000 nested tables", "page", _nested_tables),
    Document("60,000 unclosed tags", "page", lambda: page(b"<b><i><font>x" * 20_000)),
    Document("100,000 unclosed links", "page", lambda: page(b"<a href='/a'>x <strong>y " * 100_000)),
    Document("500,000 comment starts", "page", lambda: page(b"<!--" * 500_000)),
    Document("entities without end", "page", lambda: page(b"<p>" + b"&amp" * _MEGABYTE)),
    Document(
        "external entity: file",
        "page",
        lambda: b'<!DOCTYPE html [<!ENTITY x SYSTEM "%s">]>' % _LOCAL + page(b"<p>&x;</p>"),
    ),
    Document("a path for a body", "page", lambda: FILE),
    Document("an address for a body", "page", lambda: ADDRESS),
    Document(
        "a base elsewhere, images, frames",
        "page",
        lambda: page(
            b"<img src='%s'><iframe src='%s'></iframe>" % (ADDRESS, ADDRESS), b"<base href='%s'>" % ADDRESS
        ),
    ),
    Document("a word of 6 MB", "page", lambda: page(b"<p>" + b"a" * 6 * _MEGABYTE)),
    Document("a line of 6 MB", "page", lambda: page(b"<p>" + b"shells fell " * 500_000)),
    Document("an attribute of 6 MB", "page", lambda: page(b"<p class='%s'>x</p>" % (b"a " * 3 * _MEGABYTE))),
    Document(
        "an address of 1 MB",
        "page",
        lambda: page(b"", b"<link rel='canonical' href='https://outlet.example/%s'>" % (b"a/../" * 200_000)),
    ),
    Document("null bytes", "page", lambda: page(b"<p>" + b"\0" * 5 * _MEGABYTE)),
    Document("invalid UTF-8", "page", lambda: page(b"<p>" + b"\xff\xc3\x28\xf0\x9f" * _MEGABYTE)),
    Document(
        "1,000 charsets",
        "page",
        lambda: page(b"<p>\xff</p>", b"".join(b"<meta charset='x-%d'>" % n for n in range(1_000))),
    ),
    Document(
        "UTF-7 of a compressor",
        "page",
        lambda: page(b"<p>\xff</p>", b"<meta charset='zlib_codec'>"),
        "text/html; charset=bz2",
    ),
    Document("deep JSON-LD", "page", _deep_json_ld),
    Document("JSON-LD of 5 MB", "page", _large_json_ld),
    Document("two JSON-LD of 1.9 MB", "page", _nearly_large_json_ld),
    Document("50,000 JSON-LD", "page", _many_json_ld),
    Document("50,000 scripts", "page", lambda: page(b"<script>var x = '<p>';</script>" * 50_000)),
    Document("1,000,000 tiny paragraphs", "page", lambda: page(b"<p>x" * _MEGABYTE)),
    Document("a table of 250,000 cells", "page", _table),
    Document("30,000 links", "page", _links),
    Document("10,000 captions", "page", _captions),
    Document(
        "lines that cut the text", "page", lambda: _lines(b"Your email address will not be published", 20_000)
    ),
    Document(
        "lines of one kind", "page", lambda: _lines(b"Read also: shells fall on the road to Raqqa", 20_000)
    ),
    Document("spaces without end", "page", lambda: page(_SPACES * 8)),
    Document("brackets without end", "page", lambda: page(b"<p>" + b"[" * 300_000)),
    Document("links in Markdown without end", "page", lambda: page(b"<p>" + b"[a](" * 150_000)),
    Document("dots without end", "page", lambda: page(b"<p>" + b"..." * 300_000 + b"x")),
    Document(
        "a title of repeated parts",
        "page",
        lambda: page(
            b"<h1>" + b"Outlet | " * 100_000 + b"</h1>", b"<meta property='og:site_name' content='Outlet'>"
        ),
    ),
    Document("nested headlines", "page", lambda: page(b"<h1><strong>shells " * 50_000)),
    Document("a date of 1.6 MB", "page", _dates),
    Document("a standfirst of 1.2 MB", "page", _standfirst),
    Document(
        "right-to-left overrides", "page", lambda: page(b"<p>" + "\u202eabc\u202d\u2066".encode() * 400_000)
    ),
    Document("marks without end", "page", lambda: page(b"<p>a" + "\u0301".encode() * 2 * _MEGABYTE)),
)

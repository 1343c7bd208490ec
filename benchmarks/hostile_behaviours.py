"""What the servers of the drill do: a good page and feed, and much that no client should fall for."""

from collections.abc import Mapping

from benchmarks import hostile_bodies as bodies
from benchmarks import hostile_pages as pages
from benchmarks.hostile_answers import (
    CHUNKED,
    HTML,
    OK,
    RSS,
    TYPED,
    agreed,
    broken_off,
    document,
    drip,
    echo,
    flood,
    hops,
    host_hops,
    late,
    leading_to,
    news,
    packed,
    parted,
    quoting,
    raw,
    redirect,
    report,
    robots,
    rss,
    silence,
    slow_hops,
)
from benchmarks.hostile_servers import Answer

_BREATH = 0.3  # seconds
_GZIPPED = OK + b"Content-Encoding: gzip\r\n\r\n"
_BODY = pages.page().encode()


def _cookies() -> tuple[str, ...]:
    return tuple(f"Set-Cookie: c{number}={'x' * 400}; Path=/" for number in range(150))


GOOD: Mapping[str, Answer] = {
    "": document(lambda: "nothing here", status="404 Not Found", kind="text/plain"),
    "page": document(pages.page),
    "feed": rss(pages.feed),
    "news": news,
    "article": report,
}

_PACKED: Mapping[str, Answer] = {
    "gzip-bomb": packed(bodies.gzip_bomb, "gzip"),
    "gzip-bomb-untold": document(bodies.gzip_bomb),
    "deflate-bomb": packed(bodies.deflate_bomb, "deflate"),
    "brotli-bomb": packed(bodies.brotli_bomb, "br"),
    "zstd-bomb": packed(bodies.zstd_bomb, "zstd"),
    "gzip-twice": packed(bodies.nested_bomb, "gzip, gzip"),
    "gzip-twice-told-once": packed(bodies.nested_bomb, "gzip"),
    "gzip-50": packed(lambda: bodies.gzipped(_BODY), ", ".join(["gzip"] * 50)),
    "gzip-is-plain": packed(lambda: _BODY, "gzip"),
    "gzip-cut": packed(lambda: bodies.gzipped(_BODY)[:-20], "gzip"),
    "gzip-cut-feed": document(lambda: bodies.gzipped(pages.feed(40).encode())[:-40], kind=RSS),
    "gzip-and-junk": packed(lambda: bodies.gzipped(_BODY) + b"\0\1junk" * 9, "gzip"),
    "gzip-parted": parted(_GZIPPED + bodies.gzipped(_BODY[:40]) + b"\x1f", bodies.gzipped(_BODY[40:])[1:]),
    "gzip-members": flood(_GZIPPED, bodies.gzipped(b""), _BREATH),
    "gzip-of-nothing": flood(_GZIPPED + bodies.GZIP_HEAD, bodies.EMPTY_BLOCK, _BREATH),
}

_SLOW: Mapping[str, Answer] = {
    "drip-headers": drip(OK, b"X-More: of it\r\n"),
    "drip-body": drip(TYPED + b"\r\n", b"x"),
    "drip-chunks": drip(CHUNKED, b"1\r\nx\r\n"),
    "drip-hints": drip(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"),
    "drip-status": drip(b"HTTP/1.1 200 ", b"O"),
    "silence": silence,
    "slow-hops": slow_hops,
}

_LARGE: Mapping[str, Answer] = {
    "endless": flood(TYPED + b"\r\n", b"<p>and so on</p>" * 64),
    "endless-chunks": flood(CHUNKED, b"400\r\n" + b"x" * 1_024 + b"\r\n"),
    "endless-small-chunks": flood(CHUNKED, b"1\r\nx\r\n"),
    "endless-hints": flood(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", _BREATH),
    "endless-headers": flood(OK, b"X-More: of it\r\n"),
    "endless-header": flood(OK + b"X-Long: ", b"x"),
    "endless-status": flood(b"HTTP/1.1 200 ", b"O"),
    "endless-trailers": flood(CHUNKED + b"1\r\nx\r\n0\r\n", b"X-More: of it\r\n"),
    "endless-extension": flood(CHUNKED + b"1;x=", b"x"),
    "declared-200-mb": flood(TYPED + b"Content-Length: 200000000\r\n\r\n", b"x" * 1_024),
    "declared-huge": document(lambda: _BODY, length=99_999_999_999_999),
    "large-as-allowed": document(lambda: pages.page().encode().ljust((8 << 20) - 64)),
}

_MALFORMED: Mapping[str, Answer] = {
    "longer-than-it-is": document(lambda: _BODY, length=len(_BODY) + 9_000),
    "shorter-than-it-is": document(pages.feed, kind=RSS, length=10),
    "negative-length": document(lambda: _BODY, length=-5),
    "two-lengths": document(lambda: _BODY, "Content-Length: 7"),
    "length-and-chunks": document(lambda: b"5\r\nhello\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),
    "gzip-transfer": document(lambda: _BODY, "Transfer-Encoding: gzip, chunked"),
    "chunk-of-2-to-80": raw(CHUNKED + b"%x\r\n" % (1 << 80) + b"x" * 99),
    "chunk-without-size": raw(CHUNKED + b"some\r\nbytes\r\n"),
    "chunks-cut": raw(CHUNKED + b"400\r\n" + b"x" * 99),
    "junk-status": raw(b"HTTP/1.1 \xff\xfe\xfd maybe\r\n\r\n" + _BODY),
    "status-999": document(lambda: "blocked", status="999 Request Denied"),
    "status-42": raw(b"HTTP/1.1 042 Odd\r\n\r\n"),
    "no-status": raw(_BODY),
    "ssh": raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "http2-frames": raw(
        bytes.fromhex("000000040000000000") + bytes.fromhex("0000040300000000010000000b") * 99
    ),
    "nothing": raw(b""),
    "reset": broken_off(b""),
    "reset-in-body": broken_off(TYPED + b"Content-Length: 90000\r\n\r\n" + b"x" * 9_000),
    "zero-in-header": raw(OK + b"X-Odd: a\0b\r\n\r\n" + _BODY),
    "header-without-colon": raw(OK + b"so it is\r\n\r\n" + _BODY),
    "cookies": document(pages.page, *_cookies()),
    "echo": echo,
    "not-modified": document(lambda: b"", status="304 Not Modified"),
    "switching": raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n" + b"\x81\x05hello"),
    "wait-for-ever": document(lambda: b"", f"Retry-After: {10**40}", status="429 Too Many Requests"),
    "wait-till-9999": document(
        lambda: b"", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT", status="503 Service Unavailable"
    ),
    "wait-odd": document(lambda: b"", "Retry-After: -1e999 or so", status="429 Too Many Requests"),
}

# Addresses in the operator's own network, and addresses that are none, in the dresses they come in.
MISLEADING: Mapping[str, str] = {
    "to-itself": "/to-itself",
    "to-file": "file:///etc/passwd",
    "to-data": "data:text/html,<p>hello",
    "to-ftp": "ftp://furat.example/",
    "to-gopher": "gopher://127.0.0.1:6379/_FLUSHALL",
    "to-script": "javascript:alert(1)",
    "to-link-local": "http://169.254.169.254/latest/meta-data/",
    "to-this-machine": "http://127.0.0.1/secret",
    "to-mapped": "http://[::ffff:127.0.0.1]/secret",
    "to-mapped-hex": "http://[::ffff:7f00:1]/secret",
    "to-ipv6-self": "http://[::1]/secret",
    "to-zero": "http://0.0.0.0/secret",
    "to-decimal": "http://2130706433/secret",
    "to-hex": "http://0x7f.0.0.1/secret",
    "to-octal": "http://0177.0.0.1/secret",
    "to-short": "http://127.1/secret",
    "to-dotted": "http://127.0.0.1./secret",
    "to-full-width": "http://１２７.０.０.１/secret",
    "to-user": "http://good.example@127.0.0.1/secret",
    "to-backslash": "http://127.0.0.1\\@good.example/secret",
    "to-no-scheme": "//127.0.0.1/secret",
    "to-localhost": "http://localhost/secret",
    "to-own-network": "http://router.lan/secret",
    "to-bare-name": "http://intranet/secret",
    "to-inside": "http://inside.example/secret",
    "to-ssh-port": "http://public.example:22/",
    "to-redis-port": "http://public.example:6379/",
    "to-nowhere": "",
    "to-no-host": "http:///secret",
    "to-long": f"http://{'a' * 70}.example/{'b' * 90_000}",
}

_REDIRECTS: Mapping[str, Answer] = {
    **{name: redirect(where) for name, where in MISLEADING.items()},
    "hops": hops,
    "host-hops": host_hops,
    "no-location": document(lambda: b"", status="302 Found"),
    "to-broken-line": redirect("/echo/%0d%0aX-Slipped-In:%20yes"),
    "to-tab": redirect("ht\ttp://127.0.0.1/secret"),
    "meta-refresh": document(
        lambda: pages.page(head="<meta http-equiv='refresh' content='0;url=http://127.0.0.1/secret'>")
    ),
}

_CHARSETS: Mapping[str, Answer] = {
    "charset-klingon": document(pages.page, kind="text/html; charset=klingon-9"),
    "charset-rot13": document(pages.page, kind="text/html; charset=rot13"),
    "charset-zlib": document(
        lambda: pages.page().replace("council", "c\xf6uncil").encode("latin-1"),
        kind="text/html; charset=zlib_codec",
    ),
    "utf-16-told-utf-8": document(lambda: pages.page(head="").encode("utf-16")),
    "utf-16-feed": document(lambda: pages.feed().encode("utf-16"), kind="application/rss+xml; charset=utf-8"),
    "zeros": document(lambda: bytes(1 << 20)),
    "picture": document(lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400),
}

_DOCUMENTS: Mapping[str, Answer] = {
    "laughs": rss(pages.laughs),
    "quadratic": rss(pages.quadratic),
    "nested-feed": rss(pages.nested_feed),
    "50000-items": rss(lambda: pages.feed(pages.item(n, "x" * 900) for n in range(50_000))),
    "9000-items": rss(lambda: pages.feed(9_000)),
    "long-title": rss(lambda: pages.feed([pages.item(0, "long " * 400_000)])),
    "odd-dates": rss(
        lambda: pages.feed(
            [pages.item(0, date="Fri, 31 Dec 99999 23:59:59 GMT"), pages.item(1, date="9" * 5_000)]
        )
    ),
    "script-links": rss(
        lambda: pages.feed(
            [pages.item(0, link="javascript:alert(1)"), pages.item(1, link="file:///etc/passwd")]
        )
    ),
    "trap": leading_to(
        *("/gzip-bomb", "/endless", "/to-this-machine", "/to-link-local", "/to-itself", "/reset-in-body"),
        *("/attributes", "/picture", "/gzip-cut", "/wait-for-ever", "/page"),
    ),
    "page-for-feed": document(pages.page),
    "empty-feed": rss(lambda: b""),
    "names-it": quoting(lambda where: where),
    "outside": quoting(pages.outside),
    "attributes": document(pages.attributes),
    "nested-page": document(lambda: pages.page(body="<div>" * 200_000)),
    "nested-tables": document(lambda: pages.page(body="<table><tr><td>" * 20_000)),
    "unclosed": document(lambda: pages.page(body="<b><i><p>" * 20_000)),
    "comments": document(lambda: pages.page(body="<!--" * 500_000)),
}

_ROBOTS: Mapping[str, Answer] = {
    "robots of failing": robots("", status="500 Internal Server Error"),
    "robots of broken": broken_off(b""),
    "robots of dripping": drip(OK + b"\r\n", b"#"),
    "robots of missing": robots("", status="404 Not Found"),
    "robots of shy": robots("", status="403 Forbidden"),
    "robots of endless": flood(OK + b"\r\nUser-agent: *\nDisallow: /page\n", b"# and so on\n"),
    "robots of moved": redirect("http://elsewhere.hostile.example:{port}/robots.txt"),
    "robots of elsewhere": robots("User-agent: *\nDisallow: /page\n"),
    "robots of circling": redirect("/robots.txt"),
    "robots of trapped": redirect("http://127.0.0.1/secret"),
    "robots of web": robots(pages.page(), kind=HTML),
    "robots of binary": robots(bytes(range(256)) * 99),
    "robots of packed": packed(bodies.gzip_bomb, "gzip"),
    "robots of odd": robots("\ufeffUser-agent: *\r\nCrawl-delay: 86400\r\nDisallow: /*ge$\r\n".encode()),
    "robots of closed": robots("User-agent: shamal\nDisallow: /\n\nUser-agent: *\nDisallow:\n"),
    "robots of wordy": robots("User-agent: *\n" + "".join(f"Disallow: /{n}*b*c\n" for n in range(25_000))),
    "robots of starry": robots(f"User-agent: *\nDisallow: /{'*a' * 5_000}$\n"),
    "robots of late": late(7.0, robots("")),
    **{f"robots of late{number}": late(7.0, robots("")) for number in range(1, 7)},
}

ANSWERS: Mapping[str, Answer] = {
    **GOOD,
    **_PACKED,
    **_SLOW,
    **_LARGE,
    **_MALFORMED,
    **_REDIRECTS,
    **_CHARSETS,
    **_DOCUMENTS,
    **_ROBOTS,
    "agreed": agreed,
}

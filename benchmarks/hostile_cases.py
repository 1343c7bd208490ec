"""The drill's list: what a server does, how it is visited, and how that has to end."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.hostile_behaviours import ANSWERS
from benchmarks.hostile_kinds import (
    ACCEPTED,
    FORBIDDEN,
    KILLED,
    LATER,
    REFUSED,
    feed,
    fetched,
    leading_outside,
    moved_feed,
    page,
    permitted_page,
    rebinding,
    slow_host,
    special_addresses,
    special_ports,
    twisted_urls,
    waiting,
    without_cookies,
    without_slips,
)
from benchmarks.hostile_run import whole_run
from benchmarks.hostile_visits import End, Visitor

# Hosts of the drill that the door is told to ask though they are on this machine.
HOSTS = (
    "good.example",
    "hostile.example",
    *(
        f"{name.removeprefix('robots of ')}.hostile.example"
        for name in ANSWERS
        if name.startswith("robots of ")
    ),
)


@dataclass(frozen=True, slots=True)
class Case:
    """A behaviour and its required end: the kind of it, and words that must be told.

    `seconds` is the time it may take. `long` says that it takes its time even if all is well, so that it
    is begun early.
    """

    id: str
    says: str
    visit: Callable[[Visitor, str], End]
    address: str
    kind: str
    tells: str = ""
    long: bool = False
    seconds: float = 30.0


_RUN = (
    Case(
        "run",
        "a pass over 16 hostile feeds, 11 hostile pages, 16 good ones",
        whole_run,
        "",
        "all stored",
        "16 good articles",
        long=True,
        seconds=100.0,
    ),
)
_OK = "ok"
_FAILED = "failed"
_TOO_LARGE = "more than 8 MiB"
_TOO_LATE = "within 20 s"
_WELL = "crossed the bridge"

_PACKED = (
    Case("s02", "gzip body of 1 MB that unpacks to 1 GiB", page, "/gzip-bomb", REFUSED, _TOO_LARGE),
    Case("x01", "the same, without a word that it is gzip", page, "/gzip-bomb-untold", REFUSED, _TOO_LARGE),
    Case("x02", "the same as a feed", feed, "/gzip-bomb", _FAILED, "more than 16 MiB"),
    Case("x03", "deflate body of 1 MB that unpacks to 1 GiB", page, "/deflate-bomb", REFUSED, _TOO_LARGE),
    Case("s03", "brotli body of 821 bytes that unpacks to 1 GiB", page, "/brotli-bomb", REFUSED, "'br'"),
    Case("s04", "zstd body of 33 kB that unpacks to 1 GiB", page, "/zstd-bomb", REFUSED, "'zstd'"),
    Case("s05", "gzip in gzip: 2 kB, 1 MB, 1 GiB", page, "/gzip-twice", REFUSED, "'gzip, gzip'"),
    Case("x04", "the same, with one layer told", page, "/gzip-twice-told-once", ACCEPTED, "none"),
    Case("s06", "fifty layers of gzip, as its header has it", page, "/gzip-50", REFUSED, "packed as"),
    Case("s07", "body said to be gzip that is plain", page, "/gzip-is-plain", LATER, "damaged"),
    Case("s08", "gzip body that breaks off", page, "/gzip-cut", LATER, "cut short"),
    Case("x05", "gzip feed that breaks off", feed, "/gzip-cut-feed", _FAILED, "cut short"),
    Case("x06", "gzip body with other bytes behind it", page, "/gzip-and-junk", ACCEPTED, _WELL),
    Case("x91", "gzip in two members, parted in the second's head", page, "/gzip-parted", ACCEPTED, _WELL),
    Case("x07", "gzip members of nothing, for ever", page, "/gzip-members", LATER, _TOO_LATE, long=True),
    Case(
        "x08",
        "a gzip member of empty blocks, for ever",
        page,
        "/gzip-of-nothing",
        LATER,
        _TOO_LATE,
        long=True,
    ),
)

_SLOW = (
    Case("s09", "a header each half second, for ever", page, "/drip-headers", LATER, _TOO_LATE, long=True),
    Case("s10", "a byte of body each half second, for ever", page, "/drip-body", LATER, _TOO_LATE, long=True),
    Case("x09", "the same as a feed", feed, "/drip-body", _FAILED, "no answer", long=True),
    Case("s11", "takes the request and says nothing", page, "/silence", LATER, _TOO_LATE, long=True),
    Case("x10", "a chunk of one byte each half second", page, "/drip-chunks", LATER, _TOO_LATE, long=True),
    Case("x11", "a hint (103) each half second, no answer", page, "/drip-hints", LATER, _TOO_LATE, long=True),
    Case("x12", "a status line that never ends, dripping", page, "/drip-status", LATER, _TOO_LATE, long=True),
    Case("x13", "redirects on and on, six seconds each", page, "/slow-hops/1", LATER, _TOO_LATE, long=True),
    Case(
        "x14",
        "TLS whose handshake never begins",
        page,
        "https://hostile.example:{mute}/page",
        LATER,
        "no answer",
        long=True,
    ),
    Case(
        "x15",
        "a name that is resolved after a minute",
        permitted_page,
        "http://pensive.example/",
        LATER,
        _TOO_LATE,
        long=True,
    ),
    Case(
        "x16",
        "robots.txt after 9 s, then a dripping page",
        page,
        "http://late.hostile.example:{hostile}/drip-body",
        LATER,
        _TOO_LATE,
        long=True,
    ),
    Case(
        "x17",
        "robots.txt after 9 s, then a dripping feed",
        feed,
        "http://late.hostile.example:{hostile}/drip-body",
        _FAILED,
        "no answer",
        long=True,
    ),
    Case(
        "x89",
        "redirects from host to host, each with robots.txt after 9 s",
        page,
        "http://late.hostile.example:{hostile}/host-hops",
        LATER,
        long=True,
    ),
    Case(
        "x90", "feed that has moved, dripping at both addresses", moved_feed, "/drip-body", _FAILED, long=True
    ),
)

_LARGE = (
    Case("s12", "a body without length or end", page, "/endless", REFUSED, _TOO_LARGE),
    Case("s13", "chunks without end", page, "/endless-chunks", REFUSED, _TOO_LARGE),
    Case("s14", "chunks of one byte without end", page, "/endless-small-chunks", LATER, _TOO_LATE, long=True),
    Case("s15", "a body of 200 MB, as its header has it", page, "/declared-200-mb", REFUSED, _TOO_LARGE),
    Case("s18", "a length of 99,999,999,999,999", page, "/declared-huge", REFUSED, _TOO_LARGE),
    Case("x18", "a page as large as is allowed, mostly spaces", page, "/large-as-allowed", ACCEPTED, _WELL),
    Case("s21", "headers without end", page, "/endless-headers", LATER),
    Case("s22", "a header without end", page, "/endless-header", LATER),
    Case("x19", "a status line without end", page, "/endless-status", LATER),
    Case(
        "s41",
        "hints (103) without end, as fast as can be",
        page,
        "/endless-hints",
        LATER,
        _TOO_LATE,
        long=True,
    ),
    Case("x20", "trailers without end behind a chunked body", page, "/endless-trailers", LATER),
    Case("x21", "a chunk's extension without end", page, "/endless-extension", LATER),
)

_MALFORMED = (
    Case("s16", "a length larger than the body", page, "/longer-than-it-is", LATER),
    Case("s17", "a feed's length smaller than the feed", feed, "/shorter-than-it-is", _FAILED, "no feed"),
    Case("s19", "a length of -5", page, "/negative-length", LATER),
    Case("s20", "two lengths that differ", page, "/two-lengths", LATER),
    Case("x22", "a length and chunks at once", page, "/length-and-chunks", ACCEPTED, "5 bytes"),
    Case("x23", "a body packed for the transfer", page, "/gzip-transfer", LATER),
    Case("x24", "a chunk of 2 to the 80 bytes", page, "/chunk-of-2-to-80", LATER),
    Case("x25", "a chunk without a size", page, "/chunk-without-size", LATER),
    Case("x26", "chunks that break off", page, "/chunks-cut", LATER),
    Case("s39", "a status line of junk", page, "/junk-status", LATER),
    Case("s40", "a body without head, as before HTTP/1.0", page, "/no-status", LATER),
    Case("x27", "HTTP 999", page, "/status-999", LATER, "999"),
    Case("x28", "HTTP 042", page, "/status-42", LATER),
    Case("x29", "an SSH server", page, "/ssh", LATER),
    Case("h01", "HTTP/2 frames where none were asked for", page, "/http2-frames", LATER),
    Case(
        "x30",
        "would speak HTTP/2 in TLS",
        fetched,
        "https://hostile.example:{secured}/agreed",
        ACCEPTED,
        "agreed on [http/1.1]",
    ),
    Case("x31", "hangs up without a word", page, "/nothing", LATER),
    Case("x32", "breaks off (RST) before the answer", page, "/reset", LATER),
    Case("s42", "breaks off (RST) in the body", page, "/reset-in-body", LATER),
    Case("x33", "a zero byte in a header", page, "/zero-in-header", LATER),
    Case("x34", "a header without a colon", page, "/header-without-colon", LATER),
    Case("s23", "150 cookies of 400 bytes", without_cookies, "/cookies", ACCEPTED),
    Case("x35", "says 304 though nothing was asked that way", page, "/not-modified", LATER, "304"),
    Case("x36", "switches to websockets (101)", page, "/switching", LATER),
    Case("x37", "asks us to wait for 10 to the 40 seconds", waiting, "/wait-for-ever", LATER, "86400 s"),
    Case("x38", "asks us to wait till the year 9999", waiting, "/wait-till-9999", LATER, "86400 s"),
    Case("x39", "asks us to wait, but not how long", waiting, "/wait-odd", LATER, "then accepted"),
    Case(
        "x40",
        "certificate of another host",
        page,
        "https://hostile.example:{other_name}/page",
        LATER,
        "certificate",
    ),
    Case(
        "x41",
        "certificate that nobody signed for us",
        page,
        "https://hostile.example:{untrusted}/page",
        LATER,
        "certificate",
    ),
    Case("x42", "https where plain HTTP is spoken", page, "https://hostile.example:{hostile}/page", LATER),
)

_REDIRECTS = (
    Case("s24", "redirect to itself", page, "/to-itself", REFUSED, "circle"),
    Case("s25", "300 redirects", page, "/hops/1", REFUSED, "more than 5"),
    Case("s26", "redirect to a file", page, "/to-file", REFUSED, "only http"),
    Case("s27", "redirect to a data: address", page, "/to-data", REFUSED, "only http"),
    Case("x43", "redirect to ftp", page, "/to-ftp", REFUSED, "only http"),
    Case("x44", "redirect to gopher, with a database's command", page, "/to-gopher", REFUSED, "only http"),
    Case("x45", "redirect to a script", page, "/to-script", REFUSED, "only http"),
    Case(
        "s28",
        "redirect to a cloud's metadata (169.254.169.254)",
        page,
        "/to-link-local",
        REFUSED,
        "link-local",
    ),
    Case("s29", "redirect to 127.0.0.1", page, "/to-this-machine", REFUSED, "this machine"),
    Case("s30", "redirect to [::ffff:127.0.0.1]", page, "/to-mapped", REFUSED, "this machine"),
    Case("x46", "redirect to [::ffff:7f00:1]", page, "/to-mapped-hex", REFUSED, "this machine"),
    Case("x47", "redirect to [::1]", page, "/to-ipv6-self", REFUSED, "this machine"),
    Case("x48", "redirect to 0.0.0.0", page, "/to-zero", REFUSED, "this network"),
    Case("s31", "redirect to 2130706433, which is 127.0.0.1", page, "/to-decimal", REFUSED),
    Case("x49", "redirect to 0x7f.0.0.1", page, "/to-hex", REFUSED),
    Case("s32", "redirect to 0177.0.0.1", page, "/to-octal", REFUSED),
    Case("s33", "redirect to 127.1", page, "/to-short", REFUSED),
    Case("x50", "redirect to 127.0.0.1. with a stop", page, "/to-dotted", REFUSED, "this machine"),
    Case("x51", "redirect to 127.0.0.1 in full-width digits", page, "/to-full-width", REFUSED),
    Case("s34", "redirect to good.example@127.0.0.1", page, "/to-user", REFUSED),
    Case("x52", "redirect to 127.0.0.1\\@good.example", page, "/to-backslash", REFUSED),
    Case("x53", "redirect to //127.0.0.1", page, "/to-no-scheme", REFUSED, "this machine"),
    Case("x54", "redirect to 127.0.0.1, a tab in its scheme", page, "/to-tab", REFUSED),
    Case("x55", "redirect to localhost", page, "/to-localhost", REFUSED, "private_hosts"),
    Case("x56", "redirect to a router's name", page, "/to-own-network", REFUSED, "private_hosts"),
    Case("x57", "redirect to a name without a domain", page, "/to-bare-name", REFUSED, "private_hosts"),
    Case("x58", "redirect to a public name that leads to 10.0.0.7", page, "/to-inside", LATER, "10.0.0.7"),
    Case("x59", "redirect to a public host's port 22", page, "/to-ssh-port", REFUSED, "port 22"),
    Case("x60", "redirect to a public host's port 6379", page, "/to-redis-port", REFUSED, "port 6379"),
    Case("x61", "redirect to an empty address", page, "/to-nowhere", REFUSED),
    Case("x62", "redirect without an address", page, "/no-location", REFUSED),
    Case("x63", "redirect to http:///", page, "/to-no-host", REFUSED),
    Case("x64", "redirect to an address of 90 kB", page, "/to-long", REFUSED),
    Case("s35", "redirect to a path with escaped line breaks", without_slips, "/to-broken-line", ACCEPTED),
    Case("x65", "page that sends browsers to 127.0.0.1", page, "/meta-refresh", ACCEPTED, _WELL),
)

_GUARD = (
    Case(
        "s43",
        "name that leads elsewhere (127.0.0.1) when asked again",
        rebinding,
        "http://rebinding.example/page",
        LATER,
        "this machine",
    ),
    Case(
        "s44",
        "name with one public and one private address",
        permitted_page,
        "http://mixed.example/page",
        LATER,
        "10.0.0.7",
    ),
    Case(
        "x66",
        "the same, asked for its robots.txt first",
        page,
        "http://mixed.example/page",
        LATER,
        "10.0.0.7",
    ),
    Case("x67", "name without an address", permitted_page, "http://nameless.example/", LATER, "no address"),
    Case(
        "s45",
        "names and numbers of special-purpose networks",
        special_addresses,
        "http://public.example/page",
        LATER,
    ),
    Case("s46", "ports of other services", special_ports, "http://public.example:{port}/", REFUSED),
    Case("s47", "addresses that programs read in different ways", twisted_urls, "", REFUSED),
    Case("s48", "a proxy in the environment", page, "/page", ACCEPTED, _WELL),
)

_DOCUMENTS = (
    Case("s01", "a good feed", feed, "/feed", _OK, "2 entries"),
    Case("s36", "page in the charset klingon-9", page, "/charset-klingon", ACCEPTED, _WELL),
    Case("s37", "page in the charset rot13", page, "/charset-rot13", ACCEPTED, _WELL),
    Case(
        "x68",
        "page in the charset zlib_codec, with a letter of Latin-1",
        page,
        "/charset-zlib",
        ACCEPTED,
        _WELL,
    ),
    Case("s38", "UTF-16 page that says UTF-8", page, "/utf-16-told-utf-8", ACCEPTED, _WELL),
    Case("x69", "UTF-16 feed that says UTF-8", feed, "/utf-16-feed", _OK, "2 entries"),
    Case("x70", "a megabyte of zero bytes", page, "/zeros", ACCEPTED, "none"),
    Case("x71", "a picture that says it is a page", page, "/picture", ACCEPTED, "none"),
    Case(
        "p01", "feed that is the path of a file, or its URL,", leading_outside, "/names-it?{where}", _FAILED
    ),
    Case(
        "p02",
        "feed that is an address on this machine",
        feed,
        "/names-it?http://127.0.0.1:{secret}/",
        _FAILED,
        "no feed",
    ),
    Case("p03", "entities of entities: a thousand million laughs", feed, "/laughs", _OK),
    Case("p04", "one long entity 20,000 times: 1.2 GB", feed, "/quadratic", _OK),
    Case(
        "p05",
        "entities that stand for files and addresses",
        leading_outside,
        "/outside?{where}",
        _OK,
        "2 entries",
    ),
    Case("p06", "feed with 200,000 elements in each other", feed, "/nested-feed", "empty", long=True),
    Case("p07", "feed of 50,000 items", feed, "/50000-items", _FAILED, "more than 16 MiB"),
    Case("x72", "feed of 9,000 items", feed, "/9000-items", _OK, "2000 entries"),
    Case("x73", "title of 2 MB", feed, "/long-title", _OK, "up to 500 characters"),
    Case("x74", "dates of the year 99999 and of 5,000 digits", feed, "/odd-dates", "undated", "2 entries"),
    Case("x75", "links to scripts and files", feed, "/script-links", "empty"),
    Case("x76", "a web page for a feed", feed, "/page-for-feed", "html"),
    Case("x77", "nothing for a feed", feed, "/empty-feed", _FAILED, "empty document"),
    Case("p08", "tag with 200,000 attributes", page, "/attributes", KILLED, long=True),
    Case("p09", "200,000 elements in each other", page, "/nested-page", ACCEPTED),
    Case("p10", "20,000 tables in each other", page, "/nested-tables", ACCEPTED),
    Case("x78", "60,000 tags that are not closed", page, "/unclosed", ACCEPTED),
    Case("x79", "500,000 comments that are not closed", page, "/comments", ACCEPTED),
)


def _robots(id: str, says: str, host: str, kind: str, tells: str = "", *, long: bool = False) -> Case:  # noqa: A002
    return Case(
        id, f"robots.txt {says}", page, f"http://{host}.hostile.example:{{hostile}}/page", kind, tells, long
    )


_ROBOTS = (
    _robots("r01", "fails (500)", "failing", LATER, "500"),
    _robots("x80", "breaks off (RST)", "broken", LATER, "robots.txt"),
    _robots("x81", "a byte each half second, for ever", "dripping", LATER, "10 s", long=True),
    _robots("r02", "is missing (404)", "missing", ACCEPTED, _WELL),
    _robots("x82", "is kept from us (403)", "shy", ACCEPTED, _WELL),
    _robots("r03", "without end, a rule at its start", "endless", FORBIDDEN),
    _robots("r04", "of another host, by redirect", "moved", FORBIDDEN, "moved.hostile.example"),
    _robots("x83", "redirects in a circle", "circling", ACCEPTED, _WELL),
    _robots("x84", "redirects to 127.0.0.1", "trapped", ACCEPTED, _WELL),
    _robots("r05", "is a web page", "web", ACCEPTED, _WELL),
    _robots("x85", "is binary", "binary", ACCEPTED, _WELL),
    _robots("x86", "unpacks to 1 GiB", "packed", ACCEPTED, _WELL),
    Case(
        "r06",
        "robots.txt with a byte order mark, * and $, a delay of a day",
        slow_host,
        "http://odd.hostile.example:{hostile}/page",
        FORBIDDEN,
        "[86400.0]",
    ),
    _robots("r07", "forbids us alone", "closed", FORBIDDEN),
    _robots("x87", "of 25,000 rules with stars", "wordy", ACCEPTED, _WELL),
    _robots("x88", "with 5,000 stars in a rule", "starry", ACCEPTED, _WELL),
)

CASES = (*_RUN, *_DOCUMENTS, *_PACKED, *_SLOW, *_LARGE, *_MALFORMED, *_REDIRECTS, *_GUARD, *_ROBOTS)

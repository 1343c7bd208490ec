"""The drill's list: the exchanges, and what misleads resolvers, parsers and readers of robots.txt."""

from benchmarks.hostile_behaviours import ANSWERS
from benchmarks.hostile_exchanges import LARGE, MALFORMED, PACKED, REDIRECTS, SLOW
from benchmarks.hostile_kinds import (
    ACCEPTED,
    FORBIDDEN,
    KILLED,
    LATER,
    REFUSED,
    feed,
    leading_outside,
    page,
    permitted_page,
    rebinding,
    slow_host,
    special_addresses,
    special_ports,
    twisted_urls,
)
from benchmarks.hostile_run import whole_run
from benchmarks.hostile_visits import Case

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
_OK = "ok"
_FAILED = "failed"
_WELL = "crossed the bridge"

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
    _robots("x81", "a byte each half second, for ever", "dripping", LATER, "8 s", long=True),
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

CASES = (*_RUN, *_DOCUMENTS, *PACKED, *SLOW, *LARGE, *MALFORMED, *REDIRECTS, *_GUARD, *_ROBOTS)

"""Kinds of visits: a page, a feed, a page of a publisher who gave leave, and some with a twist."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.hostile_visits import PUBLIC, End, Visitor
from news.errors import FetchError, HostileDocumentError, RobotsError, TemporaryFetchError
from news.knowledge import Feed
from news.records import NOTHING_KNOWN, FeedMemory, FeedState, Health, Page
from scrapers import feeds, pages
from scrapers.articles import read

ACCEPTED = "accepted"
REFUSED = "FetchError"
LATER = "TemporaryFetchError"
FORBIDDEN = "RobotsError"
KILLED = "HostileDocumentError"

# One of each block that belongs to no public server.
_SPECIAL = (
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.8.9.10"),
    *("169.254.169.254", "172.16.0.1", "172.31.255.254", "192.0.0.8", "192.0.2.1", "192.88.99.1"),
    *("192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250"),
    *("240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"),
    *("::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:20::1", "2001:db8::1"),
    *("2002:a00:1::", "3fff::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1"),
)
_PORTS = (0, 1, 19, 21, 22, 23, 25, 53, 110, 143, 445, 3306, 5432, 6379, 9200, 11211, 27017, 65535)
_TWISTED = (
    "http://127.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[fe80::1%25eth0]/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://127.0.0.1.:80/",
    "http://0/",
    "http://①②⑦.0.0.1/",
    "http://127。0。0。1/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://printer/",
    "http://nas.local/",
    "http://metadata.google.internal/",
    "http://1.0.0.127.in-addr.arpa/",
    "http://public.example@127.0.0.1/",
    "http://public.example:80@127.0.0.1/",
    "http://127.0.0.1\\@public.example/",
    "http://127.0.0.1#@public.example/",
    "http://127.0.0.1?@public.example/",
    "http:\\\\127.0.0.1\\",
    "http://public.example:99999/",
    "http://public.example:port/",
    "http://public_.example%2f@127.0.0.1/",
    "http://[public.example]/",
    "http://[::1/",
    "http://" + "a" * 64 + ".example/",
    "http://a..example/",
    "http:///etc/passwd",
    "file:///etc/passwd",
    "ftp://public.example/",
    "unix:///var/run/docker.sock",
    "",
)


def page(visitor: Visitor, address: str) -> End:
    """Fetch a page, and read it if it comes."""
    return _read(visitor, address, permitted=False)


def fetched(visitor: Visitor, address: str) -> End:
    """Fetch a page and leave it unread; what is told of it is its source from the first paragraph on."""
    try:
        source = _get(visitor, address).body.decode()
    except FetchError as error:
        return End(_kind(error), str(error))
    return End(ACCEPTED, source.partition("<p>")[2])


def permitted_page(visitor: Visitor, address: str) -> End:
    """Likewise, of a publisher who gave leave: its robots.txt is not asked."""
    return _read(visitor, address, permitted=True)


def feed(visitor: Visitor, address: str) -> End:
    """Poll a feed; the end is how it is then."""
    return _polled(visitor, address, None)


def moved_feed(visitor: Visitor, address: str) -> End:
    """Poll a feed that is remembered to have moved."""
    now, url = datetime.now(UTC), visitor.url(address)
    state = FeedState("hostile", "Hostile", Health.MOVED)
    return _polled(visitor, address, FeedMemory(url, state, now, now, moved_to=f"{url}/moved", moves=9))


def without_cookies(visitor: Visitor, address: str) -> End:
    """Take what cookies there are, and look whether the next request brings any back."""
    _get(visitor, address)
    echoed = _get(visitor, "/echo").body.decode().lower()
    return End("cookies sent" if "<p>cookie:" in echoed else ACCEPTED, "the next request")


def without_slips(visitor: Visitor, address: str) -> End:
    """Follow a redirect with escaped line breaks, and look whether they became headers."""
    echoed = _get(visitor, address).body.decode().lower()
    return End("header slipped in" if "<p>x-slipped-in" in echoed else ACCEPTED, "the request it led to")


def waiting(visitor: Visitor, address: str) -> End:
    """Look how long we stay away where a server asks for that, and that it is not asked meanwhile."""
    end = page(visitor, address)
    again = page(visitor, "/page")
    return End(end.kind, f"{end.told}; then {again.kind}: {again.told}")


def rebinding(visitor: Visitor, address: str) -> End:
    """Fetch twice from a name whose address changes in between; the first has to work."""
    first, second = permitted_page(visitor, address), permitted_page(visitor, address)
    return End(second.kind if first.kind == ACCEPTED else f"first {first.kind}", second.told)


def special_addresses(visitor: Visitor, address: str) -> End:
    """Ask a name that leads to one special address after the other; one of them let through is too many."""
    fence, wrong = visitor.fence, []
    for special in _SPECIAL:
        fence.names["public.example"] = [[special]]
        host = f"[{special}]" if ":" in special else special
        ends = permitted_page(visitor, address), permitted_page(visitor, f"http://{host}/")
        if (ends[0].kind, ends[1].kind) != (LATER, REFUSED):
            wrong.append(special)
    fence.names["public.example"] = [[PUBLIC]]
    if wrong or permitted_page(visitor, address).kind != ACCEPTED:
        return End("let through", ", ".join(wrong) or "not even a public one")
    return End(
        LATER, f"{len(_SPECIAL)} addresses refused by name and {REFUSED} as numbers, a public one taken"
    )


def special_ports(visitor: Visitor, address: str) -> End:
    """Ask a public host on ports of other services."""
    return _all_refused(visitor, [address.replace("{port}", str(port)) for port in _PORTS])


def twisted_urls(visitor: Visitor, address: str) -> End:  # noqa: ARG001 - Visit's shape
    """Ask addresses that programs read in different ways, or that are none."""
    return _all_refused(visitor, _TWISTED)


def slow_host(visitor: Visitor, address: str) -> End:
    """Fetch a page that robots.txt forbids, and look what the operator is told of the crawl delay."""
    end = page(visitor, address)
    return End(end.kind, f"{end.told}; delays asked for: {sorted(visitor.web.slow_hosts().values())}")


def leading_outside(visitor: Visitor, address: str) -> End:
    """Poll a feed that names a file and an address of this machine; {where} stands for them."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "feed.xml"
        file.write_text(
            "<rss version='2.0'><channel><item><title>from the file</title></item></channel></rss>"
        )
        places = (str(file), f"file://{file}", visitor.url("http://127.0.0.1:{secret}/feed"))
        ends = [feed(visitor, address.replace("{where}", place)) for place in places]
    leaked = [end for end in ends if "from the file" in end.told or "secret" in end.told.split("; ")[-1]]
    return leaked[0] if leaked else ends[-1]


def _polled(visitor: Visitor, address: str, memory: FeedMemory | None) -> End:
    known = Feed("hostile", "Hostile", visitor.url(address), languages=("en",))
    poll = feeds.poll(known, memory, visitor.web, visitor.call, datetime.now(UTC))
    titles = [entry.title for entry in poll.entries]
    held = f"{len(titles)} entries, titles up to {max(map(len, titles), default=0)} characters"
    said = "; ".join(part for part in (held if titles else "", poll.state.message, *titles[:2]) if part)
    return End(str(poll.state.state), said)


def _all_refused(visitor: Visitor, urls: Iterable[str]) -> End:
    listed = list(urls)
    ends = {url: _raw(visitor, url) for url in listed}
    wrong = [url for url, kind in ends.items() if kind != REFUSED]
    return End("let through" if wrong else REFUSED, ", ".join(wrong) or f"all {len(listed)} of them")


def _raw(visitor: Visitor, url: str) -> str:
    try:
        pages.fetch(url, visitor.web, permitted=True)
    except FetchError as error:
        return _kind(error)
    return ACCEPTED


def _read(visitor: Visitor, address: str, *, permitted: bool) -> End:
    try:
        got = pages.fetch(visitor.url(address), visitor.web, permitted=permitted)
    except FetchError as error:
        return End(_kind(error), str(error))
    try:
        reading = visitor.call(read, got.body, got.final_url, (), NOTHING_KNOWN, got.content_type)
    except HostileDocumentError as error:
        return End(KILLED, str(error))
    size = f"{len(got.body):,} bytes, {reading.access}"
    return End(ACCEPTED, f"{size}: {reading.text[:60]}" if reading.text else size)


def _get(visitor: Visitor, address: str) -> Page:
    return pages.fetch(visitor.url(address), visitor.web)


def _kind(error: FetchError) -> str:
    return next(
        kind.__name__ for kind in (RobotsError, TemporaryFetchError, FetchError) if isinstance(error, kind)
    )

"""The door to the network, against servers on loopback that answer well, badly, and with malice."""

import gzip
import ssl
import threading
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import trustme

from news.errors import FetchError, RobotsError, TemporaryFetchError
from news.records import HostMemory, Page
from tests.scrapers.servers import (
    NOW,
    TRUSTS_NOBODY,
    Answer,
    FakeTime,
    always,
    fetch,
    paths,
    redirect,
    response,
    serving,
    web,
)


def test_a_document_arrives_as_it_was_sent() -> None:
    with serving(always(response(b"hello", "Content-Type: text/html; charset=windows-1256"))) as server:
        page = fetch(f"{server.url}/a#part")
    kind = "text/html; charset=windows-1256"
    headers = (("Content-Type", kind), ("Content-Length", "5"))
    assert page == Page(f"{server.url}/a#part", f"{server.url}/a", 200, kind, b"hello", NOW, headers)


def test_a_request_says_who_asks_and_takes_only_gzip_and_deflate() -> None:
    with serving(always(response(b"hello"))) as server:
        fetch(server.url)
    head = server.heads[0].lower()
    assert "user-agent: shamal/1 (+mailto:desk@example.org)" in head
    assert "accept-encoding: gzip, deflate\r\n" in head
    assert "accept: text/html\r\n" in head


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"news " * 100)),
        ("deflate", zlib.compress(b"news " * 100)),
        ("deflate", zlib.compress(b"news " * 100, wbits=-15)),
        ("identity", gzip.compress(b"news " * 100)),
    ],
    ids=["gzip", "deflate", "raw deflate", "gzip unasked"],
)
def test_packed_bodies_are_unpacked(encoding: str, packed: bytes) -> None:
    with serving(always(response(packed, f"Content-Encoding: {encoding}"))) as server:
        assert fetch(server.url).body == b"news " * 100


def test_redirects_are_followed_and_the_last_address_is_told() -> None:
    def answer(head: str) -> Iterator[bytes]:
        if head.startswith("GET /old "):
            yield response(b"", "Location: /new", "Set-Cookie: a=b", status="302 Found")
        else:
            yield response(b"here")

    with serving(answer) as server:
        page = fetch(f"{server.url}/old")
        assert page.final_url == f"{server.url}/new"
        assert page.body == b"here"
        assert "cookie" not in server.heads[1].lower()


def test_five_redirects_are_followed_and_not_a_sixth() -> None:
    def answer(head: str) -> Iterator[bytes]:
        step = int(head.split()[1].strip("/"))
        yield response(b"", f"Location: /{step - 1}", status="301 Moved") if step else response(b"end")

    with serving(answer) as server:
        assert fetch(f"{server.url}/5").body == b"end"
        with pytest.raises(FetchError, match="more than 5 redirects"):
            fetch(f"{server.url}/6")


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("/", "in a circle"),
        ("file:///etc/passwd", "only http and https"),
        ("http://name@127.0.0.1/", "only http and https"),
        ("", "redirects to nothing"),
    ],
)
def test_redirects_to_nowhere_good_are_refused(location: str, message: str) -> None:
    with serving(always(response(b"", f"Location: {location}", status="302 Found"))) as server:
        with pytest.raises(FetchError, match=message) as caught:
            fetch(f"{server.url}/")
        assert not isinstance(caught.value, TemporaryFetchError)


@pytest.mark.parametrize("status", [500, 503, 429, 408, 425])
def test_a_server_in_trouble_is_asked_again_later(status: int) -> None:
    with (
        serving(always(response(b"busy", status=f"{status} Busy"))) as server,
        pytest.raises(TemporaryFetchError, match=f"HTTP {status} from 127.0.0.1") as caught,
    ):
        fetch(server.url)
    assert caught.value.status == status


@pytest.mark.parametrize("status", [300, 305, 401, 403, 404, 410])
def test_a_refusal_is_final(status: int) -> None:
    with (
        serving(always(response(b"no", status=f"{status} No"))) as server,
        pytest.raises(FetchError, match=f"HTTP {status} from 127.0.0.1") as caught,
    ):
        fetch(server.url)
    assert caught.value.status == status
    assert not isinstance(caught.value, TemporaryFetchError)


def test_a_gzip_bomb_is_stopped_at_the_cap() -> None:
    bomb = gzip.compress(b"\0" * (64 << 20))
    with (
        serving(always(response(bomb, "Content-Encoding: gzip"))) as server,
        pytest.raises(FetchError, match="more than 1 MiB"),
    ):
        fetch(server.url)


def test_a_body_that_says_it_is_too_large_is_not_read() -> None:
    with (
        serving(always(response(b"x", length=10**13))) as server,
        pytest.raises(FetchError, match="more than 1 MiB"),
    ):
        fetch(server.url)


def test_an_endless_body_is_stopped_at_the_cap() -> None:
    def endless(_: str) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        while True:
            yield b"x" * 65_536

    with serving(endless) as server, pytest.raises(FetchError, match="more than 1 MiB"):
        fetch(server.url)


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "gzip, br"])
def test_encodings_that_were_not_asked_for_are_refused(encoding: str) -> None:
    with (
        serving(always(response(b"\x1f\x8b....", f"Content-Encoding: {encoding}"))) as server,
        pytest.raises(FetchError, match="not asked for"),
    ):
        fetch(server.url)


@pytest.mark.parametrize(
    "answer",
    [
        response(gzip.compress(b"news " * 5_000)[:40], "Content-Encoding: gzip"),
        response(b"plain text", "Content-Encoding: gzip"),
        response(b"only this", length=1_000),
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx",
        response(b"x", "Content-Length: 5"),
        b"HTTP/1.1 200 OK\r\n" + b"X-Header: more\r\n" * 10_000,
        b"HTTP/1.1 200 OK\r\nX-Header: " + b"more" * 40_000,
        b"what is HTTP?\r\n\r\n",
        b"",
    ],
    ids=[
        "truncated gzip",
        "no gzip",
        "short body",
        "negative length",
        "two lengths",
        "headers",
        "a header",
        "no HTTP",
        "hung up",
    ],
)
def test_a_broken_answer_is_temporary(answer: bytes) -> None:
    with serving(always(answer)) as server, pytest.raises(TemporaryFetchError, match=r"127\.0\.0\.1"):
        fetch(server.url)


def test_nobody_there_is_temporary() -> None:
    with serving(always(b"")) as server:
        url = server.url
    with pytest.raises(TemporaryFetchError, match="could not be asked"):
        fetch(url)


def drip(piece: bytes, first: bytes = b"") -> Answer:
    def answer(_: str) -> Iterator[bytes]:
        yield first
        for _step in range(1_000):
            yield piece

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        drip(b"X-Header: more\r\n", b"HTTP/1.1 200 OK\r\n"),
        drip(b"1\r\nx\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
        drip(b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    ],
    ids=["headers", "body", "103"],
)
def test_a_slow_server_is_left_when_the_whole_time_is_over(answer: Answer) -> None:
    # The fake clock lets each wait cost 9 of the 20 seconds, however fast the bytes really come.
    with (
        serving(answer) as server,
        pytest.raises(TemporaryFetchError, match=r"no answer from 127\.0\.0\.1 within 20 s"),
    ):
        fetch(server.url, web(FakeTime(step=9.0)), seconds=20)


def test_requests_to_one_host_stand_apart() -> None:
    time = FakeTime()
    door = web(time, spacing=5.0)
    with serving(always(response(b"hello"))) as server:
        for _ in range(3):
            fetch(server.url, door)
    assert time.slept == [5.0, 5.0]


def test_redirects_within_a_host_stand_apart_too_and_the_wait_is_not_the_servers_time() -> None:
    time = FakeTime()
    with serving(paths(a=redirect("/b"), b=redirect("/c"), c=response(b"here"))) as server:
        assert fetch(f"{server.url}/a", web(time, spacing=30.0), seconds=20).body == b"here"
    assert time.slept == [30.0, 30.0]


def test_a_proxy_gets_the_absolute_address() -> None:
    with serving(always(response(b"by proxy"))) as server:
        page = fetch("http://news.example/story?id=1", web(proxy=server.url))
    assert page.body == b"by proxy"
    assert server.heads[0].startswith("GET http://news.example/story?id=1 HTTP/1.1\r\n")


def test_the_environment_names_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with serving(always(response(b"direct"))) as server:
        assert fetch(server.url).body == b"direct"


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "news.example/a", "http://", "", f"http://{'a' * 70}.example/"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(FetchError, match="address"):
        fetch(url)


def test_several_threads_share_one_door() -> None:
    with serving(lambda head: iter([response(head.split()[1].encode())])) as server, web() as door:
        bodies: dict[int, bytes] = {}

        def ask(number: int) -> None:
            bodies[number] = fetch(f"{server.url}/{number}", door).body

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert bodies == {number: f"/{number}".encode() for number in range(8)}


def test_a_closed_door_asks_nobody() -> None:
    with serving(always(response(b"hello"))) as server:
        with web() as door:
            assert fetch(server.url, door).body == b"hello"
        with pytest.raises(TemporaryFetchError, match="the run is over"):
            fetch(server.url, door)
        assert len(server.heads) == 1


def test_tls_is_verified() -> None:
    authority = trustme.CA()
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(trusting)
    with serving(always(response(b"secret")), authority) as server:
        assert fetch(server.url, web(tls=trusting)).body == b"secret"
        for tls in (TRUSTS_NOBODY, None):
            with pytest.raises(TemporaryFetchError, match="CERTIFICATE_VERIFY_FAILED"):
                fetch(server.url, web(tls=tls))


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        (("301 Moved", "308 Moved"), True),
        (("301 Moved", "302 Found"), False),
        (("307 Now", "301 Moved"), False),
    ],
)
def test_only_permanent_redirects_move_an_address(statuses: tuple[str, str], moved: bool) -> None:
    first, second = (redirect(to, status=status) for to, status in zip("bc", statuses, strict=True))
    with serving(paths(a=first, b=second, c=response(b"here"))) as server:
        page = fetch(f"{server.url}/a")
    assert page.final_url == f"{server.url}/c"
    assert page.moved_to == (page.final_url if moved else None)


def test_a_page_that_was_not_redirected_has_not_moved() -> None:
    with serving(always(response(b"here"))) as server:
        assert fetch(server.url).moved_to is None


def test_a_document_that_did_not_change_need_not_be_sent() -> None:
    answer = response(b"", 'ETag: "b"', status="304 Not Modified", length=10**9)
    with serving(always(answer)) as server:
        page = fetch(server.url, etag='W/"\xe9"', last_modified="Thu, 01 Jan 2026 00:00:00 GMT")
    assert (page.status, page.body, page.header("etag")) == (304, b"", '"b"')
    assert 'If-None-Match: W/"\xe9"\r\n' in server.heads[0]
    assert "If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT\r\n" in server.heads[0]


def test_nothing_new_is_no_answer_to_a_plain_question() -> None:
    with (
        serving(always(response(b"", status="304 Not Modified"))) as server,
        pytest.raises(TemporaryFetchError, match="was not asked that") as caught,
    ):
        fetch(server.url)
    assert caught.value.status == 304


def test_addresses_in_any_script_are_asked_in_ascii() -> None:
    location = "/\u0623\u062e\u0628\u0627\u0631?q=\u0634\u0645\u0627\u0644 1|2".encode()
    moved = b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n"
    with serving(lambda head: iter([response(b"here") if "%D8" in head else moved])) as server:
        assert fetch(f"{server.url}/%7e").body == b"here"
    assert server.asked == ["/%7e", "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1?q=%D8%B4%D9%85%D8%A7%D9%84%201%7C2"]


def test_a_host_that_asks_us_to_wait_is_left_alone_as_long() -> None:
    time = FakeTime()
    door = web(time)
    busy = response(b"", "Retry-After: 90", status="429 Too Many Requests")
    with serving(always(busy)) as server:
        with pytest.raises(TemporaryFetchError, match="asks us to wait 90 s") as caught:
            fetch(server.url, door)
        assert (caught.value.status, caught.value.retry_after) == (429, 90.0)
        time.now = 30.0
        with pytest.raises(TemporaryFetchError, match="stay away until 2026-01-02 03:05 UTC") as again:
            fetch(f"{server.url}/other", door)
        assert again.value.retry_after == 60.0
        assert len(server.heads) == 1
        assert door.host_memories() == (HostMemory(server.host, closed_until=NOW + timedelta(seconds=90)),)
        time.now = 91.0
        with pytest.raises(TemporaryFetchError, match="HTTP 429"):
            fetch(server.url, door)
        assert len(server.heads) == 2


@pytest.mark.parametrize(
    ("status", "retry_after", "seconds"),
    [
        ("503 Busy", "Fri, 02 Jan 2026 03:05:00 GMT", 60.0),
        ("403 Forbidden", "10", 10.0),
        ("500 Broken", "9" * 5_000, 86_400.0),
        ("503 Busy", "Fri, 02 Jan 2026 03:00:00 GMT", None),
        ("503 Busy", "soon", None),
        ("503 Busy", "-4", None),
    ],
)
def test_what_a_server_says_of_waiting_is_told(status: str, retry_after: str, seconds: float | None) -> None:
    door = web()
    with (
        serving(always(response(b"", f"Retry-After: {retry_after}", status=status))) as server,
        pytest.raises(TemporaryFetchError) as caught,
    ):
        fetch(server.url, door)
    assert caught.value.retry_after == seconds
    assert bool(door.host_memories()) == (seconds is not None)


def test_a_page_that_is_gone_closes_no_host() -> None:
    door = web()
    gone = response(b"", "Retry-After: 3600", status="404 Not Found")
    with serving(always(gone)) as server, pytest.raises(FetchError, match="HTTP 404"):
        fetch(server.url, door)
    assert door.host_memories() == ()


def test_what_was_known_of_a_host_counts_and_is_not_told_again() -> None:
    with serving(always(response(b"hello"))) as server:
        known = HostMemory(server.host, closed_until=NOW + timedelta(hours=2))
        door = web(known=[known])
        with pytest.raises(TemporaryFetchError, match="stay away until"):
            fetch(server.url, door)
        assert server.heads == []
        assert door.host_memories() == ()


def test_robots_txt_is_asked_first_and_counts_as_a_request() -> None:
    time = FakeTime()
    door = web(time, spacing=5.0)
    rules = response(b"User-agent: *\nDisallow: /private")
    with serving(paths(robots=rules, a=response(b"hello"), b=redirect("/private"))) as server:
        assert fetch(f"{server.url}/a", door, permitted=False).body == b"hello"
        assert server.asked == ["/robots.txt", "/a"]
        assert time.slept == [5.0]
        with pytest.raises(RobotsError, match="does not allow"):
            fetch(f"{server.url}/b", door, permitted=False)
        assert server.asked == ["/robots.txt", "/a", "/b"]


def test_threads_that_come_at_once_ask_for_robots_txt_once() -> None:
    with serving(paths(robots=response(b""), a=response(b"hello"))) as server, web() as door:
        with ThreadPoolExecutor(8) as threads:
            pages = list(threads.map(lambda _: fetch(f"{server.url}/a", door, permitted=False), range(8)))
        assert len(pages) == 8
        assert server.asked.count("/robots.txt") == 1


def test_a_long_robots_txt_is_read_at_its_start() -> None:
    rules = b"User-agent: *\nDisallow: /private\n" + b"# much\n" * 200_000
    with serving(paths(robots=response(rules), a=response(b"hello"))) as server:
        door = web()
        assert fetch(f"{server.url}/a", door, permitted=False).body == b"hello"
        with pytest.raises(RobotsError):
            fetch(f"{server.url}/private", door, permitted=False)


def test_a_long_crawl_delay_is_kept_as_far_as_a_minute_and_told() -> None:
    time = FakeTime()
    door = web(time)
    rules = response(b"User-agent: *\nCrawl-delay: 86400")
    with serving(paths(robots=rules, a=response(b"hello"))) as server:
        fetch(f"{server.url}/a", door, permitted=False)
        fetch(f"{server.url}/a", door, permitted=False)
        assert time.slept == [60.0, 60.0]
        assert door.slow_hosts() == {server.host: 86_400.0}

"""The door to the network, against servers on loopback that answer well, badly, and with malice."""

import gzip
import socketserver
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import cast

import pytest
import trustme

from news.errors import FetchError, TemporaryFetchError
from news.records import Page
from scrapers.web import HttpWeb

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
TRUSTS_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # loading the public authorities takes 0.1 s
Answer = Callable[[str], Iterator[bytes]]


class FakeTime:
    """A clock that goes forward by `step` seconds whenever it is read, and that sleeps without waiting."""

    def __init__(self, step: float = 0.0) -> None:
        self.now = 0.0
        self.step = step
        self.slept: list[float] = []

    def monotonic(self) -> float:
        self.now += self.step
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class Server(socketserver.ThreadingTCPServer):
    """Answers each request with the bytes that `answer` gives for its head, then closes."""

    daemon_threads = True

    def __init__(self, answer: Answer, authority: trustme.CA | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.answer = answer
        if authority is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert("127.0.0.1").configure_cert(context)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.heads: list[str] = []

    @property
    def url(self) -> str:
        scheme = "https" if isinstance(self.socket, ssl.SSLSocket) else "http"
        return f"{scheme}://127.0.0.1:{self.server_address[1]}"


class Conversation(socketserver.StreamRequestHandler):
    timeout = 10

    def handle(self) -> None:
        server = cast("Server", self.server)
        head = b""
        while not head.endswith(b"\r\n\r\n") and (line := self.rfile.readline()):
            head += line
        server.heads.append(head.decode("latin-1"))
        try:
            for piece in server.answer(server.heads[-1]):
                self.wfile.write(piece)
        except OSError:
            return  # the client has hung up, as it should


@contextmanager
def serving(answer: Answer, authority: trustme.CA | None = None) -> Iterator[Server]:
    with Server(answer, authority) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def response(body: bytes, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body) if length is None else length}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def always(*pieces: bytes) -> Answer:
    return lambda _: iter(pieces)


def web(
    time: FakeTime | None = None,
    spacing: float = 0.0,
    proxy: str | None = None,
    tls: ssl.SSLContext | None = TRUSTS_NOBODY,
) -> HttpWeb:
    time = time or FakeTime()
    return HttpWeb(
        user_agent="Shamal/1 (+mailto:desk@example.org)",
        clock=lambda: NOW,
        spacing_seconds=spacing,
        proxy=proxy,
        tls=tls,
        monotonic=time.monotonic,
        sleep=time.sleep,
    )


def fetch(url: str, door: HttpWeb | None = None, max_bytes: int = 1 << 20, seconds: float = 5) -> Page:
    return (door or web()).get(url, accept="text/html", max_bytes=max_bytes, seconds=seconds)


def test_a_document_arrives_as_it_was_sent() -> None:
    with serving(always(response(b"hello", "Content-Type: text/html; charset=windows-1256"))) as server:
        page = fetch(f"{server.url}/a#part")
    assert page == Page(
        f"{server.url}/a#part", f"{server.url}/a", 200, "text/html; charset=windows-1256", b"hello", NOW
    )


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


@pytest.mark.parametrize("status", [500, 503, 429, 408])
def test_a_server_in_trouble_is_asked_again_later(status: int) -> None:
    with (
        serving(always(response(b"busy", status=f"{status} Busy"))) as server,
        pytest.raises(TemporaryFetchError, match=f"HTTP {status} from 127.0.0.1") as caught,
    ):
        fetch(server.url)
    assert caught.value.status == status


@pytest.mark.parametrize("status", [304, 401, 403, 404, 410])
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
        response(b"x", "Content-Length: -5"),
        b"what is HTTP?\r\n\r\n",
        b"",
    ],
    ids=["truncated gzip", "no gzip", "short body", "bad length", "no HTTP", "hung up"],
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


def test_a_redirect_counts_as_a_request_but_does_not_wait() -> None:
    def answer(head: str) -> Iterator[bytes]:
        if head.startswith("GET /old "):
            yield response(b"", "Location: /new", status="302 Found")
        else:
            yield response(b"here")

    time = FakeTime()
    door = web(time, spacing=5.0)
    with serving(answer) as server:
        fetch(f"{server.url}/old", door)
        assert time.slept == []
        fetch(f"{server.url}/new", door)
    assert time.slept == [5.0]


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

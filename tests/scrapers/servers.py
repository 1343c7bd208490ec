"""Servers on loopback that answer well, badly and with malice, and a door to the network that asks them."""

import socketserver
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import cast

import httpcore
import trustme

from news.records import HostMemory, Page
from scrapers.web import Ask, HttpWeb
from scrapers.wire import Dial, Resolve, dialled

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
TRUSTS_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # loading the public authorities takes 0.1 s
Answer = Callable[[str], Iterator[bytes]]


class FakeTime:
    """Clocks that go forward by `step` seconds whenever they are read, and a sleep that does not wait."""

    def __init__(self, step: float = 0.0) -> None:
        self.now = 0.0
        self.step = step
        self.slept: list[float] = []

    def monotonic(self) -> float:
        self.now += self.step
        return self.now

    def clock(self) -> datetime:
        return NOW + timedelta(seconds=self.now)

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
            authority.issue_cert("127.0.0.1", "news.example").configure_cert(context)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.heads: list[str] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        scheme = "https" if isinstance(self.socket, ssl.SSLSocket) else "http"
        return f"{scheme}://{self.host}"

    @property
    def asked(self) -> list[str]:
        return [head.split()[1] for head in self.heads]


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


def redirect(location: str, *headers: str, status: str = "302 Found") -> bytes:
    return response(b"", f"Location: {location}", *headers, status=status)


def always(*pieces: bytes) -> Answer:
    return lambda _: iter(pieces)


def paths(**answers: bytes) -> Answer:
    """Answer by the first word of the path; robots for /robots.txt; 404 for all else."""

    def answer(head: str) -> Iterator[bytes]:
        word = head.split()[1].strip("/").partition(".")[0].partition("/")[0]
        yield answers.get(word, response(b"", status="404 Not Found"))

    return answer


def never_dialled(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    raise AssertionError(f"{address}:{port} was dialled within {seconds} s")


def never_resolved(host: str, port: int) -> Sequence[str]:
    raise AssertionError(f"{host}:{port} was resolved")


def web(
    time: FakeTime | None = None,
    spacing: float = 0.0,
    proxy: str | None = None,
    tls: ssl.SSLContext | None = TRUSTS_NOBODY,
    private_hosts: Iterable[str] = ("127.0.0.1",),
    known: Iterable[HostMemory] = (),
    resolve: Resolve = never_resolved,
    dial: Dial = dialled,
) -> HttpWeb:
    time = time or FakeTime()
    return HttpWeb(
        user_agent="Shamal/1 (+mailto:desk@example.org)",
        clock=time.clock,
        spacing_seconds=spacing,
        proxy=proxy,
        tls=tls,
        private_hosts=tuple(private_hosts),
        known_hosts=known,
        resolve=resolve,
        dial=dial,
        monotonic=time.monotonic,
        sleep=time.sleep,
        jitter=lambda: 0.0,
    )


def fetch(
    url: str,
    door: HttpWeb | None = None,
    max_bytes: int = 1 << 20,
    seconds: float = 5,
    etag: str = "",
    last_modified: str = "",
    permitted: bool = True,
) -> Page:
    """Ask for a document; without a word to robots.txt, which has its own tests."""
    ask = Ask("text/html", max_bytes, seconds, etag, last_modified, permitted)
    return (door or web()).get(url, ask)

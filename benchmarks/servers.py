"""A web server in a process of its own, so that its work is not counted as ours.

It is asked as an HTTP proxy, so that it can play any host; it notes what it was asked, and when.
"""

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import NamedTuple
from urllib.parse import urlsplit

_FORK = get_context("fork")  # the child answers by what its parent has made, without a copy over a pipe


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answers. Status 0: it hangs up without a word."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


class Asked(NamedTuple):
    """A request as it was answered; `at` in seconds, by the server's clock."""

    at: float
    host: str
    path: str
    status: int
    conditional: bool


Respond = Callable[[str, str, Mapping[str, str], float], Answer]


class Far:
    """A running server: `url` is its address, to be given as a proxy."""

    def __init__(self, url: str, pipe: Connection) -> None:
        self.url = url
        self._pipe = pipe

    def asked(self) -> list[Asked]:
        """Return all requests so far, in their order."""
        self._pipe.send("asked")
        told: list[Asked] = self._pipe.recv()
        return told


@contextmanager
def served_apart(respond: Respond, clock: Callable[[], float]) -> Iterator[Far]:
    """Serve what `respond(host, path, headers, now)` returns, until the block ends.

    `clock` gives `now` and is read in the other process. Headers' names are in lower case.
    """
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listening:
        ours, theirs = _FORK.Pipe()
        process = _FORK.Process(target=_serve, args=(listening, theirs, respond, clock), daemon=True)
        process.start()
        try:
            yield Far(f"http://127.0.0.1:{listening.getsockname()[1]}", ours)
        finally:
            ours.send("end")
            process.join(10)
            if process.is_alive():
                process.kill()


def _serve(listening: socket.socket, pipe: Connection, respond: Respond, clock: Callable[[], float]) -> None:
    asked: list[Asked] = []

    class Reply(StreamRequestHandler):
        def handle(self) -> None:
            request = _request(iter(self.rfile.readline, b""))
            if request is not None:
                host, path, headers = request
                now = clock()
                answer = respond(host, path, headers, now)
                conditional = "if-none-match" in headers or "if-modified-since" in headers
                asked.append(Asked(now, host, path, answer.status, conditional))
                self.request.sendall(_written(answer))

    server = _Server(listening, Reply)
    Thread(target=server.serve_forever, daemon=True).start()
    while pipe.recv() == "asked":
        pipe.send(asked)


class _Server(ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, listening: socket.socket, reply: type[StreamRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), reply, bind_and_activate=False)
        self.socket.close()
        self.socket = listening


def _request(lines: Iterator[bytes]) -> tuple[str, str, dict[str, str]] | None:
    """Read a request's host, path with query, and headers; None where nothing was asked."""
    _, _, target = next(lines, b"").decode("latin-1").rstrip().partition(" ")
    headers = {}
    for line in lines:
        name, parted, value = line.decode("latin-1").partition(":")
        if not parted:
            break
        headers[name.lower()] = value.strip()
    if not target:
        return None
    parts = urlsplit(target.rpartition(" ")[0])
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.netloc or headers.get("host", ""), path, headers


def _written(answer: Answer) -> bytes:
    if not answer.status:
        return b""
    length = "" if answer.status == 304 else f"Content-Length: {len(answer.body)}\r\n"
    told = "".join(f"{name}: {value}\r\n" for name, value in answer.headers)
    head = f"HTTP/1.1 {answer.status} As It Is\r\n{told}{length}Connection: close\r\n\r\n"
    return head.encode("latin-1") + answer.body

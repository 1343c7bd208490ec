"""A web server on this machine alone: it plays the sample newsroom, as a site or as an HTTP proxy."""

import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from packs.newsroom import Response

Respond = Callable[[str, str], Response]

_IDLE = 30.0  # seconds after which a connection that asks nothing is closed


class Loopback:
    """A running server: `url` is its address, without a slash at its end; `respond` may be replaced."""

    def __init__(self, url: str, respond: Respond) -> None:
        self.url = url
        self.respond = respond


@contextmanager
def served(respond: Respond) -> Iterator[Loopback]:
    """Serve what `respond(host, path)` returns on 127.0.0.1, on a free port, until the block ends.

    `path` comes with its query. The host is that of an absolute-form request line, as a client sends it to
    its proxy, else that of the Host header: with `url` as the proxy, any http address reaches `respond`.
    Assign another function to the yielded `respond` to change what is served.
    """
    server = _Server(("127.0.0.1", 0), _Answer)
    server.loopback = Loopback(f"http://127.0.0.1:{server.server_port}", respond)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="loopback")
    thread.start()
    try:
        yield server.loopback
    finally:
        server.shutdown()
        thread.join()
        server.hang_up()
        server.server_close()


class _Server(ThreadingHTTPServer):
    """Knows its open connections, so that it can end those that a client keeps alive."""

    daemon_threads = False  # so that server_close waits for them
    loopback: Loopback

    def __init__(self, address: tuple[str, int], answer: type[BaseHTTPRequestHandler]) -> None:
        self._open: set[socket.socket] = set()
        super().__init__(address, answer)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # a client that leaves early is no fault of ours
            super().handle_error(request, client_address)

    def hang_up(self) -> None:
        for connection in list(self._open):
            with suppress(OSError):  # it may have closed since we looked
                connection.shutdown(socket.SHUT_RDWR)


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _IDLE
    wbufsize = -1  # head and body leave together: apart, each answer costs 40 ms
    server: _Server

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        host = address.netloc or self.headers.get("Host", "")
        path = (address.path or "/") + (f"?{address.query}" if address.query else "")
        answer = self.server.loopback.respond(host, path)
        tag = dict(answer.headers).get("ETag")
        if tag is not None and tag in self.headers.get("If-None-Match", ""):
            self._send(Response(304, answer.content_type, b"", answer.headers))
        else:
            self._send(answer)

    do_HEAD = do_GET  # noqa: N815 - http.server looks for this name

    def _send(self, answer: Response) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as its base has it
        """Stay silent: what was asked is the client's to tell."""

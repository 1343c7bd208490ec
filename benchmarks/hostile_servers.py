"""Servers of the drill: raw sockets on 127.0.0.1 that say whatever an answer wants, however wrong it is."""

import socket
import ssl
import struct
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Lock, Thread
from time import monotonic
from typing import Self

_LONGEST = 45.0  # seconds that any connection lives; no client of ours stays longer than 30
_LARGEST_HEAD = 262_144  # bytes of a request


class HungUpError(Exception):
    """The client has left, or the connection has lived long enough."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked: the target of its request line, host and port of its Host header, all it sent."""

    target: str
    host: str
    port: str
    text: str

    @property
    def name(self) -> str:
        """The first segment of the path, by which answers are found."""
        return self.target.lstrip("/").split("/", 1)[0].split("?", 1)[0]


class Line:
    """One connection, for an answer to write to."""

    def __init__(self, connection: socket.socket, stopped: Event) -> None:
        self._connection = connection
        self._stopped = stopped
        self._end = monotonic() + _LONGEST

    def send(self, data: bytes) -> None:
        """Write all of it; HungUpError where nobody is there to read."""
        if self._stopped.is_set() or monotonic() > self._end:
            raise HungUpError
        try:
            self._connection.sendall(data)
        except OSError as error:
            raise HungUpError from error

    def pause(self, seconds: float) -> None:
        """Wait; less where the server is stopped, or the connection's time is over."""
        if self._stopped.wait(min(seconds, max(0.0, self._end - monotonic()))):
            raise HungUpError

    def reset(self) -> None:
        """Break the connection off (TCP RST), as crashed servers and some firewalls do."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.close()

    def protocol(self) -> str:
        """Return the protocol that was agreed on in TLS, "" where none was."""
        connection = self._connection
        return (connection.selected_alpn_protocol() or "") if isinstance(connection, ssl.SSLSocket) else ""


Answer = Callable[[Line, Request], None]


class Server:
    """Listens on a free port of 127.0.0.1 until its block ends; each connection gets one answer.

    A request for /name/... is answered by `answers["name"]`, one for /robots.txt of a host a.example by
    `answers["robots of a"]`, anything else by `answers[""]`. With `mute` it reads and says nothing, not
    even in TLS. `asked` lists the targets of all requests that came.
    """

    def __init__(
        self, answers: Mapping[str, Answer], tls: ssl.SSLContext | None = None, *, mute: bool = False
    ) -> None:
        self._answers = answers
        self._tls = tls
        self._mute = mute
        self._stopped = Event()
        self._lock = Lock()
        self._threads: list[Thread] = []
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._socket.getsockname()[1]
        self.asked: list[str] = []
        self._listener = Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Self:
        self._listener.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes the listener; close alone would not
        self._socket.close()
        for thread in (self._listener, *self._threads):
            thread.join(timeout=5)

    def _listen(self) -> None:
        while not self._stopped.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            thread = Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads = [other for other in self._threads if other.is_alive()] + [thread]
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(_LONGEST)
        with suppress(OSError, HungUpError), connection:
            if self._mute:
                Line(connection, self._stopped).pause(_LONGEST)
            elif self._tls is None:
                self._answer(connection)
            else:
                with self._tls.wrap_socket(connection, server_side=True) as secured:
                    self._answer(secured)

    def _answer(self, connection: socket.socket) -> None:
        request = _request(connection)
        if request is None:
            return
        with self._lock:
            self.asked.append(request.target)
        key = f"robots of {request.host.split('.')[0]}" if request.name == "robots.txt" else request.name
        answer = self._answers.get(key, self._answers[""])
        answer(Line(connection, self._stopped), request)
        with suppress(OSError):  # a reset line is closed already
            _close_gently(connection)


def _request(connection: socket.socket) -> Request | None:
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(65_536)
        received += piece
        if not piece or len(received) > _LARGEST_HEAD:
            break
    lines = received.decode("latin-1").split("\r\n")
    words = lines[0].split(" ")
    if len(words) < 2:
        return None
    authority = next((line[5:].strip() for line in lines if line.lower().startswith("host:")), "")
    host, _, port = authority.partition(":")
    return Request(words[1], host, port, received.decode("latin-1"))


def _close_gently(connection: socket.socket) -> None:
    """Let the client read what it was sent: closing with unread input would reset the connection."""
    connection.shutdown(socket.SHUT_WR)
    connection.settimeout(1.0)
    while connection.recv(65_536):
        pass

"""One visit of the drill: the real door, fenced in so that nothing can leave this machine, and measured."""

import os
import ssl
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

import httpcore

from benchmarks.hostile_servers import Line, Request, Server
from scrapers.web import HttpWeb
from scrapers.workers import Workers

PUBLIC = "93.184.216.34"  # stands for any public address: a dial to it ends at our own server
_MIB = 1 << 20
_SAMPLED = 0.05  # seconds between two looks at the memory of parsers


@dataclass(frozen=True, slots=True)
class Ports:
    """The servers of the drill, by what is odd about them."""

    hostile: int
    good: int
    secured: int  # speaks TLS, and would speak HTTP/2
    other_name: int  # its certificate is for another host
    untrusted: int  # its certificate is from an authority that nobody knows
    mute: int

    @property
    def all(self) -> frozenset[int]:
        """Every port that may be dialled."""
        return frozenset((self.hostile, self.good, self.secured, self.other_name, self.untrusted, self.mute))


@dataclass(frozen=True, slots=True)
class End:
    """How a visit ended: what kind of end, and what was told of it."""

    kind: str
    told: str


class Fence:
    """Resolver and dialler of the drill: they know made-up names, and reach its servers only.

    `names` holds the answers for a name, one for each time it is asked, of which the last one stays.
    `outside` is whatever was tried beyond: it is refused, and the visit has failed.
    """

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._lock = Lock()
        self.outside: list[str] = []
        self.names: dict[str, list[Sequence[str]]] = {
            "public.example": [[PUBLIC]],
            "inside.example": [["10.0.0.7"]],
            "mixed.example": [[PUBLIC, "10.0.0.7"]],
            "rebinding.example": [[PUBLIC], ["127.0.0.1"]],
            "nameless.example": [[]],
        }

    def resolve(self, host: str, port: int) -> Sequence[str]:  # noqa: ARG002 - Resolve's shape
        """Return the addresses of a made-up name."""
        if host == "pensive.example":
            Event().wait(60.0)
        if host == "good.example" or host == "hostile.example" or host.endswith(".hostile.example"):
            return ["127.0.0.1"]
        if host not in self.names:
            raise OSError(f"the drill knows no {host}")
        with self._lock:
            answers = self.names[host]
            return answers.pop(0) if len(answers) > 1 else answers[0]

    def dial(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        """Connect to one of the drill's servers."""
        if address == PUBLIC and port in (80, 8080):
            address, port = "127.0.0.1", self._ports.hostile
        if not self._is_ours(address, port):
            self.outside.append(f"dialled {address}:{port}")
            raise httpcore.ConnectError("the drill lets nothing out")
        return httpcore.SyncBackend().connect_tcp(address, port, seconds)

    def watch(self, event: str, args: tuple[Any, ...]) -> None:
        """Refuse, as an audit hook, connections and names that went past resolver and dialler."""
        if event == "socket.connect" and isinstance(args[1], tuple) and not self._is_ours(*args[1][:2]):
            self.outside.append(f"connected to {args[1]}")
            raise PermissionError("the drill lets nothing out")
        if event == "socket.getaddrinfo" and not _is_number(args[0]):
            self.outside.append(f"resolved {args[0]}")
            raise PermissionError("the drill resolves nothing")

    def _is_ours(self, address: str, port: int) -> bool:
        return ip_address(address).is_loopback and port in self._ports.all


@dataclass(frozen=True, slots=True)
class Visitor:
    """What a visit works with. `secret` is a server on this machine that nobody may ask for anything."""

    ports: Ports
    fence: Fence
    web: HttpWeb
    call: Workers
    secret: Server

    def url(self, address: str) -> str:
        """Write an address in full: /path is the hostile server's, {good} stands for a port."""
        whole = address if not address.startswith("/") else f"http://hostile.example:{{hostile}}{address}"
        for name in ("hostile", "good", "secured", "other_name", "untrusted", "mute"):
            whole = whole.replace(f"{{{name}}}", str(getattr(self.ports, name)))
        return whole.replace("{secret}", str(self.secret.port))


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


@contextmanager
def visitor(ports: Ports, authority: str, private_hosts: Sequence[str]) -> Iterator[Visitor]:
    """Open the real door inside the fence. `authority` is the PEM of the drill's certificate authority."""
    fence = Fence(ports)
    sys.addaudithook(fence.watch)
    with Server({"": _secret}) as secret, Workers(1) as call:
        # What an operator's shell may hold; the door is not to know of it.
        os.environ.update(dict.fromkeys(("HTTP_PROXY", "http_proxy"), f"http://127.0.0.1:{secret.port}"))
        web = HttpWeb(
            user_agent="Shamal/drill (+mailto:drill@localhost)",
            clock=lambda: datetime.now(UTC),
            spacing_seconds=0.0,
            private_hosts=private_hosts,
            tls=ssl.create_default_context(cadata=authority),
            resolve=fence.resolve,
            dial=fence.dial,
        )
        with web:
            yield Visitor(ports, fence, web, call, secret)


class Gauge:
    """Peak memory, in MiB above what was there at the start: of this process, and of those it started."""

    def __init__(self) -> None:
        Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far
        self._before = _resident("self", "VmRSS")
        self._parsers: dict[str, tuple[int, int]] = {}
        self._done = Event()
        self._sampler = Thread(target=self._sample, daemon=True)
        self._sampler.start()

    def read(self) -> tuple[float, float]:
        """Stop, and return both."""
        self._done.set()
        self._sampler.join()
        parsers = max((peak - first for first, peak in self._parsers.values()), default=0)
        return (_resident("self", "VmHWM") - self._before) / _MIB, parsers / _MIB

    def _sample(self) -> None:
        while not self._done.wait(_SAMPLED):
            for number in _children():
                peak = _resident(number, "VmHWM")
                first, highest = self._parsers.get(number, (peak, peak))
                self._parsers[number] = (first, max(highest, peak))


def _secret(line: Line, request: Request) -> None:  # noqa: ARG001 - Answer's shape
    line.send(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")


def _is_number(host: object) -> bool:
    try:
        return bool(ip_address(host.decode() if isinstance(host, bytes) else str(host)))
    except ValueError:
        return False


def _children() -> list[str]:
    lists = Path("/proc/self/task").glob("*/children")
    return [number for listed in lists for number in _read(listed).split()]


def _resident(process: str, name: str) -> int:
    lines = _read(Path("/proc") / process / "status").splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:")), 0)


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # the process or thread has ended
        return ""

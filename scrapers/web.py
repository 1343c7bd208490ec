"""The one door to the network: a document for a URL, or an error that says why not."""

import random
import ssl
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Event
from typing import Protocol, Self

import certifi
import httpcore

from news.errors import FetchError, TemporaryFetchError
from news.records import HostMemory, Page
from scrapers import answers
from scrapers.admission import Address, admitted
from scrapers.answers import Answer, Read
from scrapers.deadlines import Deadline
from scrapers.hosts import Hosts, NotAskedError
from scrapers.robots import MOST_BYTES, Robots
from scrapers.spacing import Spacing
from scrapers.wire import FAILURES, Dial, Headers, Resolve, Wire, dialled, resolved

_MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Ask:
    """How a document is asked for.

    `accept` is the Accept header, `max_bytes` counts the unpacked body, `seconds` is the time for all of it.
    With `etag` or `last_modified`, as a server gave them before, it may answer 304: not modified.
    `permitted` says that the publisher gave leave, so that robots.txt is not asked.
    """

    accept: str
    max_bytes: int
    seconds: float
    etag: str = ""
    last_modified: str = ""
    permitted: bool = False


class Web(Protocol):
    """What the rest of the house sees of the network."""

    def get(self, url: str, ask: Ask) -> Page:
        """Fetch a document; its status is 2xx, or 304 with an empty body where `ask` allows that.

        Raises TemporaryFetchError where a later run may have more luck (time-outs, broken connections and
        bodies, 5xx, 429, a host that asked us to wait), RobotsError where robots.txt forbids the address,
        FetchError where asking again will not help.
        """
        ...


_ROBOTS = Ask("text/plain, */*;q=0.5", MOST_BYTES, seconds=8.0, permitted=True)  # asked without asking


class HttpWeb:
    """The web over HTTP/1.1 with verified TLS: no cookies, no environment, redirects followed by hand.

    It keeps to robots.txt, and leaves hosts alone that asked for it. Requests to one registered domain
    stand `spacing_seconds` apart or a little more, whatever thread they come from. Names that lead into
    private networks are refused, but for `private_hosts`: names or IP addresses, asked on any port.
    `known_hosts` is what was remembered of hosts when the last door closed.

    `user_agent` says who asks. `clock` gives an aware time in UTC; `monotonic` and `sleep` serve spacing
    and deadlines, `jitter` gives numbers from 0 to 1. `proxy` is the URL of an HTTP proxy, `tls` says whom
    to trust (None: the public authorities). `resolve` gives the IP addresses of a host, `dial` connects to
    one. As a context manager it refuses every request after its end.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        clock: Callable[[], datetime],
        spacing_seconds: float,
        proxy: str | None = None,
        private_hosts: Collection[str] = (),
        known_hosts: Iterable[HostMemory] = (),
        tls: ssl.SSLContext | None = None,
        resolve: Resolve = resolved,
        dial: Dial = dialled,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._user_agent = user_agent.encode()
        self._clock = clock
        self._monotonic = monotonic
        self._private_hosts = frozenset(host.lower().strip("[]").rstrip(".") for host in private_hosts)
        # certifi's list and no other: a system's may hold what its owner does not know of.
        tls = ssl.create_default_context(cafile=certifi.where()) if tls is None else tls
        self._wire = Wire(tls, proxy, self._private_hosts, resolve, dial)
        self._spacing = Spacing(spacing_seconds, monotonic, sleep, jitter)
        self._hosts = Hosts(known_hosts, clock)
        self._robots = Robots(self._hosts, clock, self._robots_txt, self._spacing.widen)
        self._closed = Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()

    def get(self, url: str, ask: Ask) -> Page:
        """See `Web.get`."""
        return self._follow(url, ask, answers.whole)

    def host_memories(self) -> tuple[HostMemory, ...]:
        """Return what is to be remembered of hosts: the memories that are new or not as they were given."""
        return self._hosts.changed()

    def slow_hosts(self) -> dict[str, float]:
        """Return the hosts that asked for a longer crawl delay than the minute we keep, in seconds."""
        return self._robots.slow()

    def _robots_txt(self, address: Address, seconds: float) -> bytes:
        return self._follow(address.url, replace(_ROBOTS, seconds=seconds), answers.start).body

    def _follow(self, url: str, ask: Ask, read: Read) -> Page:
        """Ask for a document, and where redirects lead; each hop is checked as if it were the first."""
        address = admitted(url, url, self._private_hosts)
        self._allow(address, ask, _ROBOTS.seconds)  # before the time of the request begins
        deadline = Deadline(ask.seconds, self._monotonic)
        seen: list[str] = []
        for_good = True
        while address.url not in seen and len(seen) <= _MOST_REDIRECTS:
            moved_to = address.url if seen and for_good else None
            if seen:
                self._allow(address, ask, deadline.remaining())
            seen.append(address.url)
            with self._asked(address, ask, deadline) as answer:
                if answer.status not in answers.REDIRECTS:
                    body = self._body(answer, ask, read)
                    return answers.page_of(answer, url, address.url, moved_to, body, self._clock())
                for_good = for_good and answer.status in answers.FOR_GOOD
                address = admitted(answer.location, address.url, self._private_hosts)
        if address.url in seen:
            raise FetchError(f"{address.host} redirects in a circle")
        raise FetchError(f"more than {_MOST_REDIRECTS} redirects, the last to {address.host}")

    @contextmanager
    def _asked(self, address: Address, ask: Ask, deadline: Deadline) -> Iterator[Answer]:
        """Ask for one hop when its turn comes; the wait is not the server's, and costs it no time."""
        began = self._monotonic()
        with self._spacing.turn(address.host, lambda: self._check(address)) as sent:
            deadline.extend(self._monotonic() - began)
            try:
                with self._wire.asked(address, self._headers(ask), deadline, sent) as response:
                    answer = answers.answer_of(address.host, response)
                    self._stay_away(address, answer)
                    yield answer
            except FAILURES as error:
                raise TemporaryFetchError(_failure(error, address.host, ask.seconds)) from error

    def _allow(self, address: Address, ask: Ask, seconds: float) -> None:
        """Raise where manners forbid to ask; robots.txt is asked for in at most so many seconds."""
        self._check(address)
        if seconds <= 0:
            raise TemporaryFetchError(f"no answer from {address.host} within {ask.seconds:g} s")
        if not ask.permitted:
            self._robots.check(address, min(seconds, _ROBOTS.seconds))

    def _check(self, address: Address) -> None:
        if self._closed.is_set():
            raise NotAskedError(f"{address.host} was not asked: the run is over")
        self._hosts.check_open(address.authority)

    def _stay_away(self, address: Address, answer: Answer) -> None:
        seconds = answer.asks_to_wait(self._clock())
        if seconds is not None:
            self._hosts.close(address.authority, seconds)
            message = f"HTTP {answer.status} from {address.host}, which asks us to wait {seconds:.0f} s"
            raise TemporaryFetchError(message, answer.status, seconds)

    def _body(self, answer: Answer, ask: Ask, read: Read) -> bytes:
        answers.refuse_status(answer, conditional=bool(ask.etag or ask.last_modified))
        return b"" if answer.status == 304 else answers.body_of(answer, ask.max_bytes, read)

    def _headers(self, ask: Ask) -> Headers:
        headers = [
            (b"User-Agent", self._user_agent),
            (b"Accept", ask.accept.encode()),
            (b"Accept-Encoding", b"gzip, deflate"),
        ]
        if ask.etag:
            headers.append((b"If-None-Match", ask.etag.encode("latin-1", "replace")))
        if ask.last_modified:
            headers.append((b"If-Modified-Since", ask.last_modified.encode("latin-1", "replace")))
        return headers


def _failure(error: Exception, host: str, seconds: float) -> str:
    if isinstance(error, httpcore.TimeoutException):
        return f"no answer from {host} within {seconds:g} s"
    return f"{host} could not be asked: {error or type(error).__name__}"

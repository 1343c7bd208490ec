"""The one door to the network: a document for a URL, or an error that says why not."""

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from threading import Event
from typing import Protocol, Self

import httpcore
import httpx

from news.errors import FetchError, TemporaryFetchError
from news.records import Page
from news.urls import absolute, host_of
from scrapers.bodies import BodyError, BrokenBodyError, in_words, unpacked
from scrapers.deadlines import FAILURES, Deadline, DeadlineTransport
from scrapers.spacing import Spacing

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({408, 425, 429})  # below 500, and yet worth another try


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


class HttpWeb:
    """The web over HTTP/1.1 with verified TLS: no cookies, no environment, redirects followed by hand.

    Requests to one host stand `spacing_seconds` apart, whatever thread they come from. `clock` gives an
    aware time in UTC for `Page.fetched_at`; `monotonic` and `sleep` serve spacing and deadlines. `proxy`
    is the URL of an HTTP proxy, `tls` says whom to trust (None: the public authorities). Each `get` has
    connections of its own, since a host is asked too seldom for idle ones to be of use. As a context
    manager it refuses every request after its end.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        clock: Callable[[], datetime],
        spacing_seconds: float,
        proxy: str | None = None,
        tls: ssl.SSLContext | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._user_agent = user_agent
        self._clock = clock
        self._monotonic = monotonic
        self._spacing = Spacing(spacing_seconds, monotonic, sleep)
        self._proxy = proxy
        self._tls = httpx.create_ssl_context(trust_env=False) if tls is None else tls
        self._closed = Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()

    def get(self, url: str, ask: Ask) -> Page:
        """See `Web.get`."""
        address = _admitted(url, url)
        self._spacing.wait(host_of(address))
        if self._closed.is_set():
            raise TemporaryFetchError(f"{host_of(address)} was not asked: the run is over")
        try:
            with self._client(Deadline(ask.seconds, self._monotonic), ask.accept) as client:
                return self._follow(client, url, address, ask.max_bytes)
        except FAILURES as error:
            raise TemporaryFetchError(_failure(error, host_of(address), ask.seconds)) from error
        except (httpx.InvalidURL, UnicodeError) as error:  # a host that no resolver takes
            raise FetchError(f"{url[:200]} is no usable address: {error}") from error

    def _follow(self, client: httpx.Client, url: str, address: str, max_bytes: int) -> Page:
        seen: list[str] = []
        while address not in seen and len(seen) <= _MOST_REDIRECTS:
            seen.append(address)
            with client.stream("GET", address) as response:
                if response.status_code not in _REDIRECTS:
                    return self._page(url, address, response, max_bytes)
                address = _admitted(response.headers.get("location", ""), address)
            self._spacing.note(host_of(address))
        if address in seen:
            raise FetchError(f"{host_of(address)} redirects in a circle")
        raise FetchError(f"more than {_MOST_REDIRECTS} redirects, the last to {host_of(address)}")

    def _page(self, url: str, address: str, response: httpx.Response, max_bytes: int) -> Page:
        host = host_of(address)
        _refuse_status(response.status_code, host)
        declared = response.headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > max_bytes:
            raise FetchError(f"{host} sends more than {in_words(max_bytes)}")
        try:
            body = unpacked(response.iter_raw(), response.headers.get("content-encoding", ""), max_bytes)
        except BrokenBodyError as error:
            raise TemporaryFetchError(f"{host} sent {error}") from error
        except BodyError as error:
            raise FetchError(f"{host} sends {error}") from error
        return Page(
            url=url,
            final_url=address,
            status=response.status_code,
            content_type=response.headers.get("content-type", ""),
            body=body,
            fetched_at=self._clock(),
        )

    def _client(self, deadline: Deadline, accept: str) -> httpx.Client:
        headers = {"User-Agent": self._user_agent, "Accept": accept, "Accept-Encoding": "gzip, deflate"}
        return httpx.Client(
            transport=DeadlineTransport(deadline, self._tls, self._proxy),
            headers=headers,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            trust_env=False,
            follow_redirects=False,
        )


def _admitted(url: str, base: str) -> str:
    """Return the absolute address of a hop; the one place where a hop is checked before it is asked."""
    address = absolute(url, base) if url else None
    if address is None:
        shown = url[:200] or "nothing"
        raise FetchError(
            f"{shown} is no address to ask: only http and https, without user names"
            if url == base
            else f"{host_of(base)} redirects to {shown}: only http and https are followed"
        )
    return address.split("#", 1)[0]


def _refuse_status(status: int, host: str) -> None:
    if status >= 500 or status in _LATER:
        raise TemporaryFetchError(f"HTTP {status} from {host}", status)
    if not 200 <= status < 300:
        raise FetchError(f"HTTP {status} from {host}", status)


def _failure(error: Exception, host: str, seconds: float) -> str:
    if isinstance(error, httpcore.TimeoutException):
        return f"no answer from {host} within {seconds:g} s"
    return f"{host} could not be asked: {error or type(error).__name__}"

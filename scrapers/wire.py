"""One request over HTTP/1.1: resolved once, every address checked, then dialled as it was checked.

To check a name and let a library resolve it again is no check: the second answer may be another one (DNS
rebinding). So names are resolved here, and connections are made to the very addresses that passed. The
Host header, the name in TLS and the certificate's check stay with the name.
"""

import socket
import ssl
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

import httpcore

from news.errors import ConfigError, TemporaryFetchError
from scrapers.addresses import literal, special
from scrapers.admission import Address
from scrapers.deadlines import Deadline, DeadlineStream, in_time

Headers = Sequence[tuple[bytes, bytes]]
Resolve = Callable[[str, int], Sequence[str]]
Dial = Callable[[str, int, float], httpcore.NetworkStream]

# What httpcore lets through, whatever the step it was at.
FAILURES = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError, httpcore.TimeoutException)


def resolved(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of a host, in the resolver's order; OSError where there are none."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(place[0]) for *_, place in answers]


def dialled(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    """Connect to an IP address within some seconds."""
    return httpcore.SyncBackend().connect_tcp(address, port, seconds)


class Wire:
    """Makes requests, each over a connection of its own, since hosts are asked too seldom for idle ones.

    `private_hosts` are asked wherever they are, so is the `proxy`, an http(s) URL; a proxy resolves names
    itself, so that with one nothing is checked here.
    """

    def __init__(
        self,
        tls: ssl.SSLContext,
        proxy: str | None,
        private_hosts: Collection[str],
        resolve: Resolve,
        dial: Dial,
    ) -> None:
        self._tls = tls
        self._proxy = None if proxy is None else _proxy(proxy, tls)
        self._private_hosts = private_hosts
        self._resolve = resolve
        self._dial = dial

    @contextmanager
    def asked(
        self, address: Address, headers: Headers, deadline: Deadline, sent: Callable[[], None]
    ) -> Iterator[httpcore.Response]:
        """Ask for a document and give the response, its body still to be read.

        `sent` is called when the request is on its way. Raises one of FAILURES, or TemporaryFetchError
        where the name leads to an address that must not be asked.
        """
        url = httpcore.URL(
            scheme=address.scheme.encode(),
            host=address.host.encode(),
            port=address.unusual_port,  # so that a proxy is not told of port 80
            target=address.target.encode(),
        )
        host = (b"Host", address.authority.encode())
        # httpcore sends the headers, then asks for the (empty) body: that is how we know.
        request = httpcore.Request(b"GET", url, headers=[host, *headers], content=_nothing(sent))
        pool = httpcore.ConnectionPool(
            ssl_context=self._tls,
            proxy=self._proxy,
            network_backend=_Dialling(deadline, self._places, self._dial),
        )
        connection = pool.create_connection(url.origin)  # a pool's queues are of no use for one request
        try:
            yield connection.handle_request(request)
        finally:
            connection.close()

    def _places(self, host: str, port: int, deadline: Deadline) -> Sequence[str]:
        """Return the IP addresses to dial for a host."""
        if literal(host) is not None:
            return [host]  # checked when it was admitted
        try:
            places = in_time(deadline, lambda: self._resolve(host, port))
        except OSError as error:
            raise httpcore.ConnectError(f"its name cannot be resolved ({error})") from error
        if self._proxy is None and host not in self._private_hosts:
            for place in places:
                _refuse_special(host, place)
        return places


class _Dialling(httpcore.NetworkBackend):
    def __init__(
        self, deadline: Deadline, places: Callable[[str, int, Deadline], Sequence[str]], dial: Dial
    ) -> None:
        self._deadline = deadline
        self._places = places
        self._dial = dial

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline decides
        local_address: str | None = None,  # noqa: ARG002 - never given by us
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002 - as above
    ) -> httpcore.NetworkStream:
        places = self._places(host, port, self._deadline)
        failure: Exception = httpcore.ConnectError("its name has no address")
        for number, place in enumerate(places):
            try:  # each gets its share of the time, so that a dead one leaves some to the next
                stream = self._dial(place, port, self._deadline.left() / (len(places) - number))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return DeadlineStream(stream, self._deadline)
        raise failure


def _refuse_special(host: str, place: str) -> None:
    kind = special(place)
    if kind is not None:
        # Temporary: split DNS and the captive portals of hotels and airports give such answers, and pass.
        raise TemporaryFetchError(
            f"{host} was not asked, since it leads to {place}, {kind}; "
            "if it is your own, name it in private_hosts"
        )


def _nothing(sent: Callable[[], None]) -> Iterator[bytes]:
    sent()
    yield from ()


def _proxy(url: str, tls: ssl.SSLContext) -> httpcore.Proxy:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise ConfigError(f"fetch.proxy is no address of a proxy: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:  # not shown: it may hold a password
        raise ConfigError("fetch.proxy is no address of a proxy: write it as http://host:port")
    auth = None if parts.username is None else (unquote(parts.username), unquote(parts.password or ""))
    place = httpcore.URL(scheme=parts.scheme, host=parts.hostname, port=port, target="/")
    return httpcore.Proxy(place, auth=auth, ssl_context=tls if parts.scheme == "https" else None)

"""Which addresses may be asked at all: decided from the address alone, before anything is resolved."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from news.errors import FetchError
from news.urls import absolute, host_of
from scrapers.addresses import literal, special

_USUAL_PORTS = {"http": 80, "https": 443}
_OPEN_PORTS = frozenset({80, 443, 8080, 8443})  # on others there are mail servers, databases, printers
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
_OWN_NETWORK = frozenset({"localhost", "local", "internal", "lan", "arpa"})  # endings of no public name
_KEPT = "%/:?#[]@!$&'()*+,;=-._~"  # what stands in path and query as it is (RFC 3986)


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked: `url` as it is written, the rest as it goes over the wire.

    `host` is ASCII in lower case, without brackets; `target` is path and query, quoted.
    """

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host, with its port where that is not the usual one, as in a URL."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.unusual_port is None else f"{host}:{self.port}"

    @property
    def unusual_port(self) -> int | None:
        """The port where it is not the scheme's own."""
        return None if self.port == _USUAL_PORTS[self.scheme] else self.port

    def sibling(self, target: str) -> "Address":
        """Return the address of another document of the same server."""
        url = f"{self.scheme}://{self.authority}{target}"
        return Address(url, self.scheme, self.host, self.port, target)


def admitted(url: str, base: str, private_hosts: Collection[str] = ()) -> Address:
    """Return the address that `url` is, as seen from `base`: the address that led here, or `url` itself.

    `private_hosts` are names and IP addresses that the operator allows though they are not public, on any
    port. Raises FetchError where the address must not be asked.
    """
    found = absolute(url, base) if url else None
    if found is None:
        shown = url[:200] or "nothing"
        raise FetchError(
            f"{shown} is no address to ask: only http and https, without user names"
            if url == base
            else f"{host_of(base)} redirects to {shown}: only http and https are followed"
        )
    try:
        address = _parsed(found.split("#", 1)[0])
        if address.host not in private_hosts:
            _refuse_private(address)
    except ValueError as error:  # UnicodeError too: a host that no resolver takes
        raise FetchError(f"{found[:200]} is no usable address: {error}") from error
    return address


def _parsed(url: str) -> Address:
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if "@" in parts.netloc or "%" in host:
        raise ValueError("user names and escapes have no place in a host")
    # Encoded before it is judged: a full-width digit or stop is a plain one for resolvers.
    host = host if ":" in host else host.encode("idna").decode("ascii").lower().rstrip(".")
    address = literal(host)
    if address is None and not _NAME.fullmatch(host):
        raise ValueError("this is no name of a host")
    target = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_KEPT)
    port = _USUAL_PORTS[parts.scheme] if parts.port is None else parts.port
    return Address(url, parts.scheme, host if address is None else str(address), port, target)


def _refuse_private(address: Address) -> None:
    host = address.host
    if address.port not in _OPEN_PORTS:
        raise ValueError(f"port {address.port} is not asked, only {sorted(_OPEN_PORTS)}")
    kind = _kind_of_name(host) if literal(host) is None else special(host)
    if kind is not None:
        raise ValueError(f"{host} is {kind}; if it is your own, name it in private_hosts")


def _kind_of_name(host: str) -> str | None:
    ending = host.rpartition(".")[2]
    return "no public name" if ending == host or ending in _OWN_NETWORK else None

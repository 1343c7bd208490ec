"""One request: its name resolved once, its addresses checked, and those very addresses dialled."""

import ssl
from collections.abc import Callable, Iterable, Sequence

import httpcore
import pytest
import trustme

from news.errors import ConfigError, FetchError, TemporaryFetchError
from scrapers.wire import Wire, dialled, resolved
from tests.scrapers.servers import (
    TRUSTS_NOBODY,
    Server,
    always,
    fetch,
    never_dialled,
    never_resolved,
    redirect,
    response,
    serving,
    web,
)

PUBLIC, PUBLIC_V6 = "93.184.216.34", "2606:2800:220:1::1"


class Resolver:
    """Gives the answers it was told, one after the other, and notes what it was asked."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(f"{host}:{port}")
        return self.answers.pop(0)


class Dialler:
    """Connects to a server on loopback, whatever the address; notes the addresses, and lets some be dead."""

    def __init__(self, server: Server, dead: Iterable[str] = ()) -> None:
        self.server = server
        self.dead = set(dead)
        self.dialled: list[str] = []
        self.seconds: list[float] = []

    def __call__(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.dialled.append(address)
        self.seconds.append(seconds)
        if address in self.dead:
            raise httpcore.ConnectTimeout(f"{address}:{port} is dead")
        return dialled("127.0.0.1", self.server.port, seconds)


@pytest.mark.parametrize(
    "answer",
    [
        ["127.0.0.1"],
        ["10.1.2.3"],
        ["169.254.169.254"],
        ["100.64.0.1"],
        ["::1"],
        ["fe80::1%eth0"],
        ["::ffff:192.168.0.1"],
        ["64:ff9b::7f00:1"],
        ["2002:7f00:1::1"],
        [PUBLIC, "10.0.0.1"],
        [PUBLIC_V6, PUBLIC, "::1"],
    ],
    ids=lambda answer: " ".join(answer),
)
def test_a_name_with_any_address_that_is_not_public_is_never_dialled(answer: list[str]) -> None:
    resolver = Resolver(answer)
    door = web(resolve=resolver, dial=never_dialled)
    with pytest.raises(TemporaryFetchError, match=r"news\.example was not asked, since it leads to"):
        fetch("http://news.example/", door)
    assert resolver.asked == ["news.example:80"]


def test_a_name_is_resolved_once_and_the_checked_address_dialled_under_its_name() -> None:
    resolver = Resolver([PUBLIC], ["127.0.0.1"])  # rebinding: the second answer would be another one
    with serving(always(response(b"hello"))) as server:
        dialler = Dialler(server)
        door = web(resolve=resolver, dial=dialler)
        assert fetch("http://news.example/", door).body == b"hello"
        assert (len(resolver.asked), dialler.dialled) == (1, [PUBLIC])
        assert "\r\nHost: news.example\r\n" in server.heads[0]
        with pytest.raises(TemporaryFetchError, match=r"leads to 127\.0\.0\.1, this machine"):
            fetch("http://news.example/", door)
    assert dialler.dialled == [PUBLIC]


def test_each_hop_is_checked_anew() -> None:
    resolver = Resolver([PUBLIC], ["192.168.1.1"])
    with serving(always(redirect("http://router.example/"))) as server:
        dialler = Dialler(server)
        with pytest.raises(TemporaryFetchError, match=r"router\.example was not asked"):
            fetch("http://news.example/", web(resolve=resolver, dial=dialler))
        assert dialler.dialled == [PUBLIC]


@pytest.mark.parametrize(
    "place",
    [
        *(
            "http://169.254.169.254/",
            "http://127.0.0.1/secret",
            "http://[::ffff:127.0.0.1]/",
            "http://127.1/",
        ),
        *("http://2130706433/", "http://0177.0.0.1/", "http://good.example@127.0.0.1/", "http://localhost/"),
    ],
)
@pytest.mark.parametrize("proxied", [False, True], ids=["direct", "by proxy"])
def test_redirects_to_private_addresses_are_refused(place: str, proxied: bool) -> None:
    with serving(always(redirect(place))) as server:
        dialler = Dialler(server)
        proxy = server.url if proxied else None
        door = web(proxy=proxy, private_hosts=(), resolve=Resolver([PUBLIC]), dial=dialler)
        with pytest.raises(FetchError) as caught:
            fetch("http://news.example/", door)
        assert not isinstance(caught.value, TemporaryFetchError)
        assert len(server.heads) == 1


def test_the_next_address_is_tried_where_one_is_dead_and_gets_its_share_of_the_time() -> None:
    with serving(always(response(b"hello"))) as server:
        dialler = Dialler(server, dead=[PUBLIC_V6])
        door = web(resolve=Resolver([PUBLIC_V6, PUBLIC]), dial=dialler)
        assert fetch("http://news.example/", door, seconds=20).body == b"hello"
    assert dialler.dialled == [PUBLIC_V6, PUBLIC]
    assert dialler.seconds == [10.0, 20.0]


def test_an_address_is_its_own_answer() -> None:
    assert resolved("127.0.0.1", 80) == ["127.0.0.1"]


def no_such_name(host: str, port: int) -> Sequence[str]:
    raise OSError(f"no such name: {host}:{port}")


@pytest.mark.parametrize(
    ("resolve", "message"),
    [(no_such_name, "cannot be resolved"), (lambda _host, _port: [], "has no address")],
)
def test_a_name_without_an_address_is_temporary(
    resolve: Callable[[str, int], Sequence[str]], message: str
) -> None:
    with pytest.raises(TemporaryFetchError, match=rf"news\.example could not be asked.*{message}"):
        fetch("http://news.example/", web(resolve=resolve, dial=never_dialled))


def test_the_operators_own_hosts_are_asked_wherever_they_are() -> None:
    with serving(always(response(b"mirror"))) as server:
        door = web(private_hosts=["Mirror"], resolve=Resolver(["127.0.0.1"]))
        assert fetch(f"http://mirror:{server.port}/", door).body == b"mirror"


def test_a_proxy_may_be_anywhere_and_resolves_names_itself() -> None:
    with serving(always(response(b"by proxy"))) as server:
        door = web(
            proxy=f"http://me:p%40ss@proxy:{server.port}",
            private_hosts=(),
            resolve=Resolver(["127.0.0.1"]),
        )
        assert fetch("http://news.example/", door).body == b"by proxy"
    assert "\r\nProxy-Authorization: Basic bWU6cEBzcw==\r\n" in server.heads[0]


@pytest.mark.parametrize("proxy", ["proxy:3128", "socks5://proxy:1", "http://", "http://proxy:x"])
def test_a_proxy_that_is_none_is_a_fault_of_the_settings(proxy: str) -> None:
    with pytest.raises(ConfigError, match=r"fetch\.proxy"):
        Wire(TRUSTS_NOBODY, proxy, (), never_resolved, never_dialled)


def test_certificates_are_checked_for_the_name_not_the_address() -> None:
    authority = trustme.CA()
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(trusting)
    with serving(always(response(b"secret")), authority) as server:
        door = web(tls=trusting, resolve=Resolver([PUBLIC], [PUBLIC]), dial=Dialler(server))
        assert fetch("https://news.example/", door).body == b"secret"
        with pytest.raises(TemporaryFetchError, match="CERTIFICATE_VERIFY_FAILED"):
            fetch("https://other.example/", door)

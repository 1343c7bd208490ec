"""Which addresses may be asked, before anything is resolved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.errors import FetchError, TemporaryFetchError
from scrapers.admission import Address, admitted


def refusal(url: str, base: str | None = None, private_hosts: tuple[str, ...] = ()) -> str:
    with pytest.raises(FetchError) as caught:
        admitted(url, base or url, private_hosts)
    assert not isinstance(caught.value, TemporaryFetchError)
    return str(caught.value)


def test_an_address_is_taken_apart_for_the_wire() -> None:
    url = "HTTPS://Www.K\u00f6ln.example./\u0623 b?q=%D8#part"
    assert admitted(url, url) == Address(
        "https://Www.K\u00f6ln.example./\u0623 b?q=%D8",
        "https",
        "www.xn--kln-sna.example",
        443,
        "/%D8%A3%20b?q=%D8",
    )


@pytest.mark.parametrize(
    ("url", "authority"),
    [
        ("http://news.example/", "news.example"),
        ("http://news.example:80/", "news.example"),
        ("https://news.example:80/", "news.example:80"),
        ("https://news.example:8443", "news.example:8443"),
        ("http://[2606:4700:0::1111]/", "[2606:4700::1111]"),
        ("http://[2606:4700::1111]:8080/", "[2606:4700::1111]:8080"),
    ],
)
def test_the_port_is_named_where_it_is_unusual(url: str, authority: str) -> None:
    assert admitted(url, url).authority == authority


def test_an_address_may_be_relative_to_the_one_that_led_to_it() -> None:
    assert admitted("../b?c", "https://news.example/a/").url == "https://news.example/b?c"
    assert admitted("//other.example/", "https://news.example/a").host == "other.example"


def test_another_document_of_the_same_server_has_its_address() -> None:
    address = admitted("https://news.example:8443/a?b", "")
    assert address.sibling("/robots.txt") == admitted("https://news.example:8443/robots.txt", "")


@pytest.mark.parametrize(
    "url",
    [
        *(
            "http://2130706433/",
            "http://0177.0.0.1/",
            "http://127.1/",
            "http://0x7f000001/",
            "http://1.1.1.1.1/",
        ),
        *(
            "http://127.0.0.1/",
            "http://169.254.169.254/latest",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
        ),
        *("http://\uff11\uff12\uff17.0.0.1/", "http://127\u30020\u30020\u30021/", "http://127.0.0.1./"),
        *("http://[fe80::1%25eth0]/", "http://[2606:4700::1111%25eth0]/", "http://127%2e0.0.1/"),
        *("http://localhost/", "http://a.localhost/", "http://intranet/", "http://metadata.google.internal/"),
        *("http://printer.local", "http://1.0.0.127.in-addr.arpa/", "http://LOCALHOST./"),
        *("http://news.example:22/", "http://news.example:6379/", "http://news.example:0/"),
        *(
            "http://a..example/",
            "http://.example/",
            "http://a b.example/",
            "http://a,b.example/",
            "http://[::1",
        ),
        *("http://me@news.example/", "http://:me@news.example/", "http://@news.example/"),
        *(
            "http://news.example\\@127.0.0.1/",
            "http:\\\\news.example/",
            "http:///a",
            "http://news.example:x/",
        ),
        *("ftp://news.example/", "file:///etc/passwd", "data:text/html,a", "javascript:alert(1)", "", "/a"),
        f"http://{'a' * 64}.example/",
        f"http://{'a.' * 130}example/",
        "http://news.example/\ud800",
    ],
)
def test_what_no_honest_link_holds_is_refused(url: str) -> None:
    assert "address" in refusal(url)


def test_a_refusal_says_what_to_do() -> None:
    assert "name it in private_hosts" in refusal("http://10.0.0.1/")
    assert "port 22 is not asked, only [80, 443, 8080, 8443]" in refusal("http://news.example:22/")
    assert "news.example redirects to ftp://a/" in refusal("ftp://a/", "http://news.example/")


def test_the_operators_own_hosts_are_asked_on_any_port() -> None:
    own = ("10.0.0.1", "::1", "mirror")
    for url in ("http://10.0.0.1:8000/", "http://[0:0:0:0:0:0:0:1]:9/", "http://Mirror:631/"):
        assert admitted(url, url, own).url == url
    assert "this machine" in refusal("http://127.0.0.1/", private_hosts=own)
    assert "usable" in refusal("http://0xa000001/", private_hosts=own)


@given(st.text(), st.sampled_from(["http://news.example/", "https://news.example/a?", "http://", "//", ""]))
def test_any_text_is_an_address_for_the_wire_or_refused(text: str, before: str) -> None:
    try:
        address = admitted(before + text, "http://news.example/")
    except FetchError:
        return
    assert address.scheme in ("http", "https")
    assert (address.host + address.target).isascii()
    assert address.target.startswith("/")
    assert not set(address.host + address.target) & set(" \r\n\t\0")

"""Addresses that no public server has, in every notation."""

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.addresses import literal, special

# Written out once more, from the registries: the test must not believe the table it tests.
SPECIAL = [
    ip_network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        *(
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "100:0:0:1::/64",
            "2001::/23",
            "2001:db8::/32",
        ),
        *("2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
    )
]


@given(st.sampled_from(SPECIAL).flatmap(lambda net: st.ip_addresses(network=net)))
def test_every_address_of_every_special_network_is_special(address: IPv4Address | IPv6Address) -> None:
    assert special(str(address)) is not None


@pytest.mark.parametrize("network", SPECIAL, ids=str)
def test_special_networks_are_special_to_their_ends(network: object) -> None:
    block = ip_network(str(network))
    assert special(str(block[0])) is not None
    assert special(str(block[-1])) is not None


@given(st.ip_addresses(v=4))
def test_an_address_in_the_dress_of_ipv6_is_judged_as_what_it_is(address: IPv4Address) -> None:
    assert special(f"::ffff:{address}") == special(str(address))


@given(st.ip_addresses(v=4))
def test_whatever_python_holds_for_private_is_special(address: IPv4Address) -> None:
    assert special(str(address)) is not None or not address.is_private


@pytest.mark.parametrize(
    "address",
    [
        *("1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.32.0.0"),
        *(
            "192.0.1.0",
            "223.255.255.255",
            "2000::1",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2606:4700::1111",
        ),
    ],
)
def test_public_addresses_are_not_special(address: str) -> None:
    assert special(address) is None


def test_the_reason_is_told() -> None:
    assert [special(a) for a in ("127.0.0.1", "169.254.169.254", "100.64.0.1", "2002:7f00:1::")] == [
        "this machine",
        "link-local",
        "a provider's shared space",
        "a tunnel (6to4)",
    ]


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0177.0.0.1",
        "127.1",
        "0x7f.1",
        "0x7f000001",
        "1.2.3.4.5",
        "127.0.0.0x1",
        "1.2.3.08",
        "0x",
    ],
)
def test_odd_notations_are_no_addresses(host: str) -> None:
    with pytest.raises(ValueError, match="IPv4 or IPv6"):
        literal(host)


@given(st.ip_addresses())
def test_a_plain_notation_is_an_address(address: IPv4Address | IPv6Address) -> None:
    assert literal(str(address)) == address


@pytest.mark.parametrize("host", ["news.example", "4.news.example", "0x.example", "1.2.3.4.example"])
def test_names_are_no_addresses(host: str) -> None:
    assert literal(host) is None

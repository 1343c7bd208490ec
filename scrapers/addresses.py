"""The guard's list: addresses that belong to no public server, and are never dialled for a stranger's URL.

A feed or a redirect can name any address, also those of the operator's own network. Python's is_private
and is_global miss shared space, multicast, NAT64, 6to4 and site-local addresses, so the list is written
out, after the special-purpose registries of IANA (IPv4 and IPv6, 2025).
"""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_ENDS_IN_A_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)", re.IGNORECASE)  # the WHATWG's rule

# The first that fits is named; the last three are all that is not handed out for use (not in 2000::/3).
_SPECIAL = tuple(
    (ip_network(block), kind)
    for block, kind in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's shared space"),
        ("127.0.0.0/8", "this machine"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "kept for protocols"),
        ("192.0.2.0/24", "kept for examples"),
        ("192.31.196.0/24", "an anycast service"),
        ("192.52.193.0/24", "a multicast relay"),
        ("192.88.99.0/24", "a 6to4 relay"),
        ("192.168.0.0/16", "a private network"),
        ("192.175.48.0/24", "an anycast service"),
        ("198.18.0.0/15", "kept for benchmarks"),
        ("198.51.100.0/24", "kept for examples"),
        ("203.0.113.0/24", "kept for examples"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "kept for the future"),
        ("::/128", "no address"),
        ("::1/128", "this machine"),
        ("64:ff9b::/96", "a translated address (NAT64)"),
        ("64:ff9b:1::/48", "a translated address (NAT64)"),
        ("100::/63", "a place where packets are thrown away"),
        ("2001::/32", "a tunnel (Teredo)"),
        ("2001::/23", "kept for protocols"),
        ("2001:db8::/32", "kept for examples"),
        ("2002::/16", "a tunnel (6to4)"),
        ("2620:4f:8000::/48", "an anycast service"),
        ("3fff::/20", "kept for examples"),
        ("5f00::/16", "kept for routing"),
        ("fc00::/7", "a private network"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
        ("::/3", "not in public use"),
        ("4000::/2", "not in public use"),
        ("8000::/1", "not in public use"),
    )
)


def special(address: str) -> str | None:
    """Return what keeps an IP address from being a public server's ("link-local"), None where nothing does.

    An IPv4 address in IPv6 dress (::ffff:10.0.0.1) is judged as what it is. Raises ValueError where
    `address` is no IP address.
    """
    ip = ip_address(address)
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return next((kind for network, kind in _SPECIAL if ip in network), None)


def literal(host: str) -> IPv4Address | IPv6Address | None:
    """Return the IP address that a host is, None where it is a name.

    Raises ValueError for one in an odd notation (2130706433, 0177.0.0.1, 127.1, 0x7f.1): resolvers
    disagree on these, and no honest link holds one.
    """
    if ":" in host or _ENDS_IN_A_NUMBER.fullmatch(host):
        return ip_address(host)
    return None

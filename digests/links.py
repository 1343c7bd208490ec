"""Which addresses may be clicked in a mail, and how they are written there."""

import re
import unicodedata
from urllib.parse import quote, urlsplit

_FORBIDDEN = re.compile(r"[\s\\<>\"`{}|^\x00-\x20\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LABEL = re.compile(r"(?!-)[\w\u200c\u200d-]{1,63}(?<!-)")
_PRIVATE = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "onion")
_LONGEST = 2000  # characters; longer ones break in mail clients


def link(url: str) -> str:
    """Return a URL as it may stand in a mail, in ASCII with its host in punycode; "" where it may not.

    Only http(s) to a host with a public-looking name goes in: no user data, no address in numbers, no
    control, direction mark or bracket. Punycode shows a host that only looks like another for what it is.
    """
    if _FORBIDDEN.search(url) or len(url) > _LONGEST:
        return ""
    try:
        parts = urlsplit(url)
        host, port = _punycode(parts.hostname or ""), parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return ""
    tail = url.split(parts.netloc, 1)[1]
    encoded = quote(tail.encode("utf-8", "replace"), safe="/?#[]@!$&'()*+,;=:%-._~")
    return f"{parts.scheme}://{host}" + (f":{port}" if port is not None else "") + encoded


def _punycode(host: str) -> str:
    """Return a public-looking host in ASCII, else ""; by hand, as the stdlib's codec drops joiners."""
    labels = unicodedata.normalize("NFKC", host.lower()).rstrip(".").split(".")
    if len(labels) < 2 or labels[-1] in _PRIVATE or labels[-1][0:1].isdigit():
        return ""
    if not all(_LABEL.fullmatch(label) for label in labels):
        return ""
    return ".".join(x if x.isascii() else f"xn--{x.encode('punycode').decode('ascii')}" for x in labels)

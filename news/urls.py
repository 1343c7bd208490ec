"""Rules for URLs: which addresses name the same article, and which may stand in a mail."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|mkt_tok|_hs\w+|__twitter_impression|amp|amp_.*|"
    r"rss|cmp(id)?|campaign(_id)?|ocid|ito|taid|at_.*|ns_.*|wt[._].*|share\w*|s_?cid|trk|tracking|smid|smtyp|"
    r"output|outputtype|print|nocache|spm|xtor",
    re.IGNORECASE,
)
# These name where a reader came from, unless their value is a number: then it may choose the article.
_ORIGIN = re.compile(r"ref|ref_?src|ref_?url|source|src|feed|from|via|partner", re.IGNORECASE)
_RESERVED = frozenset({"example", "test", "invalid", "localhost"})
_MOBILE_HOST = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)")
_AMP_PATH = re.compile(
    r"(?:(?:/amp(?:\.html)?|\.amp(?:\.html)?|/(?:index|default)\.(?:html?|php|aspx?))/?)+$", re.IGNORECASE
)
_AMP_CACHE = re.compile(r"^/(?:[acvri]/)?(?:amp/)?(?:s/)?(?=[^/]+\.[^/]+)")


def absolute(url: str, base: str) -> str | None:
    """Return `url` as seen from `base` if it is http(s) with a host, without user data; else None."""
    try:
        joined = urljoin(base, url.strip())
        parts = urlsplit(joined)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        if "\\" in joined or "@" in parts.netloc:
            return None
        _ = parts.port  # raises on a port that is no number
    except ValueError:
        return None
    return joined


def host_of(url: str) -> str:
    """Return the host of a URL in lower case, "" where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_reserved(host: str) -> bool:
    """Tell whether a host's name is reserved (RFC 2606, RFC 6761) or on this machine: no publisher has it."""
    return host.rpartition(".")[2] in _RESERVED or host.startswith("127.") or host == "::1"


def untracked(url: str) -> str:
    """Return an address without tracking parameters and fragment, else as it is: fit to be clicked."""
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url
    kept = [pair for pair in pairs if not _tracks(*pair)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def canonical(url: str) -> str:
    """Return the address that all variants of one article's URL share.

    Scheme, www, mobile and AMP hosts and paths, index pages, tracking parameters, fragments and trailing
    slashes go; parameters that choose the article stay, sorted. Text that is no http(s) URL is returned
    as it is. The result is a key as well as an address: it starts with https.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url
    if parts.scheme not in ("http", "https") or not host:
        return url
    if host.endswith(".cdn.ampproject.org") or (
        host.startswith("www.google.") and parts.path.startswith("/amp/")
    ):
        inner = _AMP_CACHE.sub("", parts.path)
        return canonical(f"https://{inner}" + (f"?{parts.query}" if parts.query else ""))
    host = _MOBILE_HOST.sub("", host)
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._")
    path = re.sub(r"/{2,}", "/", path)
    path = re.sub(r"^/amp/", "/", _AMP_PATH.sub("", path.rstrip("/"))).rstrip("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in pairs if not _tracks(*pair)))
    return f"https://{host}{path or '/'}" + (f"?{query}" if query else "")


def _tracks(name: str, value: str) -> bool:
    if _ORIGIN.fullmatch(name):
        return not value.isdigit()
    return _TRACKING.fullmatch(name) is not None

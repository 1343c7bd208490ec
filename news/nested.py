"""Addresses inside others: AMP caches, web archives, and pages that only lead on to an article."""

import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

_GOOGLE = r"(?:www\.)?google(?:\.com?)?\.[a-z]{2,3}"
_HOST = r"(?=[^/?]+\.[^/?]+)"
# Hosts, and what stands in their paths before the host of the article.
_IN_PATH = tuple(
    (re.compile(host), re.compile(before + _HOST))
    for host, before in (
        (
            r"(?:.+\.)?(?:cdn\.ampproject\.org|bing-amp\.com|amp\.cloudflare\.com)",
            r"/(?:[acvri]/)?(?:amp/)?(?:s/)?",
        ),
        (rf"{_GOOGLE}|(?:www\.)?bing\.com", r"/amp/(?:s/)?"),
        (r"web\.archive\.org", r"/web/\d+(?:[a-z]{2}_)?/(?:https?:/+)?"),
    )
)
# Hosts, paths, and the parameters that hold the address of the article.
_IN_QUERY = tuple(
    (re.compile(host), path, frozenset(names.split()))
    for host, path, names in (
        (r"(?:lm?\.|www\.|m\.)?facebook\.com", "/l.php", "u"),
        (r"l\.instagram\.com", "", "u"),
        (_GOOGLE, "/url", "url q"),
        (r"(?:www\.)?bing\.com", "/news/apiclick.aspx", "url"),
        (r"(?:www\.)?youtube\.com", "/redirect", "q"),
        (r"t\.umblr\.com", "/redirect", "z"),
        (r"out\.reddit\.com", "", "url"),
        (r"(?:www\.|m\.)?vk\.com", "/away.php", "to"),
        (r"t\.me", "/iv", "url"),
        (r"(?:www\.)?linkedin\.com", "/redir/redirect", "url"),
        (r"slack-redir\.net", "/link", "url"),
        (r"(?:.+\.)?safelinks\.protection\.outlook\.com", "", "url"),
    )
)


def inside(url: str) -> str | None:
    """Return the address that another one only wraps, None where it wraps none.

    ValueError where `url` is no address at all.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    return _in_path(parts, host) or _in_query(parts, host) if parts.scheme in ("http", "https") else None


def _in_path(parts: SplitResult, host: str) -> str | None:
    for hosts, before in _IN_PATH:
        if hosts.fullmatch(host):
            found = before.match(parts.path) or before.match(unquote(parts.path))
            if found is not None:
                asked = f"?{parts.query}" if parts.query else ""
                return f"https://{found.string[found.end() :]}{asked}"
    return None


def _in_query(parts: SplitResult, host: str) -> str | None:
    for hosts, path, names in _IN_QUERY:
        if hosts.fullmatch(host) and parts.path.rstrip("/") == path:
            for name, value in parse_qsl(parts.query):
                if name in names and value.startswith(("http://", "https://")):
                    return value
    return None

"""Rules for URLs: which addresses name the same article, and which may stand in a mail."""

import re
from unicodedata import normalize
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from news.nested import inside
from news.parameters import is_idle

_RESERVED = frozenset({"example", "test", "invalid", "localhost"})
_DEEPEST = 4  # addresses inside one another

# "m.com.tr" is a site of its own: what is left has to be more than the ending of a country.
_MOBILE_HOST = re.compile(
    r"^(?:(?:www\d{0,2}|m|mobile|mobil|wap|amp)\.)+(?=[^.]+\.)(?!(?:com?|org|net|gov|edu|ac)\.[a-z]{2}$)"
)
_MOBILE_EDITION = re.compile(r"^([a-z]{2}\.)m\.(?=[^.]+\.[^.]+)")  # ar.m.outlet.example
_BLOGSPOT = re.compile(r"\.blogspot\.(?:com?\.)?[a-z]{2,3}$")  # one blog at the host of each country

_AMP = re.compile(r"amp(?:\.html?)?|amphtml", re.IGNORECASE)
_HTML = re.compile(r"html?", re.IGNORECASE)
_INDEX_PAGE = re.compile(r"(?:index|default)\.(?:[sx]?html?|php|aspx?|jsp|cfm)", re.IGNORECASE)
# What WordPress and its plugins answer below the address of an article.
_BELOW_ARTICLE = re.compile(r"print|feed|embed|trackback|comment-page-\d+", re.IGNORECASE)
_LIST = re.compile(r"tags?|topics?|categor(?:y|ies)|sections?|authors?|keywords?|search", re.IGNORECASE)
_NAME = re.compile(r"\d{3}|[-_][^-_]+[-_]")  # the number of an article, or three words
_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^;/]*", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:(?:amp|#0?38);)+", re.IGNORECASE)  # a feed's markup, escaped once too often
_STRAY = re.compile(r"[?&](?=(?:utm_\w+|fbclid|gclid)=)")  # appended by who does not know "?" from "&"
_ROUTE = re.compile(r"[!/].*\w")  # a fragment by which a script finds the article


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
        joined.encode()  # raises on half a character
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
    """Return an address without idle parameters and fragment, else as it is: fit to be clicked."""
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
        segments = _segments(_decoded(parts.path))
        kept = [pair for pair in pairs if not is_idle(*pair, is_named=_is_named(segments))]
        query = parts.query if len(kept) == len(pairs) else urlencode(kept, errors="surrogateescape")
    except ValueError:
        return url
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, _route(parts, segments)))


def canonical(url: str) -> str:
    """Return the address that all variants of one article's URL share.

    Scheme, www, mobile and AMP hosts and paths, index pages, idle parameters, fragments and trailing slashes
    go; parameters that choose the article stay, sorted. A cache's or an archive's copy of an article, and a
    page that only leads on to it, are taken for the article. Text that is no http(s) URL is returned as it
    is. The result is a key as well as an address: it starts with https.
    """
    url = url.strip()
    outer = url
    for _ in range(_DEEPEST):
        try:
            plain = _plain(outer)
            inner = inside(_ENTITY.sub("&", outer)) or inside(plain)
        except ValueError:
            return outer
        if inner is None:
            return plain
        outer = inner.strip()
    return url


def _plain(url: str) -> str:
    """Return the canonical form of an address that holds no other; ValueError where it is none."""
    parts = urlsplit(_ENTITY.sub("&", url))
    host, port = (parts.hostname or "").rstrip("."), parts.port
    if parts.scheme not in ("http", "https") or not host:
        return url
    host = _plain_host(host) + (f":{port}" if port not in (None, 80, 443) else "")
    path, *stray = _STRAY.split(_decoded(parts.path), maxsplit=1)
    segments = _article_of(_segments(path))
    asked = "&".join([parts.query, *(quote(each, safe="&=+", errors="surrogateescape") for each in stray)])
    query = _plain_query(_STRAY.sub("&", asked), is_named=_is_named(segments))
    shown = quote("/".join(segments), safe="/:@!$&'()*+,;=~-._", errors="surrogateescape")
    route = _route(parts, segments)
    return f"https://{host}/{shown}" + (f"?{query}" if query else "") + (f"#{route}" if route else "")


def _plain_host(host: str) -> str:
    """Return a host in ASCII, without what its mobile and AMP editions and its country's copies add."""
    labels = [label if label.isascii() else _in_ascii(label) for label in host.split(".")]
    host = _MOBILE_EDITION.sub(r"\1", _MOBILE_HOST.sub("", ".".join(labels)))
    return _BLOGSPOT.sub(".blogspot.com", host)


def _in_ascii(label: str) -> str:
    return f"xn--{normalize('NFKC', label).lower().encode('punycode').decode()}"


def _plain_query(query: str, *, is_named: bool) -> str:
    pairs = {
        (normalize("NFC", name), normalize("NFC", value))
        for name, value in parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
        if (name or value) and not is_idle(name, value, is_named=is_named)
    }
    return urlencode(sorted(pairs), errors="surrogateescape")


def _decoded(path: str) -> str:
    """Return a path as text; bytes that are no UTF-8, of an older site's charset, survive as surrogates."""
    return normalize("NFC", unquote(path, errors="surrogateescape"))


def _segments(path: str) -> list[str]:
    return [segment for segment in _SESSION.sub("", path).split("/") if segment]


def _article_of(segments: list[str]) -> list[str]:
    """Return the segments of an article's path without what makes it AMP, an index page, or a part of it."""
    kept: list[str] = []
    for segment in segments:
        if segment.lower() != "amp" or _is_list(kept):
            kept.append(segment)
    while kept:
        last = kept.pop()
        if _INDEX_PAGE.fullmatch(last) or (_AMP.fullmatch(last) and not _is_list(kept)):
            continue
        if _BELOW_ARTICLE.fullmatch(last) and _is_named(kept):
            continue
        kept.append(_without_amp(last))
        if kept[-1] == last:
            break
    return kept


def _without_amp(segment: str) -> str:
    parts = segment.split(".")
    while len(parts) > 1 and parts[-2]:
        if parts[-1].lower() == "amp":
            parts.pop()
        elif len(parts) > 2 and parts[-3] and parts[-2].lower() == "amp" and _HTML.fullmatch(parts[-1]):
            del parts[-2:]
        else:
            break
    return ".".join(parts)


def _is_list(segments: list[str]) -> bool:
    return bool(segments) and _LIST.fullmatch(segments[-1]) is not None


def _is_named(segments: list[str]) -> bool:
    """Tell whether a path surely names an article: by a number, by three words, or by a word below a date."""
    if not segments or _is_list(segments[:-1]):
        return False
    return _NAME.search(segments[-1]) is not None or (len(segments) > 2 and segments[-2].isdigit())


def _route(parts: SplitResult, segments: list[str]) -> str:
    return "" if _is_named(segments) or not _ROUTE.match(parts.fragment) else parts.fragment

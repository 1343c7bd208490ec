"""Which article a page says that it is: its declared address, as far as that can be trusted.

A wrong address makes one article of two, which loses one; none at all only leaves a page its own.
"""

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import parse_qsl, unquote, urlsplit

from courlan import extract_domain

from news.urls import absolute, canonical, host_of
from scrapers import structured
from scrapers.editions import edition, named_languages
from scrapers.heads import Head

# What may follow an article's own address: a further page of it, its comments, a print version.
_PART_OF_ARTICLE = re.compile(r"(?:page/?)?\d{1,2}|print|comments?|full|all|single|mobile", re.IGNORECASE)
_SCRIPT = re.compile(r"/[a-z_-]{0,20}\.(?:php|aspx?|jsp|cfm|cgi)$", re.IGNORECASE)
_NUMBER = re.compile(r"=\d")
_LONG_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?:\d{4})?(?!\d))\d{4,}(?!\d)")  # no year, and no day
_UNFILLED = re.compile(r"[{}<>\[\]]|(?:^|/)(?:null|undefined|none|nan|false|true|#n/a)/?$", re.IGNORECASE)
_SECTION_WORDS = 2  # "middle-east"; what has more is a headline

# Each name under these belongs to somebody else.
_PROVIDERS = frozenset(
    ("blogspot.com", "wordpress.com", "substack.com", "tumblr.com", "github.io", "medium.com", "wixsite.com")
)


def declared_address(about: Head, declared: structured.Declared, url: str) -> str | None:
    """Return the canonical address that the page at `url` declares, None where none can be trusted.

    Links go before og:url, and both before JSON-LD, which counts where it tells of one article only: others
    may be teasers. Several that disagree say nothing, unless one of them is the page's own.
    """
    own = canonical(url)
    linked = structured.addresses(declared.articles[0], url) if len(declared.articles) == 1 else ()
    for told in (about.canonical, about.values("og:url"), linked):
        found = {address for each in told if (address := _address(each, url)) and _is_trusted(address, own)}
        if own in found:
            return own
        if len(found) == 1:
            return found.pop()
    return None


def is_front(url: str) -> bool:
    """Tell whether an address is that of a site's front page, or of a language's."""
    parts = urlsplit(canonical(url))
    return not (parts.query or parts.fragment) and parts.path.strip("/").lower() == edition(url)


def _address(told: str, url: str) -> str | None:
    text = unescape(told).strip()
    if not text or _UNFILLED.search(text):
        return None
    first = text.partition("/")[0].lower()
    if first and first.removeprefix("www.") == host_of(canonical(url)):  # an address without its scheme
        text = f"https://{text}"
    address = absolute(text, url)
    return None if address is None else canonical(address)


def _is_trusted(found: str, own: str) -> bool:
    return found == own or (
        _is_same_site(found, own)
        and _is_same_language(found, own)
        and not _is_wider(found, own)
        and not _is_section(found, own)
        and not _is_numbered_otherwise(found, own)
    )


def _is_same_site(found: str, own: str) -> bool:
    one, other = host_of(found), host_of(own)
    if one == other or one.endswith(f".{other}") or other.endswith(f".{one}"):
        return True
    site = extract_domain(found, fast=True)
    return site is not None and site not in _PROVIDERS and site == extract_domain(own, fast=True)


def _is_same_language(found: str, own: str) -> bool:
    """Tell whether two addresses may be of one language edition: a translation is an article of its own."""
    ours, theirs = named_languages(own), named_languages(found)
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _is_wider(declared: str, own: str) -> bool:
    """Tell whether an address names the front page, or what lies above the page's own address.

    Themes that declare the front page, a section, or a script without the number of the article would make
    one article of all.
    """
    path, asked = declared.partition("?")[0], own.partition("?")
    if path.count("/") == 3 and path.endswith("/"):
        return _NUMBER.search(declared) is None
    below = asked[0].removeprefix(f"{path}/") if asked[0].startswith(f"{path}/") else ""
    if below and "?" not in declared:
        return _PART_OF_ARTICLE.fullmatch(below) is None
    script = path == asked[0] and _SCRIPT.search(path) is not None
    return script and "?" not in declared and _NUMBER.search(asked[2]) is not None


def _is_section(declared: str, own: str) -> bool:
    """Tell whether an address only names a section, where the page's own has the words of a headline."""
    if "?" in declared or is_front(declared):
        return is_front(declared)
    theirs, ours = _last_words(declared), _last_words(own)
    is_short = len(theirs) <= _SECTION_WORDS and not any(any(map(str.isdigit, word)) for word in theirs)
    return is_short and len(ours) > _SECTION_WORDS and theirs.isdisjoint(ours)


def _is_numbered_otherwise(declared: str, own: str) -> bool:
    """Tell whether both addresses have numbers of articles, and none in common."""
    theirs, ours = _numbers(declared), _numbers(own)
    return bool(theirs) and bool(ours) and theirs.isdisjoint(ours)


def _numbers(address: str) -> set[str]:
    parts = urlsplit(address)
    asked = {value for _, value in parse_qsl(parts.query) if value.isdigit()}
    return asked | set(_LONG_NUMBER.findall(parts.path))


def _last_words(address: str) -> set[str]:
    last = unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2]
    return set(_split(last.lower()))


def _split(segment: str) -> Iterable[str]:
    return filter(None, re.split(r"[-_+ .]", segment))

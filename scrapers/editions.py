"""Which addresses of a site are articles of a feed's outlet and language edition."""

import re
from urllib.parse import urljoin, urlsplit

from news.knowledge import Feed
from news.urls import absolute, canonical, host_of
from scrapers.items import LONGEST_URL
from scrapers.spacing import domain_of

# What outlets on the region call their language editions in paths, and the codes that feeds have for them.
# No "id" or "is": as parts of a path they are seldom languages.
_CODE = re.compile(
    "ar|az|bg|ckb|de|el|en|es|fa|fr|he|hy|it|ja|ka|ko|ku|nl|pl|pt|ro|ru|sq|sv|syr|tr|ug|uk|ur|zh"
)
_NAMES = {
    "arabic": "ar",
    "english": "en",
    "french": "fr",
    "german": "de",
    "kmr": "ku",
    "kurdi": "ku",
    "kurdish": "ckb",
    "kurmanci": "ku",
    "kurmanji": "ku",
    "persian": "fa",
    "russian": "ru",
    "sorani": "ckb",
    "turkce": "tr",
    "turkish": "tr",
}
_KURDISH = frozenset({"ku", "ckb", "kmr"})  # sites and packs name its kinds as they please
_REGIONAL = re.compile(r"([a-z]{2})[-_][a-z]{2}")
_FEED_HOST = re.compile(r"^(?:rss|feeds?|xml)\d?\.(?=[^.]+\.)")
_NO_ARTICLE = re.compile(
    r"/(?:tags?|category|categories|authors?|users?|topics?)/[^/]+/?$|/page/\d+/?$|/(?:feed|rss|search|login)/?$|"
    r"/wp-(?:content|json|admin|includes)/|"
    r"\.(?:jpe?g|png|gif|webp|avif|svg|mp[34]|m4a|webm|pdf|xml|zip|gz|css|js|json)$",
    re.IGNORECASE,
)


def edition(url: str) -> str:
    """Return the first part of an address's path where it names a language ("en", "english"), else ""."""
    first = _path(url).strip("/").partition("/")[0].lower()
    return first if _language(first) else ""


def home_of(feed: Feed) -> str:
    """Return the home page of a feed's language edition, with a slash at its end."""
    parts = urlsplit(feed.url)
    port = f":{parts.port}" if parts.port is not None else ""
    host = host_of(feed.url)
    bare = _FEED_HOST.sub("", host)
    named = f"www.{bare}" if bare != host and bare == domain_of(host) else bare
    part = edition(feed.url)
    return f"{parts.scheme}://{named}{port}/" + (f"{part}/" if part else "")


def site_of(feed: Feed) -> str:
    """Return the home page of a feed's whole site, with a slash at its end."""
    return urljoin(home_of(feed), "/")


def same_domain(url: str, other: str) -> bool:
    """Tell whether two addresses lie under one registered domain."""
    return domain_of(host_of(url)) == domain_of(host_of(other))


def usable(url: str, base: str) -> str | None:
    """Return an address that a stranger's document names, absolute; None where it cannot be one."""
    address = absolute(url, base) if url else None
    if address is None or len(address) > LONGEST_URL or not address.isprintable() or " " in address:
        return None
    return address


def is_article_of(url: str, feed: Feed) -> bool:
    """Tell whether an address looks like an article of the feed's site, in the feed's language edition.

    Where the feed's address names its edition, the article's must name the same one; else it must name
    none, or a language of the feed.
    """
    if _bare_host(url) != _bare_host(home_of(feed)):
        return False
    own, part = edition(feed.url), edition(url)
    fits = part == own if own else not part or speaks(feed, part)
    path = _path(url).strip("/")
    front = path.lower() == part and "=" not in urlsplit(url).query
    return fits and not front and _NO_ARTICLE.search(_path(url)) is None


def speaks(feed: Feed, language: str) -> bool:
    """Tell whether a feed is in this language, or says nothing of its languages."""
    code = _language(language.lower())
    if not code or not feed.languages or code in feed.languages:
        return True
    return code in _KURDISH and not _KURDISH.isdisjoint(feed.languages)


def named_languages(url: str) -> set[str]:
    """Return the codes of the languages that an address names, at the beginning of its host and its path."""
    return {_language(_bare_host(url).partition(".")[0]), _language(edition(url))} - {""}


def _language(part: str) -> str:
    regional = _REGIONAL.fullmatch(part)
    code = regional[1] if regional else part
    return code if _CODE.fullmatch(code) else _NAMES.get(code, "")


def _bare_host(url: str) -> str:
    return host_of(canonical(url))


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""

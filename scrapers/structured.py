"""JSON-LD: what a page declares of itself to search engines."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

from lxml.html import HtmlElement

from news.urls import absolute, canonical

Thing: TypeAlias = dict[str, Any]

_DEEPEST = 8
_LARGEST = 2_000_000  # characters of one script
_LONGEST_URL = 2_048  # characters
_MOST = 3_000  # things of one page
_ARTICLES = ("Article", "Posting", "Report", "Review")
_WRAPPING = re.compile(
    r"\A(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\Z"
)
_KIND = re.compile(r'"@type"\s{0,9}:\s{0,9}"(\w{1,40})"')
# A headline only where the comma or brace after it shows that it is whole.
_SALVAGED = re.compile(
    r'"(headline|datePublished|dateModified)"\s{0,9}:\s{0,9}"([^"\\]{1,300})"(?=\s{0,9}[,}])'
)
_NO = frozenset(("false", "no", "0", "http://schema.org/false", "https://schema.org/false", "schema:false"))


@dataclass(frozen=True, slots=True)
class Declared:
    """The JSON-LD of a page, parsed once: all its things, and which of them are articles or postings.

    Both in document order; a thing inside another comes after it.
    """

    things: tuple[Thing, ...] = ()
    articles: tuple[Thing, ...] = ()


def declared(tree: HtmlElement) -> Declared:
    """Read all JSON-LD of a page; a script that cannot be read costs only itself."""
    things = tuple(islice(_things(tree), _MOST))
    return Declared(things, tuple(thing for thing in things if _is_article(thing)))


def of_page(declared: Declared, url: str) -> tuple[Thing, ...]:
    """Return what a page's JSON-LD says of the article at `url`: the article, and the page as a thing.

    Of several articles the one with this address, else the first without an address, else the first; one
    with a headline before one without. Others are teasers, comments, or parts of a live blog.
    """
    own = canonical(url)
    articles = declared.articles
    if len(articles) > 1:
        articles = (max(articles, key=lambda thing: _fit(thing, url, own)),)
    if articles and articles[0].get("datePublished"):
        return articles
    pages = (thing for thing in declared.things if "WebPage" in _kinds(thing) and _fit(thing, url, own)[0])
    return (*articles, *islice(pages, 1))


def declared_not_free(tree: HtmlElement, things: Sequence[Thing]) -> bool:
    """Tell whether a page says that its article is not free, in JSON-LD or else as article:content_tier.

    Only 7 of 73 pages that say so also serve a cut text: this is no proof of a cut.
    """
    declared = [thing["isAccessibleForFree"] for thing in things if "isAccessibleForFree" in thing]
    if declared:
        return any(_is_no(value) for value in declared)
    tiers = tree.xpath("//meta[@property='article:content_tier' or @name='article:content_tier']/@content")
    return any(str(tier).strip().lower() in ("locked", "metered") for tier in tiers)


def first_text(things: Sequence[Thing], key: str) -> str:
    """Return the first text that one of the things has under `key`, "" where none has."""
    return next((value for thing in things if isinstance(value := thing.get(key), str) and value), "")


def _things(tree: HtmlElement) -> Iterator[Thing]:
    for script in tree.iter("script"):
        if not script.get("type", "").strip().lower().startswith("application/ld+json"):
            continue
        text = _WRAPPING.sub("", (script.text or "").strip())
        if len(text) <= _LARGEST:
            yield from _nested(_parsed(text), _DEEPEST)


def _parsed(text: str) -> object:
    text = text.strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        return None
    except ValueError:  # often broken by hand; one broken script costs only itself
        return _salvaged(text)


def _salvaged(text: str) -> Thing | None:
    """Return what can be read of an article whose JSON is broken: a quote in its headline, a comment."""
    kind = _KIND.search(text)
    if kind is None or not kind[1].endswith(_ARTICLES):
        return None
    values: Thing = {"@type": kind[1]}
    for found in _SALVAGED.finditer(text):
        values.setdefault(found[1], found[2])
    return values


def _nested(value: object, depth: int) -> Iterator[Thing]:
    if depth == 0:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _nested(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _nested(inner, depth - 1)


def _is_article(thing: Thing) -> bool:
    return any(kind.endswith(_ARTICLES) for kind in _kinds(thing))


def _fit(thing: Thing, url: str, own: str) -> tuple[int, bool, bool]:
    """Return how well a thing fits a page: 2 by its addresses, 1 without any, or 0; and what it tells."""
    told = [thing.get(key) for key in ("url", "mainEntityOfPage", "@id")]
    texts = [each.get("@id") or each.get("url") if isinstance(each, dict) else each for each in told]
    links = [absolute(text, url) for text in texts if isinstance(text, str) and 0 < len(text) <= _LONGEST_URL]
    addresses = {canonical(link.partition("#")[0]) for link in links if link is not None}
    return (
        (2 if own in addresses else 0) if addresses else 1,
        bool(thing.get("headline")),
        "datePublished" in thing,
    )


def _kinds(thing: Thing) -> list[str]:
    kinds = thing.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _is_no(value: object) -> bool:
    return value is False or (isinstance(value, str | int) and str(value).strip().lower() in _NO)

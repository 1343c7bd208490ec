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
_FREE = ("isAccessibleForFree", "schema:isAccessibleForFree", "http://schema.org/isAccessibleForFree")
_NO = frozenset(("false", "no", "0", "http://schema.org/false", "https://schema.org/false", "schema:false"))
_TIERS = {"locked": "locked", "metered": "metered", "premium": "premium", "paid": "paid"}


@dataclass(frozen=True, slots=True)
class Declared:
    """The JSON-LD of a page, parsed once: all its things, and which of them are articles or postings.

    Both in document order; a thing inside another comes after it.
    """

    things: tuple[Thing, ...] = ()
    articles: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True)
class Lock:
    """What a page says of its article being free.

    `said` is where it says that it is not, as words for an editor, "" where it does not say so. `selectors`
    are the CSS selectors that mark the parts that are not free; `words` is how long the article is said to
    be, 0 where that is not said.
    """

    said: str = ""
    selectors: tuple[str, ...] = ()
    words: int = 0


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


def addresses(thing: Thing, base: str, keys: Sequence[str] = ("url", "mainEntityOfPage")) -> set[str]:
    """Return the addresses that a thing has under these keys, without their fragments."""
    told = [thing.get(key) for key in keys]
    texts = [each.get("@id") or each.get("url") if isinstance(each, dict) else each for each in told]
    links = [
        absolute(text, base) for text in texts if isinstance(text, str) and 0 < len(text) <= _LONGEST_URL
    ]
    return {link.partition("#")[0] for link in links if link is not None}


def lock(tree: HtmlElement, declared: Declared) -> Lock:
    """Read what a page says of its article being free, in JSON-LD or else as article:content_tier.

    The first article that says anything speaks for itself and its parts; others may be teasers of further
    articles. Only 7 of 73 pages that say no also serve a cut text: this is no proof of a cut.
    """
    selectors = tuple(_locked_selectors(declared.things))
    words = max(map(_whole_number, (thing.get("wordCount") for thing in declared.articles)), default=0)
    told = next((values for thing in declared.articles if (values := _told(thing))), None)
    if told is None:
        told = [value for thing in declared.things for value in _told(thing)]
    if told:
        return Lock("in JSON-LD" if any(map(_is_no, told)) else "", selectors, words)
    return Lock(_said_in_meta(tree), selectors, words)


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
    told = {canonical(each) for each in addresses(thing, url, ("url", "mainEntityOfPage", "@id"))}
    return (
        (2 if own in told else 0) if told else 1,
        bool(thing.get("headline")),
        "datePublished" in thing,
    )


def _kinds(thing: Thing) -> list[str]:
    kinds = thing.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _told(thing: Thing) -> list[object]:
    """Return what a thing and its parts say of being free."""
    parts = thing.get("hasPart")
    things = [thing, *(parts if isinstance(parts, list) else [parts])]
    return [each[key] for each in things if isinstance(each, dict) for key in _FREE if key in each]


def _locked_selectors(things: Sequence[Thing]) -> Iterator[str]:
    for thing in things:
        if "cssSelector" in thing and any(_is_no(thing.get(key)) for key in _FREE):
            selectors = thing["cssSelector"]
            for selector in selectors if isinstance(selectors, list) else [selectors]:
                if isinstance(selector, str):
                    yield selector


def _said_in_meta(tree: HtmlElement) -> str:
    for meta in tree.iter("meta"):
        name, content = meta.get("property") or meta.get("name"), meta.get("content", "").strip().lower()
        if name == "article:content_tier":
            return f"as article:content_tier ({_TIERS[content]})" if content in _TIERS else ""
        if meta.get("itemprop") == "isAccessibleForFree" and _is_no(content):
            return "in microdata"
    return ""


def _whole_number(value: object) -> int:
    text = str(value).strip()
    return (
        int(text)
        if isinstance(value, int | str) and text.isascii() and text.isdigit() and len(text) < 7
        else 0
    )


def _is_no(value: object) -> bool:
    if isinstance(value, list):
        return any(map(_is_no, value[:10]))
    if isinstance(value, dict):
        return any(
            _is_no(value.get(key)) for key in ("@value", "@id") if not isinstance(value.get(key), dict)
        )
    return value is False or (isinstance(value, str | int) and str(value).strip().lower() in _NO)

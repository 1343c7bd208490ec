"""JSON-LD: what a page declares of itself to search engines."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxml.html import HtmlElement

Thing: TypeAlias = dict[str, Any]

_DEEPEST = 8
_LARGEST = 2_000_000  # characters of one script
_ARTICLES = ("Article", "Posting", "Report", "Review")
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
    things = tuple(_things(tree))
    return Declared(things, tuple(thing for thing in things if _is_article(thing)))


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
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->")
        if len(text) <= _LARGEST:
            yield from _nested(_parsed(text), _DEEPEST)


def _parsed(text: str) -> object:
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):  # often broken by hand; one broken script costs only itself
        return None


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


def _kinds(thing: Thing) -> list[str]:
    kinds = thing.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _is_no(value: object) -> bool:
    return value is False or (isinstance(value, str | int) and str(value).strip().lower() in _NO)

"""JSON Feed (jsonfeed.org, versions 1 and 1.1): given as feedparser gives the other formats."""

import html
import json
from collections.abc import Iterator, Mapping
from typing import Any

from news.errors import FeedError
from scrapers.items import Item
from scrapers.sitemaps import moment

_VERSION = "jsonfeed.org/version/"


def read(text: str) -> tuple[Item, list[Item]]:
    """Return what a document tells of itself and its items; FeedError where it is no JSON Feed."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FeedError("the address answers with broken JSON, not a feed") from error
    # A brace begins an object, but nothing says that it is one of ours.
    if _VERSION not in _text(document, "version") or not isinstance(document.get("items"), list):
        raise FeedError("the address answers with JSON that is no feed")
    told = {"title": html.escape(_text(document, "title")), "language": _text(document, "language")}
    return told, list(_items(document["items"]))


def _items(items: list[object]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, dict):
            content = _text(item, "content_html") or html.escape(_text(item, "content_text"))
            yield {
                "link": _text(item, "url") or _text(item, "external_url") or _permalink(item),
                "id": _text(item, "id"),
                "title": html.escape(_text(item, "title")),
                "summary": html.escape(_text(item, "summary")),
                "content": [{"value": content}] if content else [],
                **dict(_dates(item)),
            }


def _permalink(item: Mapping[str, object]) -> str:
    name = _text(item, "id")
    return name if name.startswith(("https://", "http://")) else ""


def _dates(item: Mapping[str, object]) -> Iterator[tuple[str, Any]]:
    for name, key in (("date_published", "published_parsed"), ("date_modified", "updated_parsed")):
        at = moment(_text(item, name))
        if at is not None:
            yield key.removesuffix("_parsed"), _text(item, name)
            yield key, at.utctimetuple()


def _text(table: Mapping[str, object], name: str) -> str:
    value = table.get(name)
    if isinstance(value, int) and name == "id":  # some number their items
        return str(value)
    return value if isinstance(value, str) else ""

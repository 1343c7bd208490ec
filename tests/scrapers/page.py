"""A made-up page and what is to be read from its head: for tests of metadata."""

import json
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from lxml import html

from scrapers.heads import head
from scrapers.metadata import Metadata, metadata
from scrapers.structured import declared

_ANYTHING = "*"


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and what it tells: times in UTC, `published` with its certainty after it ("*" for any)."""

    name: str
    url: str
    head: str = ""
    body: str = ""
    lang: str = ""
    outlet: str = ""
    feed_title: str = ""
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    modified: str | None = None
    canonical: str | None = _ANYTHING

    def read(self) -> Metadata:
        """Return what is read from it."""
        lang = f' lang="{self.lang}"' if self.lang else ""
        tree = html.document_fromstring(
            f"<html{lang}><head>{self.head}</head><body>{self.body}<p>Text.</p></body></html>"
        )
        return metadata(tree, self.url, declared(tree), head(tree), self.outlet, self.feed_title)

    def faults(self) -> dict[str, tuple[Any, Any]]:
        """Return what is read otherwise than it should be: what was read and what was wanted."""
        told = self.read()
        published = (
            None if told.published_at is None else f"{told.published_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
        )
        if published is not None:
            sure = "*" if (self.published or "").endswith("*") else str(told.published_certainty)
            published = f"{published} {sure}"
        modified = (
            None if told.modified_at is None else f"{told.modified_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
        )
        pairs = {
            "title": (told.title, told.title if self.title is None else self.title),
            "byline": (told.byline, self.byline),
            "published": (published, self.published),
            "modified": (modified, self.modified),
            "canonical": (
                told.canonical_url,
                told.canonical_url if self.canonical == _ANYTHING else self.canonical,
            ),
        }
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def ld(thing: object) -> str:
    """Return a thing as a script of JSON-LD."""
    return f'<script type="application/ld+json">{json.dumps(thing, ensure_ascii=False)}</script>'

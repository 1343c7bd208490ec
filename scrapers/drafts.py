"""First texts of a page, each with where its lines stand among the page's blocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.settings import Document

from news.texts import clean
from scrapers.alignment import align
from scrapers.blocks import Block
from scrapers.markup import plain_text
from scrapers.regions import Region, set_apart

_UNREAD = ("script", "style", "svg", "noscript", "template", etree.Comment, etree.ProcessingInstruction)


@dataclass(frozen=True, slots=True)
class Draft:
    """The lines of a first text; `places` tells for each in which of the page's `blocks` it stands."""

    lines: tuple[str, ...]
    blocks: Sequence[Block]
    places: tuple[range, ...]

    @property
    def told(self) -> list[bool]:
        """Which of the blocks are in the text."""
        told = [False] * len(self.blocks)
        for place in self.places:
            for number in place:
                told[number] = True
        return told


def take_out_unread(tree: HtmlElement) -> None:
    """Take out of a page what no reader sees: an eighth less work for all that follows."""
    etree.strip_elements(tree, *_UNREAD, with_tail=False)


def extracted(tree: HtmlElement, url: str, page: Sequence[Block], *, fast: bool) -> Draft:
    """Return what trafilatura takes for article: its `fast` way, or its whole cascade."""
    document = trafilatura.bare_extraction(tree, url=url, fast=fast, include_comments=False)
    text = document.text if isinstance(document, Document) else None
    return placed(clean(text or "").split("\n"), page)


def dense(page: Sequence[Block], region: Region) -> Draft:
    """Return a region of a page, without what is set apart in it."""
    chosen = [number for number in region.inside if not set_apart(page[number], region.shared)]
    return Draft(
        lines=tuple(page[number].text for number in chosen),
        blocks=page,
        places=tuple(range(number, number + 1) for number in chosen),
    )


def declared(body: str, page: Sequence[Block]) -> Draft:
    """Return the text that a page declares to search engines, be it plain or HTML."""
    return placed(plain_text(body).split("\n"), page)


def placed(lines: Iterable[str], page: Sequence[Block]) -> Draft:
    """Return a draft of these lines; empty ones are left out.

    A headline that runs into the text behind it, where trafilatura takes a page as a whole, is parted from
    it.
    """
    wanted = [line for line in lines if line]
    found: list[tuple[str, range]] = []
    for line, place in zip(wanted, align(wanted, [block.text for block in page]), strict=True):
        first = page[place[0]] if len(place) > 1 else None
        if first is not None and first.tag == "h1" and line.startswith(f"{first.text} "):
            found += [(first.text, place[:1]), (line[len(first.text) + 1 :], place[1:])]
        else:
            found.append((line, place))
    return Draft(tuple(line for line, _ in found), page, tuple(place for _, place in found))

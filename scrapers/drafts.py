"""A first text of a page, by trafilatura, and where its lines stand among the page's blocks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.settings import Document

from news.texts import clean
from scrapers.alignment import align
from scrapers.blocks import Block, blocks
from scrapers.features import word_count
from scrapers.markup import plain_text

_UNREAD = ("script", "style", "svg", "noscript", "template", etree.Comment, etree.ProcessingInstruction)
_SENTENCE = re.compile(r"[.!?…。！？؟][\"'”»’)」]*$")
_LONG = 12  # words from which a block that ends as a sentence is a paragraph
_LINKED = 0.3
_FEWEST = 30.0  # words below which a text looks short
_SHORT = 0.3  # share of the page's paragraphs below which a text looks short
_OVERLONG = 2.5  # times the page's paragraphs above which it looks long
_DECLARED_LONGER = 1.7  # times the words of the page's text from which the declared one is the better


@dataclass(frozen=True, slots=True)
class Draft:
    """The lines of a first text; `places` tells for each in which of the page's `blocks` it stands."""

    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    places: tuple[range, ...]

    @property
    def told(self) -> list[bool]:
        """Which of the blocks are in the text."""
        told = [False] * len(self.blocks)
        for place in self.places:
            for number in place:
                told[number] = True
        return told


def draft(tree: HtmlElement, url: str, declared_body: str = "") -> Draft:
    """Extract the text of a page, a paragraph a line; no lines where there is none.

    What no reader sees is taken out of `tree`. trafilatura's quick way serves most pages; its whole
    cascade, three times as dear, is tried where that text looks short or long beside the page's paragraphs.
    `declared_body` is the text that the page declares to search engines: it serves where the page itself
    shows much less.
    """
    etree.strip_elements(tree, *_UNREAD, with_tail=False)
    page = blocks(tree)
    lines = _extracted(tree, url, fast=True)
    found = _placed(lines, page)
    if _looks_wrong(found):
        found = _placed(_extracted(tree, url, fast=False), page)
    declared = tuple(line for line in plain_text(declared_body).split("\n") if line)
    if _words(declared) > max(_FEWEST, _DECLARED_LONGER * _words(found.lines)):
        return _placed(declared, page)
    return found


def _extracted(tree: HtmlElement, url: str, *, fast: bool) -> tuple[str, ...]:
    document = trafilatura.bare_extraction(tree, url=url, fast=fast, include_comments=False)
    text = document.text if isinstance(document, Document) else None
    return tuple(line for line in clean(text or "").split("\n") if line)


def _placed(lines: tuple[str, ...], page: Sequence[Block]) -> Draft:
    return Draft(lines, tuple(page), tuple(align(lines, [block.text for block in page])))


def _looks_wrong(found: Draft) -> bool:
    """Tell whether a text is short or long beside the paragraphs of its page."""
    all_words = told_words = 0.0
    for block, told in zip(found.blocks, found.told, strict=True):
        words = word_count(block.text)
        if words >= _LONG and block.linked < _LINKED * len(block.text) and _SENTENCE.search(block.text):
            all_words += words
            told_words += words * told
    said = _words(found.lines)
    return said < _FEWEST or told_words < _SHORT * all_words or said > _OVERLONG * all_words


def _words(lines: Sequence[str]) -> float:
    return sum(map(word_count, lines))

"""Where the text of a page is densest, and what in there is set apart: asks for nothing but its blocks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from scrapers.blocks import Block
from scrapers.marks import BIT

_COMMAS = re.compile(r"[,;،，、]")
_FEWEST_WORDS = 8
_TEXT_TAGS = frozenset(
    ("p", "div", "td", "pre", "section", "article", "span", "blockquote", "font", "center")
)
_OTHER_TAGS = 0.3  # what text in other tags weighs, in lists and headings
# Marks of boxes in which an article's page tells of something else.
SET_APART = ("related", "sharing", "appeal", "comments", "nav", "aside", "footer", "form", "hidden")
APART = sum(BIT[mark] for mark in SET_APART)


@dataclass(frozen=True, slots=True)
class Region:
    """The densest part of a page: its blocks, the marks that they share, and the weights it was found by."""

    inside: range
    shared: int
    weights: Mapping[int, float]


def densest(page: Sequence[Block]) -> Region:
    """Return the densest part of a page, with nothing inside where the page has no text."""
    weights = densities(page)
    inside = region(page, weights)
    return Region(inside, shared_marks(page, inside), weights)


def densities(page: Sequence[Block]) -> Mapping[int, float]:
    """Weigh the holders of text, by their numbers, by the paragraphs in them and in what they hold.

    By commas and length, less for links: as Arc90's Readability has it.
    """
    found: dict[int, float] = {}
    for block in page:
        if block.words < _FEWEST_WORDS:
            continue
        weight = (1 + len(_COMMAS.findall(block.text)) + min(len(block.text) / 100, 3)) * (1 - block.linked)
        if block.tag not in _TEXT_TAGS:
            weight *= _OTHER_TAGS
        own, parent, grandparent, _ = block.holders
        if block.tag != "p":
            found[own] = found.get(own, 0.0) + weight
        found[parent] = found.get(parent, 0.0) + weight
        found[grandparent] = found.get(grandparent, 0.0) + weight / 2
    found.pop(-1, None)
    return found


def region(page: Sequence[Block], weights: Mapping[int, float]) -> range:
    """Return the blocks of a page from the first to the last in the holder whose text is densest.

    What stands between them is in that holder too, however deep.
    """
    holder = max(weights, key=lambda number: weights[number], default=None)
    inside = [number for number, block in enumerate(page) if holder in block.holders]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def shared_marks(page: Sequence[Block], inside: range) -> int:
    """Return the marks that all paragraphs of a region share: a theme's, that tell nothing of a block."""
    marks = [page[number].own | page[number].around for number in inside if page[number].is_long]
    return reduce(and_, marks) if marks else 0


def set_apart(block: Block, shared: int) -> int:
    """Return the marks by which a block is set apart from the text around it; 0 where it is not."""
    return (block.own | block.around) & APART & ~shared

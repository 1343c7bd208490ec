"""Where the text of a page is densest: a second opinion that asks for nothing but its blocks."""

import re
from collections.abc import Mapping, Sequence

from scrapers.blocks import Block

_COMMAS = re.compile(r"[,;،，、]")
_FEWEST_WORDS = 8
_TEXT_TAGS = frozenset(
    ("p", "div", "td", "pre", "section", "article", "span", "blockquote", "font", "center")
)
_OTHER_TAGS = 0.3  # what text in other tags weighs, in lists and headings


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
        found[parent] = found.get(parent, 0.0) + weight
        found[grandparent] = found.get(grandparent, 0.0) + weight / 2
        if block.tag != "p":
            found[own] = found.get(own, 0.0) + weight
    found.pop(-1, None)
    return found


def densest(weights: Mapping[int, float]) -> int | None:
    """Return the number of the holder in which text is densest; None where no text is."""
    return max(weights, key=lambda number: weights[number], default=None)


def region(page: Sequence[Block]) -> list[int]:
    """Return the numbers of the blocks of a page's densest part."""
    holder = densest(densities(page))
    return [number for number, block in enumerate(page) if holder in block.holders]

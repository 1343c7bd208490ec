"""Sentences that a page breaks in two: by a line break of its layout, or by an advertisement within."""

import re

from scrapers.blocks import Block

_SENTENCE_ENDS = tuple(".!?…:;؟؛。！？।")
_CLOSING = "\"'”’»)]」』）"
_FEWEST_WORDS = 4  # of a first half: less is a name or a label
_FEWEST_UNCASED = 8  # the same in scripts without small letters, which do not show that a sentence goes on
# A figure that numbers no item, or a letter of a script without small ones.
_UNCASED = re.compile(r"\d+(?![\d.)])|[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u9fff\uac00-\ud7a3]")
_UNJOINED = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "td", "th", "figcaption", "pre"))


def goes_on(text: str, block: Block | None, behind: str, block_behind: Block | None) -> bool:
    """Tell whether the line `behind` goes on with the sentence of the line before it.

    It stands in the same block or one beside it, and begins in the middle of a sentence: with a small letter.
    In a script that has none, and with a figure, it must come to an end, and stand in the same block or loose
    behind a paragraph. Addresses, items and verse in capitals stay apart.
    """
    if block is None or block_behind is None or _ends(text) or {block.tag, block_behind.tag} & _UNJOINED:
        return False
    words = text.count(" ") + 1
    if behind[0].islower():
        return (
            words >= _FEWEST_WORDS
            and "://" not in behind.partition(" ")[0]
            and (block is block_behind or _side_by_side(block.holders, block_behind.holders))
        )
    return (
        words >= _FEWEST_UNCASED
        and _UNCASED.match(behind) is not None
        and _ends(behind)
        and (block is block_behind or _is_loose(block, block_behind))
    )


def _ends(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def _side_by_side(holders: tuple[int, ...], behind: tuple[int, ...]) -> bool:
    """Tell whether text stands in two children of one element, or loose in it behind a child."""
    own, parent, *_ = holders
    return behind[0] in (own, parent) or (parent == behind[1] != -1)


def _is_loose(block: Block, behind: Block) -> bool:
    """Tell whether text stands behind a paragraph, in no paragraph: browsers end one at an element within."""
    return block.tag == "p" and behind.holders[0] == block.holders[1]

"""What stands at the end of an article and right behind it: where prompts to pay or to sign in stand."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from news.records import Removed
from scrapers.blocks import Block
from scrapers.lines import Line
from scrapers.marks import BIT

_NEAR = 5  # blocks behind the end of an article in which a prompt belongs to it
_TAIL = 3  # kept lines at the end of a text that can be a prompt
_MOST_LOOKED_AT = 40  # blocks behind the end that are looked at
LONG_LINE = 60  # characters from which a line is a paragraph, not a label, link or note
_LONGEST = 400  # characters of a block that can be a prompt; two longer ones are another article
_TELLING = 28  # characters of a line by which it is found again in a block
_LARGEST_GATE, _LONGEST_IN_GATE = (
    600,
    200,
)  # characters of a gate and of a line in it: larger ones are article
# Kinds of what was removed that may be a prompt in words that no rule for prompts knows.
_MAY_ASK = frozenset(
    (
        *("paywall_prompt", "subscription_offer", "terms_login", "membership_prompt"),
        *("newsletter", "related_links", "other_text"),
    )
)
_GATE, _LINK = BIT["gate"], 0.9
_UNSEEN = BIT["hidden"] | BIT["unseen"]
_BESIDE = BIT["beside"] | BIT["footer"] | BIT["nav"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of text at the end of an article or behind it.

    `kept` tells whether it is a line of the text, `gate` whether it stands in a paywall's element, `apart`
    whether its element is another than that of the article's paragraphs, `link` whether it is one as a whole.
    `box` is the number of the element that holds it and its neighbours, -1 where it is not known.
    """

    text: str
    kept: bool = False
    gate: bool = False
    apart: bool = True
    link: bool = False
    buttons: str = ""
    box: int = -1


@dataclass(frozen=True, slots=True)
class End:
    """The end of an article on its page: pieces in order, and the number of the block behind it, or -1."""

    pieces: tuple[Piece, ...] = ()
    after: int = -1


def end(
    page: Sequence[Block], lines: Sequence[Line], kept: Sequence[str], removed: Sequence[Removed] = ()
) -> End:
    """Return the last lines of a text and what follows them on its page, in the page's order.

    What is hidden, and what belongs to comments, footers, newsletters and the like, is passed over, save
    where the whole article stands in such an element. So is what was `removed` as something else.
    """
    wanted = set(kept)
    own = [line for line in lines if line.text.strip() in wanted]
    if not own:
        return End(tuple(Piece(text, kept=True, apart=False) for text in kept[1:][-_TAIL:]))
    around = _around(own)
    body = _body(own)
    others = frozenset(line.text for line in removed if line.kind not in _MAY_ASK)
    pieces = [piece for piece in _tail(lines, own, body, around) if piece.text not in others]
    after = _after(page, own)
    if after >= 0:
        near = [block for block in page[after : after + _MOST_LOOKED_AT] if block.text not in others]
        pieces += _following(near, body, around)
    return End(tuple(pieces), after)


def is_elsewhere(line: Line) -> bool:
    """Tell whether a line is hidden on its page, or in a part of it that says nothing of the article."""
    marks = 0 if line.block is None else line.block.own | line.block.around
    return bool(marks & _UNSEEN) or (bool(marks & _BESIDE) and not marks & _GATE)


def last_paragraph(lines: Sequence[str]) -> str:
    """Return the last line that is long enough for a paragraph, "" where there is none."""
    return next((line for line in reversed(lines) if len(line) >= LONG_LINE), "")


def _tail(lines: Sequence[Line], own: Sequence[Line], body: int, around: int) -> Iterator[Piece]:
    """Give the last lines of a text, and what was removed between them."""
    last = own[1:][-_TAIL:]
    places = [number for number, line in enumerate(lines) if any(line is each for each in last)]
    for number in range(places[0], places[-1] + 1) if places else ():
        piece = _piece(lines[number].block, body, around, kept=lines[number].text)
        if number in places:
            yield piece
        elif not is_elsewhere(lines[number]):
            yield replace(piece, kept=False)


def _around(own: Sequence[Line]) -> int:
    """Return the marks that say nothing of what stands behind: the first block's, and a large gate's."""
    blocks = [line.block for line in own if line.block is not None]
    if not blocks:
        return 0
    gated = [len(block.text) for block in blocks if (block.own | block.around) & _GATE]
    is_large = sum(gated) > _LARGEST_GATE or max(gated, default=0) > _LONGEST_IN_GATE
    return blocks[0].own | blocks[0].around | (_GATE if is_large else 0)


def _body(own: Sequence[Line]) -> int:
    """Return the number of the element that holds most paragraphs of a text, -1 where none holds most."""
    held = Counter(line.block.holders[1] for line in own if line.block is not None)
    number, count = held.most_common(1)[0] if held else (-1, 0)
    return number if 2 * count >= len(own) else -1


def _after(page: Sequence[Block], own: Sequence[Line]) -> int:
    """Return the number of the block behind the last line that has one, -1 where none has."""
    last = next((line for line in reversed(own) if line.block is not None), None)
    if last is not None:
        for number in range(len(page) - 1, -1, -1):
            if page[number] is last.block:
                return number + 1
    return _searched(page, own[-1].text)  # read of another tree, or not found on the page


def _searched(page: Sequence[Block], line: str) -> int:
    part = " ".join(line.split())[-_TELLING:]
    return next((n + 1 for n in range(len(page) - 1, -1, -1) if part in page[n].text), -1)


def _following(page: Sequence[Block], body: int, around: int) -> Iterator[Piece]:
    long = count = 0
    for block in page:
        marks = (block.own | block.around) & ~around
        if marks & _UNSEEN or (marks & _BESIDE and not marks & _GATE):
            continue
        long += len(block.text) > _LONGEST
        if long == 2 or count == _NEAR:
            return
        if len(block.text) <= _LONGEST:
            count += 1
            yield _piece(block, body, around)


def _piece(block: Block | None, body: int, around: int, *, kept: str = "") -> Piece:
    if block is None:
        return Piece(kept, kept=True, apart=False)
    marks = (block.own | block.around) & ~around
    return Piece(
        kept or block.text,
        bool(kept),
        bool(marks & _GATE),
        body >= 0 and block.holders[1] != body,
        block.linked >= _LINK,
        block.buttons,
        block.holders[1],
    )

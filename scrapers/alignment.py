"""Where the lines of an extracted text stand among the blocks of its page."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

_WORD = re.compile(r"\w+")
_TELLING = 5  # words by which a line is found; a line with fewer is looked for between its neighbours only
_MOST_TRIED = 100  # places at which a line is looked for as a whole
_MOST_PLACES = 30  # places that are tried for a line: one that stands everywhere tells nothing
_MOST_WEIGHT = 40  # words of a line that count when places contradict each other

_Positions: TypeAlias = dict[tuple[str, ...], list[int]]


@dataclass(frozen=True, slots=True)
class _Place:
    """A place where a line may stand, the best place before it, and how much text all of them place."""

    line: int
    start: int
    weight: int
    before: "_Place | None"


def align(lines: Sequence[str], blocks: Sequence[str]) -> list[range]:
    """Return for each line the blocks that it stands in, an empty range for one that is not found.

    Lines come in the order of the page. Where a line's words stand more than once, the place is chosen that
    lets most of the text stand in order.
    """
    words = [_words(line) for line in lines]
    page, owners = _page(blocks)
    positions = _positions(page, words)
    spans = _anchored(words, page, positions)
    _fill(words, page, positions, spans)
    return [_blocks(owners, span) for span in spans]


def _page(blocks: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return all words of a page, and for each of them the number of its block."""
    page: list[str] = []
    owners: list[int] = []
    for number, block in enumerate(blocks):
        words = _words(block)
        page += words
        owners += [number] * len(words)
    return page, owners


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _positions(page: Sequence[str], lines: Sequence[Sequence[str]]) -> _Positions:
    """Return where the beginnings of lines stand on the page: as many words as tell, or a line's few."""
    positions: _Positions = {tuple(line[:_TELLING]): [] for line in lines if line}
    lengths: dict[str, set[int]] = {}
    for beginning in positions:
        lengths.setdefault(beginning[0], set()).add(len(beginning))
    for position, word in enumerate(page):
        for length in lengths.get(word, ()):
            found = positions.get(tuple(page[position : position + length]))
            if found is not None:
                found.append(position)
    return positions


def _anchored(
    lines: Sequence[Sequence[str]], page: Sequence[str], positions: _Positions
) -> list[tuple[int, int] | None]:
    """Place the telling lines: the heaviest run of places in which each stands behind the one before.

    Of runs that weigh the same, the one of earlier lines is taken: the others may stand further on.
    """
    starts: list[int] = []  # of the best places so far, rising; their weights rise too
    best: list[_Place] = []
    for number, line in enumerate(lines):
        for place in _candidates(number, line, page, positions, starts, best):
            at = bisect_left(starts, place.start)
            if at and best[at - 1].weight >= place.weight:
                continue
            if at < len(best) and starts[at] == place.start and best[at].weight >= place.weight:
                continue
            end = at
            while end < len(best) and best[end].weight <= place.weight:
                end += 1
            starts[at:end], best[at:end] = [place.start], [place]
    spans: list[tuple[int, int] | None] = [None] * len(lines)
    last = best[-1] if best else None
    while last is not None:
        spans[last.line] = (last.start, last.start + len(lines[last.line]))
        last = last.before
    return spans


def _candidates(
    number: int,
    line: Sequence[str],
    page: Sequence[str],
    positions: _Positions,
    starts: list[int],
    best: list[_Place],
) -> list[_Place]:
    if len(line) < _TELLING:
        return []
    found = positions[tuple(line[:_TELLING])][:_MOST_TRIED]
    whole = [start for start in found if page[start : start + len(line)] == line]
    places = []
    for start in (whole or found)[:_MOST_PLACES]:
        at = bisect_left(starts, start)
        before = best[at - 1] if at else None
        weight = min(len(line), _MOST_WEIGHT) + (0 if before is None else before.weight)
        places.append(_Place(number, start, weight, before))
    return places


def _fill(
    lines: Sequence[Sequence[str]],
    page: Sequence[str],
    positions: _Positions,
    spans: list[tuple[int, int] | None],
) -> None:
    """Place each line that has no place yet between its neighbours, if it stands there whole."""
    ends = [len(page)] * (len(lines) + 1)
    for number in range(len(lines) - 1, -1, -1):
        span = spans[number]
        ends[number] = ends[number + 1] if span is None else span[0]
    start = 0
    for number, line in enumerate(lines):
        span = spans[number]
        if span is None and line:
            found = positions[tuple(line[:_TELLING])]
            first = bisect_left(found, start)
            last = min(first + _MOST_TRIED, bisect_left(found, ends[number]))
            for position in found[first:last]:
                if page[position : position + len(line)] == line:
                    span = spans[number] = (position, position + len(line))
                    break
        start = start if span is None else span[1]


def _blocks(owners: Sequence[int], span: tuple[int, int] | None) -> range:
    if span is None:
        return range(0)
    return range(owners[span[0]], owners[min(span[1], len(owners)) - 1] + 1)

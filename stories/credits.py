"""Whose text a report prints by its own word: dateline, byline and line of credit.

"BEIRUT (Reuters) -", "دمشق - سانا:", "Kaynak: AA", "Source : AFP", "(Reuters)" at the end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from news.knowledge import Source
from stories.cues import PICTURES, Cues, cues_for
from stories.namings import Index, Naming, Word, words_of

_HEAD_LINES = 3  # among which a dateline stands: "Home > World" may precede it
_FOOT_LINES = 6  # among which a credit stands: "Related stories", "Follow us" may follow it
_PLACE = 70  # characters before a dateline's agency: "QAMISHLI, Syria, 12 January 2026 ("
_PLACE_WORDS = 7  # "AL-HOL CAMP, Syria, 12 January 2026"
_LONGEST_CREDIT = 200  # characters of a line of credit
_WALK = 4  # words between "Source:" and the name
_LONGEST_PHRASE = 3  # words
_BYLINE_PARTS = re.compile(r"\s*(?:[,;/|&]|\band\b|\bby\b|\bwith\b|\bet\b|\bund\b|\bve\b|\bû\b|\sو\s?)\s*")
_OPENS = re.compile(r"(?:^|[-–—/,،(\[|])\s*(?:وكالة\s+)?[\"“«]?$")
_CLOSES = re.compile(r"[\"”»]?\s*(?:[)\]]\s*[-–—:.]?\s*(?=\S)|[-–—:]|$)")
_BEGINS = re.compile(r"(?:^|[(\[.–—|*-])\s*$")
_OPEN_BRACKET = re.compile(r"[(\[]\s*$")
_LAST_BRACKET = re.compile(r"\s*[)\]]\s*\.?\s*$")


@dataclass(frozen=True, slots=True)
class Credit:
    """A source whose text this is, with the words that say so."""

    source: Source
    evidence: str


def credits_of(byline: str | None, text: str, language: str | None, index: Index) -> tuple[Credit, ...]:
    """Return whom a report credits with its text, the surest first."""
    lines = [line for line in text.split("\n") if line.strip()]
    heads = lines[:_HEAD_LINES]
    feet = lines[max(1, len(lines) - _FOOT_LINES) :]
    return (
        *_signed(byline or "", index),
        *(credit for line in heads for credit in _dateline(line, line is lines[-1], index)),
        *(
            credit
            for line in feet
            for credit in _credited(line, line is lines[-1], cues_for(language), index)
        ),
    )


def _signed(byline: str, index: Index) -> Iterator[Credit]:
    for part in _BYLINE_PARTS.split(byline):
        source = index.named_whole(part)
        if source is not None:
            yield Credit(source, byline)


def _dateline(line: str, is_last: bool, index: Index) -> Iterator[Credit]:
    """Yield the agencies of a dateline: a name behind a place or nothing, before a text."""
    head = line[: 2 * _PLACE]
    words = words_of(head)
    for naming in index.namings(words):
        start, end = words[naming.first].start, words[naming.last - 1].end
        closing = _CLOSES.match(line, end)
        if closing is None or (is_last and closing.end() == len(line)):
            continue
        if start <= _PLACE and _OPENS.search(line[:start]) and _is_place(naming):
            yield Credit(naming.source, line[: closing.end()].strip())


def _is_place(naming: Naming) -> bool:
    """Tell a place with a date from the beginning of a sentence: few words, and nothing written to it."""
    return naming.first <= _PLACE_WORDS and not naming.clitic


def _credited(line: str, is_last: bool, cues: tuple[Cues, ...], index: Index) -> Iterator[Credit]:
    words = words_of(line)
    if len(line) > _LONGEST_CREDIT or any(word.folded in PICTURES for word in words[:3]):
        return
    namings = list(index.namings(words))
    if namings and _only_names(words, namings):
        yield from (Credit(naming.source, line) for naming in namings)
        return
    for naming in namings:
        before, behind = line[: words[naming.first].start], line[words[naming.last - 1].end :]
        signed = is_last and _OPEN_BRACKET.search(before) and _LAST_BRACKET.match(behind)
        if signed or before.strip() == "©" or any(_worded(line, words, naming, each) for each in cues):
            yield Credit(naming.source, line)


def _only_names(words: list[Word], namings: list[Naming]) -> bool:
    """Tell "AFP/Reuters", "© AFP", "(رويترز)": nothing but names of sources, and figures."""
    covered = {at for naming in namings for at in range(naming.first, naming.last)}
    return all(at in covered or word.folded.isdigit() for at, word in enumerate(words))


def _worded(line: str, words: list[Word], naming: Naming, cues: Cues) -> bool:
    """Tell a name behind a word of credit: some must begin a line, a bracket or a sentence."""
    if tuple(word.folded for word in words[naming.last : naming.last + 1]) in cues.credit_after:
        return True
    for end in _ends(words, naming, cues):
        for size in range(1, min(_LONGEST_PHRASE, end) + 1):
            phrase = tuple(word.folded for word in words[end - size : end])
            begins = _BEGINS.search(line[: words[end - size].start]) is not None
            if phrase in cues.credit or (begins and phrase in cues.credit_first):
                return True
    return False


def _ends(words: list[Word], naming: Naming, cues: Cues) -> Iterator[int]:
    """Yield where a word of credit may end: right before the name, or before words that may part them."""
    for end in range(naming.first, max(-1, naming.first - _WALK - 1), -1):
        yield end
        if end == 0 or not any((bare,) in cues.between for bare in words[end - 1].bare):
            return

"""What stands beside a doubtful name and makes it a part of another: Golani Brigade, Somali National Army."""

import re
from collections.abc import Set as AbstractSet

from actors.considered import Candidate
from actors.spellings import plain
from actors.words import Words, cased
from news.texts import sentence_at

_WINDOW = 400  # characters on either side in which a sentence is looked for
_MOST = 0.7  # share of capitals above which they tell nothing
_FEWEST_WORDS = 4  # of a sentence of which a share can be told
# An Arabic adjective of origin or kind with its article: الجزائرية, الجوية. It narrows what stands before it.
_ADJECTIVE = re.compile("ال.{2,}(?:ي|يه)")
_NOT_NARROWING = frozenset(
    ("الحالي", "الحاليه", "الماضي", "الماضيه", "التالي", "التاليه", "الموالي", "المواليه")
)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence that holds `text[start:end]`, as far as the window reaches."""
    left = max(0, start - _WINDOW)
    begin, stop = sentence_at(text[left : end + _WINDOW], start - left, end - left)
    return left + begin, left + stop


def followed(candidate: Candidate, words: Words, language: str | None, known: AbstractSet[int]) -> str:
    """Tell what follows a doubtful name and makes it another name; "" where nothing does.

    Words that are `known`, by number, belong to cues, places and actors: they make no other name.
    """
    hit, after = candidate.hit, candidate.hit.last + 1
    if after >= len(words) or words.gap(after) != " " or after in known:
        return ""
    whole = words.text[hit.start : words.ends[after]]
    if not cased(candidate.surface):
        adjective = plain(words.forms[after])
        narrows = _ADJECTIVE.fullmatch(adjective) is not None and adjective not in _NOT_NARROWING
        return whole if narrows and candidate.actor.kind != "person" else ""
    single = hit.single and candidate.alias.kind != "acronym"
    return whole if single and _name_begins(words, after, language) else ""


def preceded(candidate: Candidate, words: Words, language: str | None, known: AbstractSet[int]) -> str:
    """Tell what precedes a doubtful name and makes it another name; "" where nothing does.

    Persons have titles before them, and acronyms the names of their owners.
    """
    hit = candidate.hit
    if candidate.alias.kind == "acronym" or candidate.actor.kind == "person" or not cased(candidate.surface):
        return ""
    if not name_before(hit.first, words, language, known):
        return ""
    return words.text[words.starts[hit.first - 1] : hit.end]


def name_before(i: int, words: Words, language: str | None, known: AbstractSet[int]) -> bool:
    """Tell whether word `i` goes on a name that the word before it, a capitalised stranger, began."""
    before = i - 1
    if before < 0 or before in known or words.gap(i) != " " or words.begins_sentence(before):
        return False
    return _name_begins(words, before, language)


def shouted(candidate: Candidate, words: Words) -> bool:
    """Tell whether an acronym stands among capitals, where it may be any word: "ALEPPO IS BURNING"."""
    if candidate.alias.kind != "acronym" or not cased(candidate.surface):
        return False
    start, end = sentence_around(words.text, candidate.hit.start, candidate.hit.end)
    letters = [char for char in words.text[start:end] if char.isalpha()]
    many = len(words.text[start:end].split()) >= _FEWEST_WORDS
    return many and sum(map(str.isupper, letters)) > _MOST * len(letters)


def _name_begins(words: Words, i: int, language: str | None) -> bool:
    """Tell whether word `i` is capitalised where only names are: not in German, not in a headline."""
    if language == "de" or not words.forms[i][0].isupper():
        return False
    start, end = sentence_around(words.text, words.starts[i], words.ends[i])
    around = re.findall(r"\w+", words.text[start:end])
    return len(around) < _FEWEST_WORDS or sum(w[0].isupper() for w in around) <= _MOST * len(around)

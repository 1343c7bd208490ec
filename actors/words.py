"""Cutting a text into words without losing where they stand."""

import re
from dataclasses import dataclass

APOSTROPHES = "'’‘ʼʾʿ‛`´ˈ′ʹ＇"
# Vowel signs, accents, kashida, soft hyphen and invisible joiners belong to the word around them.
_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b-\u200f\u2060"
_PIECE = rf"[^\W_](?:[^\W_]|[{_MARKS}])*"
_WORD = re.compile(
    rf"[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?"  # an acronym with full stops: S.D.F.
    rf"|{_PIECE}(?:[{APOSTROPHES}]{_PIECE})*"
    r"|/"  # its own word, so that YPG/SDF is one name only where an alias says so
)
_GLUE = re.compile(
    r"[^\S\n]*[\-‐‑‒–—\"'«»“”„‟‘’‹›]{0,2}[^\S\n]*\n?[^\S\n]*[\-‐‑‒–—\"'«»“”„‟‘’‹›]{0,2}[^\S\n]*"
)
_WIDEST = 8  # characters between two words of one name
_STOPPED = re.compile(r"\.?[^\S\n]*")
_SENTENCE_BREAK = re.compile(r"[.!?؟…。:;؛|]|\n")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: `text[starts[i]:ends[i]] == forms[i]`."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.forms)

    def gap(self, i: int) -> str:
        """Return what stands between word `i` and the one before it."""
        return self.text[self.ends[i - 1] : self.starts[i]]

    def joined(self, i: int) -> bool:
        """Tell whether word `i` may go on a name that word `i - 1` began.

        Spaces, hyphens, quotation marks and one line end may stand between; a full stop only after a
        number or an initial (4. Division, Geir O. Pedersen); other punctuation parts names.
        """
        gap = self.gap(i)
        if gap == " ":
            return True
        if len(gap) > _WIDEST:
            return False
        if _GLUE.fullmatch(gap):
            return True
        before = self.forms[i - 1]
        return (before.isdigit() or len(before) == 1) and _STOPPED.fullmatch(gap) is not None

    def begins_sentence(self, i: int) -> bool:
        """Tell whether word `i` is the first of its sentence or line."""
        return i == 0 or _SENTENCE_BREAK.search(self.gap(i)) is not None


def words_of(text: str) -> Words:
    """Cut a text into words."""
    found = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
    starts, ends, forms = zip(*found, strict=True) if found else ((), (), ())
    return Words(text, starts, ends, forms)


def capitalised(word: str) -> bool:
    """Tell whether a word begins with a capital, or is in a script that has none."""
    for char in word:
        if char.isalpha():
            return not char.islower()
    return True


def capitals(word: str) -> int:
    """Count the capitals of a word."""
    return sum(char.isupper() for char in word)


def cased(word: str) -> bool:
    """Tell whether a word has letters that could be capitals."""
    return any(char.isupper() or char.islower() for char in word)

"""Where texts name the sources that are cited: whole words, in any spelling, with what is written to them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from news.knowledge import Source
from news.texts import fold_word, folded_words, word_spans

_SHORT = 5  # Latin letters up to which a name of one word counts only as it is written: AA, Tass, SANA
_ARABIC = re.compile("[\u0600-\u06ff]")
_CLITICS = ("و", "ف", "ل", "ب", "ك", "ول", "وب", "فل")  # and, so, to, by, like
_TO_THE = {"لل": "ال", "ولل": "ال"}  # "للأناضول": to + al-Anadolu
# Endings that Kurmanji and Turkish write onto a name without an apostrophe, folded.
_ENDINGS = (
    "e",
    "ye",
    "a",
    "ya",
    "i",
    "yi",
    "nin",
    "na",
    "ne",
    "nda",
    "nde",
    "ndan",
    "nden",
    "in",
    "un",
    "nun",
)
_EXACT_ENDINGS = ("", "ê", "yê", "a", "ya")  # Kurmanji, on names that count as they are written
_FEWEST_LETTERS = 4  # of a word that may bear an ending: shorter ones with it are other words


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: as written, folded, and what may be meant by it with the clitic that it bears."""

    raw: str
    folded: str
    start: int
    end: int
    bare: Mapping[str, str]  # folded without clitics: the clitic, "" for the word itself


@dataclass(frozen=True, slots=True)
class Naming:
    """A source named by `words[first:last]`; `clitic` is what is written before the name."""

    source: Source
    first: int
    last: int
    clitic: str = ""


@dataclass(frozen=True, slots=True)
class _Name:
    source: Source
    words: tuple[str, ...]
    exact: str  # "" where spelling does not matter
    capital: bool  # its last word bears one: "The National" is not the national average


class Index:
    """The names of sources, to be found in texts."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._names: dict[str, list[_Name]] = defaultdict(list)
        for source in sources:
            for name in source.names:
                self._add(source, name)
        for names in self._names.values():
            names.sort(key=lambda name: -len(name.words))

    def namings(self, words: Sequence[Word]) -> Iterator[Naming]:
        """Yield where these words name a source, the longest name where several begin."""
        after = 0
        for at, word in enumerate(words):
            if at >= after and (found := self._naming(words, at, word)) is not None:
                after = found.last
                yield found

    def named_whole(self, text: str) -> Source | None:
        """Return the source that a text names and nothing else; None where it says more."""
        words = words_of(text)
        return next(
            (each.source for each in self.namings(words) if each.last - each.first == len(words)), None
        )

    def _add(self, source: Source, name: str) -> None:
        words = tuple(folded_words(name))
        if words:
            short = len(words) == 1 and len(name) <= _SHORT and name.lower() != name.upper()
            capital = words_of(name)[-1].raw[0].isupper()
            self._names[words[0]].append(_Name(source, words, name if short else "", capital))

    def _naming(self, words: Sequence[Word], at: int, word: Word) -> Naming | None:
        for bare, clitic in word.bare.items():
            for name in self._names.get(bare, ()):
                last = at + len(name.words)
                if _agree(name, words[at:last]):
                    return Naming(name.source, at, last, clitic)
        return None


@lru_cache(maxsize=16)
def index_of(sources: tuple[Source, ...]) -> Index:
    """Return the index of these sources, made once."""
    return Index(sources)


def words_of(text: str) -> list[Word]:
    """Return the words of a text, which must be NFC."""
    return [
        Word(raw := text[start:end], word := fold_word(raw), start, end, _bare(word))
        for start, end in word_spans(text)
    ]


@lru_cache(maxsize=100_000)
def _bare(word: str) -> Mapping[str, str]:
    found = {word: ""}
    if _ARABIC.match(word):
        for clitic in _CLITICS:
            if word.startswith(clitic) and len(word) > len(clitic) + 1:
                found.setdefault(word[len(clitic) :], clitic)
        for clitic, article in _TO_THE.items():
            if word.startswith(clitic):
                found.setdefault(article + word[len(clitic) :], clitic)
        return found
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _FEWEST_LETTERS:
            found.setdefault(word[: -len(ending)], "")
    return found


def _agree(name: _Name, words: Sequence[Word]) -> bool:
    """Tell whether words, of which the first is known to agree, are a name's; the last may be inflected."""
    if len(words) != len(name.words):
        return False
    if name.exact:
        raw = words[0].raw
        return raw.startswith(name.exact) and raw[len(name.exact) :] in _EXACT_ENDINGS
    if name.capital and not words[-1].raw[0].isupper():
        return False
    middle = zip(words[1:-1], name.words[1:-1], strict=True)
    whole = all(word.folded == part for word, part in middle)
    return whole and (len(words) == 1 or words[-1].bare.get(name.words[-1]) == "")

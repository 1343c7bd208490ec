"""The names to look for, ready to be walked: two tries, and what each word of a text may stand for."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from actors.affixes import (
    SHORTEST,
    elided,
    endings_of,
    stems,
    suffix_mark,
    without_clitics,
    without_suffix,
)
from actors.spellings import is_article, plain, skeleton
from actors.words import words_of

T = TypeVar("T")
SHORTEST_SOUNDED = 6  # letters, article included, of a single word that is found by its sounds alone

_FEWEST_SOUNDS = 4  # letters of a skeleton


@dataclass(frozen=True, slots=True)
class Name(Generic[T]):
    """A spelling to look for, in its language, and what it is a spelling of.

    `sounded` names are transliterations: they are found by their sounds too.
    """

    form: str
    language: str
    meaning: T
    sounded: bool = False


@dataclass(slots=True)
class Node(Generic[T]):
    """A place in a trie: the names that end here, and where each next word leads."""

    names: list[Name[T]] = field(default_factory=list)
    next: dict[str, "Node[T]"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """A word of some name that a word of the text may stand for.

    The name's part of the text's word is `word[left : len(word) - right]`.
    """

    key: str
    rule: str  # "exact", "clitic", "suffix", "elision" or "skeleton"
    left: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class Readings:
    """All that a word of the text may stand for, by its letters and by its sounds."""

    words: tuple[Reading, ...]
    sounds: tuple[Reading, ...]


class Lexicon(Generic[T]):
    """The names of a pack, for texts of any language. Nothing in it changes once it is built."""

    def __init__(self, names: Iterable[Name[T]]) -> None:
        self.spelt: Node[T] = Node()
        self.sounded: Node[T] = Node()
        self._vocabulary: set[str] = set()
        self._sounds: set[str] = set()
        self._stems: dict[tuple[str, str], set[str]] = {}
        for name in names:
            self._add(name)
        self.read: Callable[[str, str | None], Readings | None] = lru_cache(maxsize=200_000)(self._read)

    def _add(self, name: Name[T]) -> None:
        forms = words_of(name.form).forms
        keys = [plain(form) for form in forms]
        if not keys or not all(keys):
            return
        _insert(self.spelt, keys, name)
        self._vocabulary.update(keys)
        for key in keys:
            endings = endings_of(name.language, key)
            for stem in stems(key, endings) if endings else ():
                self._stems.setdefault((_inflected(name.language, key), stem), set()).add(key)
        sounds = _sounds_of(forms, name.language)
        if name.sounded and sum(map(len, sounds)) >= _FEWEST_SOUNDS and len(name.form) >= SHORTEST_SOUNDED:
            _insert(self.sounded, sounds, name)
            self._sounds.update(sounds)

    def _read(self, word: str, language: str | None) -> Readings | None:
        """Return what a word may stand for, None where it is a word of no name; remembered."""
        words = tuple({(r.key, r.left, r.right): r for r in reversed([*self._cut(word, language)])}.values())
        sounds = tuple(s for s in dict.fromkeys(_sounding(word, language)) if s.key in self._sounds)
        return Readings(words, sounds) if words or sounds else None

    def _cut(self, word: str, language: str | None) -> Iterator[Reading]:
        left, right = elided(word), suffix_mark(word)
        if not right:
            yield from self._inflections(word, language, "", 0, 0)
        elif plain(word) in self._vocabulary:  # the apostrophe is the name's own: Hay'at
            yield Reading(plain(word), "exact")
        if left:
            yield from self._inflections(word[left:], language, "elision", left, 0)
        if right:
            yield from self._inflections(word[:-right], language, "suffix", 0, right)
        if left and left < len(word) - right:
            yield from self._inflections(word[left : len(word) - right], language, "elision", left, right)

    def _inflections(
        self, word: str, language: str | None, rule: str, left: int, right: int
    ) -> Iterator[Reading]:
        key = plain(word)
        if key in self._vocabulary:
            yield Reading(key, rule or "exact", left, right)
        for shorter in without_clitics(key, language):
            if shorter in self._vocabulary and len(shorter.removeprefix("ال")) >= SHORTEST:
                yield Reading(shorter, "clitic", left, right)
        for shorter in without_suffix(key, language):
            if shorter in self._vocabulary:
                yield Reading(shorter, rule or "suffix", left, right)
        endings = endings_of(language, key)
        for stem in stems(key, endings) if endings else ():
            for other in self._stems.get((_inflected(language, key), stem), ()):
                yield Reading(other, rule or "suffix", left, right)


def _insert(root: Node[T], keys: list[str], name: Name[T]) -> None:
    node = root
    for key in keys:
        node = node.next.setdefault(key, Node())
    node.names.append(name)


def _inflected(language: str | None, word: str) -> str:
    return "ru" if endings_of(None, word) else language or ""


def _sounds_of(forms: tuple[str, ...], language: str | None) -> list[str]:
    """Return the sounds of a name's words, without its articles."""
    following = (*forms[1:], "")
    kept = [f for f, after in zip(forms, following, strict=True) if not is_article(f, after, language)]
    return [sounds for form in kept if (sounds := skeleton(form, language))]


def _sounding(word: str, language: str | None) -> Iterator[Reading]:
    """Yield what a word sounds like, as it is and without what may be elided or added to it."""
    for left, right in dict.fromkeys(((0, 0), (elided(word), 0), (0, suffix_mark(word)))):
        sounds = skeleton(word[left : len(word) - right], language)
        yield Reading(sounds, "skeleton", left, right)
        if len(sounds) > _FEWEST_SOUNDS and sounds.startswith("al"):
            yield Reading(sounds[2:], "skeleton", left, right)  # the article written on: Aljasem

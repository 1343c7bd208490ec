"""Walking a text through a lexicon: every name it may hold, with the rule that found it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from actors.lexicon import SHORTEST_SOUNDED, Lexicon, Name, Node, Readings
from actors.spellings import is_article
from actors.words import Words, capitalised

T = TypeVar("T")
_LONGEST = 60  # characters; what is longer is no word of a name, and need not be remembered


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A name found: `words.text[start:end]`, the words `first` to `last`, all names spelt so, the rule.

    `single` names have one word, articles not counted.
    """

    start: int
    end: int
    first: int
    last: int
    names: tuple[Name[T], ...]
    rule: str
    single: bool

    @property
    def length(self) -> int:
        """The length of the span in characters."""
        return self.end - self.start


def hits(words: Words, lexicon: Lexicon[T], language: str | None) -> Iterator[Hit[T]]:
    """Yield every name that may stand in the text, overlapping ones too; offsets are those of the text."""
    read = lexicon.read
    readings = [read(form, language) if len(form) <= _LONGEST else None for form in words.forms]
    walk = _Walk(words, readings, language)
    for first, reading in enumerate(readings):
        if reading is None:
            continue
        yield from walk.spelt(lexicon.spelt, first)
        yield from walk.sounded(lexicon.sounded, first)


@dataclass(frozen=True, slots=True)
class _Walk:
    words: Words
    readings: list[Readings | None]
    language: str | None

    def spelt(self, root: Node[T], first: int) -> Iterator[Hit[T]]:
        """Yield the names spelt from word `first` on."""
        open_paths = [(root, first, "exact", 0)]
        while open_paths:
            node, at, rule, left = open_paths.pop()
            reading = self._at(at, first)
            for word in reading.words if reading else ():
                after = node.next.get(word.key)
                if after is None or ((word.left or word.rule == "clitic") and at > first):
                    continue
                told = rule if word.rule == "exact" else word.rule
                began = left if at > first else word.left
                if after.names:
                    start, end = self.words.starts[first] + began, self.words.ends[at] - word.right
                    yield Hit(start, end, first, at, tuple(after.names), told, at == first)
                if after.next and not word.right:
                    open_paths.append((after, at + 1, told, began))

    def sounded(self, root: Node[T], first: int) -> Iterator[Hit[T]]:
        """Yield the names that sound as the text does from word `first` on, articles or not."""
        open_paths = [(root, first, 0)]
        while open_paths:
            node, at, left = open_paths.pop()
            if first < at < len(self.words) and self.words.joined(at) and self._article(at):
                open_paths.append((node, at + 1, left))
            reading = self._at(at, first)
            if reading is None or not capitalised(self.words.forms[at]):
                continue
            for sound in reading.sounds:
                after = node.next.get(sound.key)
                if after is None or (sound.left and at > first):
                    continue
                began = left if at > first else sound.left
                if after.names:
                    yield from self._sounding(first, at, began, sound.right, tuple(after.names))
                if after.next and not sound.right:
                    open_paths.append((after, at + 1, began))

    def _at(self, at: int, first: int) -> Readings | None:
        if at >= len(self.words) or (at > first and not self.words.joined(at)):
            return None
        return self.readings[at]

    def _article(self, at: int) -> bool:
        """Tell whether word `at` is an article that goes with the word after it; "a" needs a hyphen."""
        words = self.words
        if at + 1 >= len(words) or not words.joined(at + 1):
            return False
        form = words.forms[at]
        hyphened = words.gap(at + 1) == "-" and form.casefold() == "a"
        return hyphened or is_article(form, words.forms[at + 1], self.language)

    def _sounding(
        self, first: int, last: int, left: int, right: int, names: tuple[Name[T], ...]
    ) -> Iterator[Hit[T]]:
        """Yield a name found by its sounds; an article before it is part of it."""
        single, begin = first == last, first
        if first and not left and self._article(first - 1):
            begin, left = first - 1, 0
        start, end = self.words.starts[begin] + left, self.words.ends[last] - right
        if not single or end - start >= SHORTEST_SOUNDED:
            yield Hit(start, end, begin, last, names, "skeleton", single)

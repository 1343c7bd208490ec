"""Walking a text through a lexicon: every name it may hold, with the rule that found it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from actors.lexicon import SHORTEST_SOUNDED, Lexicon, Name, Node, Readings
from actors.spellings import is_article
from actors.words import Words, capitalised

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A name found: `words.text[start:end]`, the words `first` to `last`, all names spelt so, the rule."""

    start: int
    end: int
    first: int
    last: int
    names: tuple[Name[T], ...]
    rule: str

    @property
    def length(self) -> int:
        """The length of the span in characters."""
        return self.end - self.start


def hits(words: Words, lexicon: Lexicon[T], language: str | None) -> Iterator[Hit[T]]:
    """Yield every name that may stand in the text, overlapping ones too; offsets are those of the text."""
    read = lexicon.read
    readings = [read(form, language) for form in words.forms]
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
                    yield Hit(start, end, first, at, tuple(after.names), told)
                if after.next and not word.right:
                    open_paths.append((after, at + 1, told, began))

    def sounded(self, root: Node[T], first: int) -> Iterator[Hit[T]]:
        """Yield the names that sound as the text does from word `first` on, articles or not."""
        open_paths = [(root, first, 0)]
        while open_paths:
            node, at, left = open_paths.pop()
            if at > first and self._article(at):
                open_paths.append((node, at + 1, left))
            reading = self._at(at, first)
            if reading is None or not capitalised(self.words.forms[at]):
                continue
            for sound in reading.sounds:
                after = node.next.get(sound.key)
                if after is None or (sound.left and at > first):
                    continue
                began = left if at > first else sound.left
                start, end = self._begin(first, began), self.words.ends[at] - sound.right
                if after.names and (at > first or end - start >= SHORTEST_SOUNDED):
                    yield Hit(start, end, first, at, tuple(after.names), "skeleton")
                if after.next and not sound.right:
                    open_paths.append((after, at + 1, began))

    def _at(self, at: int, first: int) -> Readings | None:
        if at >= len(self.words) or (at > first and not self.words.joined(at)):
            return None
        return self.readings[at]

    def _article(self, at: int) -> bool:
        forms = self.words.forms
        if at + 1 >= len(forms) or not self.words.joined(at):
            return False
        return is_article(forms[at], forms[at + 1], self.language)

    def _begin(self, first: int, left: int) -> int:
        """Return where a name begins whose first word is `first`: an article before it is part of it."""
        forms = self.words.forms
        if (
            not left
            and first
            and self.words.joined(first)
            and is_article(forms[first - 1], forms[first], self.language)
        ):
            return self.words.starts[first - 1]
        return self.words.starts[first] + left

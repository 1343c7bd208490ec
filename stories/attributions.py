"""Where a report says that it has its news from somebody else: "according to SANA", "نقلاً عن رويترز".

A source's name alone says nothing: it must stand beside a cue of the text's language (see `stories.cues`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from news.knowledge import Source
from news.texts import sentence_at
from stories.cues import Cues, Phrase, cues_for
from stories.namings import Index, Naming, Word, words_of

_WINDOW = 1_500  # characters in which a sentence's end is sought
_WALK = 7  # words that may part a cue from a name: "according to the London-based opposition monitor"
_SPEAKING_REACH = 12  # words back to the verb: "قال رئيس ورشة الصيانة المهندس ... لرويترز"
_AGAINST_REACH = 4
_PAST_REACH = 4
_LONGEST_PHRASE = 4  # words
_WORDS = 8  # a line of fewer is a dateline, a heading or a rubric, and is no sentence that counts
_OPENING = 2  # words before a name that begins its clause: "Haber ajansı Reuters"
_LONGEST_INSERTION = 12  # words
_COMMA = re.compile("[,،]")
_COLON = (":", "：")
_DASHES = "-–—|"
_CONJUNCTIONS = ("", "و", "ف")


class Strength(IntEnum):
    """How directly a report names its source."""

    TOLD = 1  # somebody told it to the source: "told Reuters"
    REPORTED = 2  # the source reported it


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source that a report names for its news. `sentence` counts from 0, the title is -1."""

    source: Source
    strength: Strength
    sentence: int
    evidence: str


def attributions(title: str, text: str, language: str | None, index: Index) -> tuple[Attribution, ...]:
    """Return every attribution of a report, in order of reading."""
    cues = cues_for(language)
    return tuple(
        Attribution(source, strength, number, sentence)
        for number, sentence in [(-1, title), *_sentences(text)]
        for source, strength in _of_sentence(sentence, cues, index, number < 0)
    )


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text with their numbers; what is too short to be one has that of the next."""
    at, number = 0, 0
    while at < len(text):
        window = text[at : at + _WINDOW]
        end = sentence_at(window, 0, 1)[1] or len(window)
        yield number, window[:end]
        number += len(window[:end].split()) >= _WORDS
        at += end + len(window[end:]) - len(window[end:].lstrip())


def _of_sentence(
    sentence: str, cues: Sequence[Cues], index: Index, is_title: bool
) -> Iterator[tuple[Source, Strength]]:
    words = words_of(sentence)
    for naming in index.namings(words):
        place = _Place(sentence, words, naming, is_title)
        strengths = [strength for each in cues if (strength := place.judged(each)) is not None]
        if strengths:
            yield naming.source, max(strengths)


@dataclass(frozen=True, slots=True)
class _Place:
    """A source's name with the sentence around it."""

    sentence: str
    words: Sequence[Word]
    naming: Naming
    is_title: bool

    def judged(self, cues: Cues) -> Strength | None:
        """Return how directly the sentence attributes to the source; None where it does not."""
        if self._longer_name(cues) or self._spoilt(cues):
            return None
        return self._announced() or self._from_the_left(cues) or self._from_the_right(cues)

    @property
    def _edge(self) -> str:
        """What stands right behind the name."""
        return self.sentence[self.words[self.naming.last - 1].end :].lstrip("\"'”’»“)] ")

    @property
    def _led(self) -> bool:
        return "ل" in self.naming.clitic

    def _announced(self) -> Strength | None:
        """Judge by punctuation: "Reuters: ...", "Abdi to Reuters: ...", and in titles "... - Reuters"."""
        first = self.naming.first
        if self._edge.startswith(_COLON):
            if first <= _OPENING and not self._led:
                return Strength.REPORTED
            if self._led or self._word(first - 1) in ("to", "ل"):
                return Strength.TOLD
        before = self.sentence[: self.words[first].start].rstrip("\"'”’»“( ")
        if self.is_title and not self._edge and before[-1:] in tuple(_DASHES):
            return Strength.REPORTED
        return None

    def _from_the_left(self, cues: Cues) -> Strength | None:
        """Walk to the left over words that may part a cue from the name."""
        led, at = self._led, self.naming.first
        for _ in range(_WALK):
            found = self._left_cue(cues, at, led)
            if found is not None:
                return found
            if at == 0 or not self._between(cues, at - 1):
                return None
            at -= 1
            led = led or "ل" in self._clitic(cues, at)
        return None

    def _left_cue(self, cues: Cues, at: int, led: bool) -> Strength | None:
        if self._ends_at(cues.told, at):
            return Strength.TOLD
        if self._ends_at(cues.before, at):
            return Strength.TOLD if led and self._ends_at(cues.speaking, at) else Strength.REPORTED
        if not self._edge.strip(".!?\"'”’»") and self._ends_at(cues.ending, at):
            return Strength.REPORTED
        if (led or self._ends_at(cues.to, at)) and self._spoken(cues, at if led else at - 1):
            return Strength.TOLD
        if self._ends_at(cues.like, at) and self._later(cues):
            return Strength.REPORTED
        return None

    def _from_the_right(self, cues: Cues) -> Strength | None:
        """Walk to the right, as to the left; last look for the verb that ends the clause."""
        at = self.naming.last
        for _ in range(_WALK):
            if self._begins_at(cues.told_after, at):
                return Strength.TOLD
            if self._begins_at(cues.after, at):
                return Strength.REPORTED
            if at >= len(self.words) or not self._matches(cues.between, at, at + 1):
                break
            at += 1
        if self._from_whom(cues):
            return Strength.TOLD
        return Strength.REPORTED if self._is_subject(cues) or self._after_insertion(cues) else None

    def _after_insertion(self, cues: Cues) -> bool:
        """Tell "The Post, whose reporter was there, said": a verb right behind what commas enclose."""
        if not _COMMA.match(self._edge):
            return False
        commas = [match.start() for match in _COMMA.finditer(self.sentence)]
        inserted = [at for at in commas if at >= self.words[self.naming.last - 1].end]
        behind = (at for at, word in enumerate(self.words) if len(inserted) > 1 and word.start > inserted[1])
        at = next(behind, len(self.words))
        return at - self.naming.last <= _LONGEST_INSERTION and self._begins_at(cues.after, at)

    def _is_subject(self, cues: Cues) -> bool:
        """Tell whether the name begins its sentence, bare of endings, and a verb of reporting follows."""
        begins = self._start(cues) == 0 and not self._inflected
        return begins and not cues.like and self._later(cues)

    @property
    def _inflected(self) -> bool:
        """Whether an ending parted by an apostrophe follows: "Reuters'ın ofisi" is no subject."""
        return self.sentence[self.words[self.naming.last - 1].end :][:1] in tuple("'’ʼ")

    def _later(self, cues: Cues) -> bool:
        return any(self._begins_at(cues.later, at) for at in range(self.naming.last, len(self.words)))

    def _from_whom(self, cues: Cues) -> bool:
        """Tell the Kurmanji "ji ... re got", in which other words may stand before the verb."""
        whom = self._ends_at(cues.whom, self._start(cues))
        return whom and self._begins_at(cues.whom_after, self.naming.last)

    def _start(self, cues: Cues) -> int:
        """Return where the words that belong to the name begin: "Ajansa Nûçeyan a SANA"."""
        at = self.naming.first
        while at > 0 and self._between(cues, at - 1):
            at -= 1
        return at

    def _spoken(self, cues: Cues, at: int) -> bool:
        """Tell whether a verb of speaking stands not far before, and no "photographer of" the source."""
        if self._ends_at(cues.staff, at):
            return False
        return any(self._ends_at(cues.speaking, end) for end in range(max(1, at - _SPEAKING_REACH), at + 1))

    def _spoilt(self, cues: Cues) -> bool:
        """Tell what makes the name no source of this news: denied, long past, or about its own people."""
        first, last = self.naming.first, self.naming.last
        denied = any(
            self._ends_at(cues.against, at) for at in range(max(1, first - _AGAINST_REACH), first + 1)
        )
        denied = denied or (bool(cues.later) and self._begins_at(cues.against, len(self.words) - 1))
        past = any(self._begins_at(cues.past, at) for at in range(last, last + _PAST_REACH + 1))
        return denied or past or self._begins_at(cues.objects, last + self._inflected)

    def _longer_name(self, cues: Cues) -> bool:
        """Tell whether the name is the beginning of another: "The National Assembly", "Orient News Hotel"."""
        last = self.naming.last
        if self.is_title or last >= len(self.words) or not cues.ending:
            return False
        word = self.words[last]
        parted = self.sentence[self.words[last - 1].end : word.start] != " "
        return not parted and word.raw[0].isupper() and not self._matches(cues.between, last, last + 1)

    def _word(self, at: int) -> str:
        return self.words[at].folded if 0 <= at < len(self.words) else ""

    def _clitic(self, cues: Cues, at: int) -> str:
        word = self.words[at]
        return next((clitic for bare, clitic in word.bare.items() if (bare,) in cues.between), "")

    def _between(self, cues: Cues, at: int) -> bool:
        return any((bare,) in cues.between for bare in self.words[at].bare)

    def _matches(self, phrases: frozenset[Phrase], first: int, last: int) -> bool:
        return tuple(word.folded for word in self.words[first:last]) in phrases

    def _begins_at(self, phrases: frozenset[Phrase], at: int) -> bool:
        return any(self._matches(phrases, at, at + size) for size in range(1, _LONGEST_PHRASE + 1))

    def _ends_at(self, phrases: frozenset[Phrase], at: int) -> bool:
        """Tell whether a phrase ends before the word `at`; an "and" may be written onto it."""
        for size in range(1, min(_LONGEST_PHRASE, at) + 1):
            rest = tuple(word.folded for word in self.words[at - size + 1 : at])
            head = self.words[at - size].bare
            if any((bare, *rest) in phrases for bare, clitic in head.items() if clitic in _CONJUNCTIONS):
                return True
        return False

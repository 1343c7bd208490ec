"""May a doubtful spelling be believed here? What stands around it decides."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from actors.candidates import longest
from actors.considered import Candidate
from actors.matcher import Hit
from actors.names import EVERY, Cue, Meaning
from actors.spellings import plain
from actors.words import Words, cased
from news.texts import sentence_at

_NEAR = 300  # characters on either side in which a cue counts
_BESIDE = 3  # characters between a name and a phrase that touches it
_SHORTEST_EXPANSION = 3  # letters of an acronym that chance does not spell with the words of a text
_SHOUTED = 0.7  # share of capitals above which they tell nothing
_SMALL_WORD = 3  # letters up to which a word without capital may stand inside a name: of, the, de, für


Against = tuple[str, int, int, str]  # actor id or EVERY; start and end of the phrase; the phrase


@dataclass(frozen=True, slots=True)
class Context:
    """What a text offers to judge by.

    `supports` are offsets of cues, places and certain mentions, sorted; those before `title_end` count
    everywhere. `named` are the ids of actors that are named beyond doubt somewhere.
    """

    words: Words
    language: str | None
    title_end: int
    supports: tuple[tuple[int, int], ...]
    against: tuple[Against, ...]
    named: frozenset[str]
    initials: str

    def judge(self, candidate: Candidate) -> tuple[bool, str]:
        """Return whether to believe a candidate, with the support it needed or the reason against it."""
        covering = _covering(candidate, self.against)
        if covering:
            return False, f"it is part of “{covering}”"
        if not candidate.doubtful:
            return True, ""
        if candidate.actor.id in self.named:
            return True, "named"
        for objection in (self._other_expansion, self._unlike_a_name, self._spoken_against):
            reason = objection(candidate)
            if reason:
                return False, reason
        if self.supports_near(candidate.hit):
            return True, "context"
        return False, "nothing near it speaks of the region"

    def supports_near(self, hit: Hit[Meaning]) -> bool:
        """Tell whether a cue stands in the title or near, other than in the name itself."""
        near = bisect_left(self.supports, (hit.start - _NEAR, 0))
        in_title = self.supports[: bisect_left(self.supports, (self.title_end, 0))]
        for start, end in (*in_title, *self.supports[near:]):
            if start > hit.end + _NEAR:
                break
            if end <= hit.start or start >= hit.end:
                return True
        return False

    def _other_expansion(self, candidate: Candidate) -> str:
        letters = plain(candidate.surface)
        if candidate.alias.kind != "acronym" or len(letters) < _SHORTEST_EXPANSION:
            return ""
        return "other words of the text spell this acronym" if letters in self.initials else ""

    def _unlike_a_name(self, candidate: Candidate) -> str:
        hit, forms = candidate.hit, self.words.forms
        if not cased(candidate.surface):
            return ""
        start, end = sentence_at(self.words.text, hit.start, hit.end)
        if candidate.alias.kind == "acronym" and _shouted(self.words.text[start:end]):
            return "all around it is in capitals too"
        if (
            candidate.alias.kind == "acronym"
            or self.language == "de"
            or _headline(self.words.text[start:end])
        ):
            return ""
        before, after = hit.first - 1, hit.last + 1
        if hit.first == hit.last and self._capital_beside(after, after):
            return f"it may be part of another name: {candidate.surface} {forms[after]}"
        if candidate.actor.kind != "person" and self._capital_beside(before, hit.first):
            return f"it may be part of another name: {forms[before]} {candidate.surface}"
        return ""

    def _capital_beside(self, i: int, later: int) -> bool:
        """Tell whether word `i`, parted by a blank from its neighbour, begins another name.

        No other name begins with the first word of a sentence or with a cue of the region.
        """
        words = self.words
        if not 0 <= i < len(words) or words.gap(later) != " " or (i < later and words.begins_sentence(i)):
            return False
        if (words.starts[i], words.ends[i]) in self.supports:
            return False
        return words.forms[i][0].isupper()

    def _spoken_against(self, candidate: Candidate) -> str:
        hit = candidate.hit
        left, right = sentence_at(self.words.text, hit.start, hit.end)
        for actor, start, end, phrase in self.against:
            beside = end <= hit.start <= end + _BESIDE or hit.end <= start <= hit.end + _BESIDE
            if (actor == EVERY and beside) or (actor == candidate.actor.id and left <= start < right):
                return f"beside it stands “{phrase}”"
        return ""


def context_of(
    words: Words,
    language: str | None,
    title_end: int,
    hits: Iterable[Hit[Meaning]],
    possible: Iterable[Candidate],
    places: Iterable[tuple[int, int]],
) -> Context:
    """Gather what a text offers to judge by: its cues, the candidates beyond doubt, the places named."""
    cues = [(hit, name.meaning) for hit in hits for name in hit.names if isinstance(name.meaning, Cue)]
    against = tuple(sorted((c.against, h.start, h.end, c.phrase) for h, c in cues if c.against is not None))
    possible = list(possible)
    sure = longest(c for c in possible if not c.doubtful and not _covering(c, against))
    supports = {(hit.start, hit.end) for hit, cue in cues if cue.against is None}
    supports.update(places, ((c.hit.start, c.hit.end) for c in sure))
    taken = {i for c in sure for i in range(c.hit.first, c.hit.last + 1)}
    acronyms = any(c.doubtful and c.alias.kind == "acronym" for c in possible)
    return Context(
        words,
        language,
        title_end,
        tuple(sorted(supports)),
        against,
        frozenset(c.actor.id for c in sure),
        _initials(words, taken) if acronyms else "",
    )


def _covering(candidate: Candidate, against: tuple[Against, ...]) -> str:
    """Return the phrase against this actor that the candidate is a part of: الشرع in الشرع الإسلامي."""
    hit = candidate.hit
    for actor, start, end, phrase in against:
        if actor in (candidate.actor.id, EVERY) and start <= hit.start and hit.end <= end:
            return phrase
    return ""


def _initials(words: Words, taken: set[int]) -> str:
    """Return the first letters of capitalised words that follow one another, runs parted by blanks.

    An acronym that stands in it has another expansion in this text. Words of certain mentions (`taken`)
    expand nothing else.
    """
    letters = []
    for i, form in enumerate(words.forms):
        if i and not words.joined(i):
            letters.append(" ")
        if i not in taken and form[0].isupper() and not form.isupper():
            letters.append(plain(form)[:1])
        elif len(form) > _SMALL_WORD or i in taken or form.isupper():
            letters.append(" ")
    return "".join(letters)


def _headline(sentence: str) -> bool:
    """Tell whether capitals are given to most words of a sentence, as English headlines do."""
    words = re.findall(r"\w+", sentence)
    return len(words) > 3 and sum(word[0].isupper() for word in words) > _SHOUTED * len(words)


def _shouted(sentence: str) -> bool:
    letters = [char for char in sentence if char.isalpha()]
    long = len(re.findall(r"\w+", sentence)) > 3
    return long and sum(map(str.isupper, letters)) > _SHOUTED * len(letters)

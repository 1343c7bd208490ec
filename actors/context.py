"""May a doubtful spelling be believed here? What stands around it decides."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from actors.candidates import longest
from actors.considered import Candidate
from actors.expansions import other_expansions
from actors.matcher import Hit
from actors.names import Cue, Meaning
from actors.neighbours import followed, preceded, sentence_around, shouted
from actors.spellings import plain
from actors.words import Words

_NEAR = 300  # characters on either side in which a cue counts


@dataclass(frozen=True, slots=True)
class Objection:
    """A phrase of the text that speaks against an actor, by id, being meant near it."""

    start: int
    end: int
    actor: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a text offers to judge by, spans in the order of the text.

    `supports` are cues, places and mentions beyond doubt; those before `title_end` count everywhere.
    `known` are the words they consist of.
    `named` are the ids of actors that are named beyond doubt somewhere, `expansions` the acronyms that
    stand for something else in this text, and `denied` the spellings, with an actor's id, that a phrase
    against that actor holds somewhere: what "MIT students" says of one MIT holds for the others.
    """

    words: Words
    language: str | None
    title_end: int
    supports: tuple[tuple[int, int], ...]
    known: frozenset[int]
    objections: tuple[Objection, ...]
    named: frozenset[str]
    expansions: frozenset[str]
    denied: frozenset[tuple[str, str]]

    def judge(self, candidate: Candidate) -> tuple[bool, str]:
        """Return whether to believe a candidate, with the support it needed or the reason against it."""
        covering = _covering(candidate, self.objections)
        if covering:
            return False, f"it is part of “{covering}”"
        if not candidate.doubtful:
            return True, ""
        whole = followed(candidate, self.words, self.language, self.known)
        if whole:
            return False, f"it may be part of another name: {whole}"
        if candidate.actor.id in self.named:
            return True, "named"
        if not self.supports_near(candidate.hit):
            return False, "nothing near it speaks of the region"
        reason = self._reason_against(candidate)
        return (False, reason) if reason else (True, "context")

    def supports_near(self, hit: Hit[Meaning]) -> bool:
        """Tell whether a cue stands in the title or near, other than in the name itself."""
        if self.supports and self.supports[0][1] <= min(self.title_end, hit.start):
            return True
        for i in range(bisect_left(self.supports, (hit.start - _NEAR, 0)), len(self.supports)):
            start, end = self.supports[i]
            if start > hit.end + _NEAR:
                return False
            if end <= hit.start or start >= hit.end:
                return True
        return False

    def _reason_against(self, candidate: Candidate) -> str:
        whole = preceded(candidate, self.words, self.language, self.known)
        if whole:
            return f"it may be part of another name: {whole}"
        if shouted(candidate, self.words):
            return "all around it is in capitals too"
        if candidate.alias.kind == "acronym" and plain(candidate.surface) in self.expansions:
            return "other words of the text spell this acronym"
        if (candidate.actor.id, plain(candidate.surface)) in self.denied:
            return "it means something else elsewhere in the text"
        left, right = sentence_around(self.words.text, candidate.hit.start, candidate.hit.end)
        for objection in _between(self.objections, left, right):
            if objection.actor == candidate.actor.id:
                return f"near it stands “{objection.phrase}”"
        return ""


def context_of(
    words: Words,
    language: str | None,
    title_end: int,
    hits: Iterable[Hit[Meaning]],
    possible: Iterable[Candidate],
    places: Iterable[Hit[Meaning]],
) -> Context:
    """Gather what a text offers to judge by: its cues, the candidates beyond doubt, the places named."""
    spoken = [(hit, name.meaning) for hit in hits for name in hit.names if isinstance(name.meaning, Cue)]
    against = (
        Objection(h.start, h.end, cue.against, cue.phrase) for h, cue in spoken if cue.against is not None
    )
    objections = tuple(sorted(against, key=lambda objection: objection.start))
    covered = [(one, bool(_covering(one, objections))) for one in possible]
    sure = longest(one for one, inside in covered if not one.doubtful and not inside)
    supports = [hit for hit, cue in spoken if cue.against is None]
    supports += [*places, *(one.hit for one in sure)]
    return Context(
        words,
        language,
        title_end,
        tuple(sorted({(hit.start, hit.end) for hit in supports})),
        frozenset(i for hit in supports for i in range(hit.first, hit.last + 1)),
        objections,
        frozenset(c.actor.id for c in sure),
        other_expansions(words, (one for one, _ in covered if one.doubtful), sure),
        frozenset((one.actor.id, plain(one.surface)) for one, inside in covered if inside),
    )


def _covering(candidate: Candidate, objections: tuple[Objection, ...]) -> str:
    """Return the phrase against this actor that the candidate is a part of: الشرع in الشرع الإسلامي."""
    hit = candidate.hit
    for objection in _between(objections, hit.start - _NEAR, hit.start):
        if objection.actor == candidate.actor.id and hit.end <= objection.end:
            return objection.phrase
    return ""


def _between(objections: tuple[Objection, ...], left: int, right: int) -> Iterable[Objection]:
    """Return the objections that begin from `left` to `right`."""
    first = bisect_left(objections, left, key=lambda o: o.start)
    return objections[first : bisect_left(objections, right + 1, key=lambda o: o.start)]

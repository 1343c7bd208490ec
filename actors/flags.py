"""Everything that is flagged in an article: actors, places, relevance."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from actors.candidates import candidates, longest
from actors.compounds import compounded
from actors.considered import Candidate, Considered, Refusal
from actors.context import context_of
from actors.matcher import hits
from actors.names import lexicon_of
from actors.places import place_mentions, places_found, scene
from actors.relevance import relevance
from actors.surnames import surnames
from actors.words import Words, words_of
from news.knowledge import Pack
from news.records import Flags, Mention, PlaceMention

T = TypeVar("T", Mention, PlaceMention)
_PARTED = "\n\n"  # between title and text, so that no name runs over


class Flagger:
    """Finds the actors and places of a pack in texts. Nothing in it changes once it is built."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._lexicon = lexicon_of(pack)
        self._places = {place.id: place for place in pack.places}

    def __reduce__(self) -> tuple[type["Flagger"], tuple[Pack]]:
        """Travel to another process as the pack alone; the lexicon is built anew there."""
        return Flagger, (self._pack,)

    def flag(self, title: str, text: str, language: str | None, published_at: datetime | None) -> Flags:
        """Return all mentions with offsets into title and text as given, and the relevance of both.

        `language` is a two or three letter code, or None where it is not known.
        """
        day = None if published_at is None else published_at.date()
        start = len(title) + len(_PARTED)
        judged = self._judge(title + _PARTED + text, language, day, len(title))
        mentions, title_mentions = _parted(judged.considered.mentions, start)
        places, title_places = _parted(judged.places, start)
        actors = {m.actor for m in judged.considered.mentions}
        weighed = relevance(title_places, places, actors, self._places, self._pack.thresholds)
        played = scene((*title_places, *places), self._places)
        return Flags(mentions, title_mentions, places, title_places, weighed, played)

    def consider(self, text: str, language: str | None, day: date | None) -> Considered:
        """Return the mentions of a text without a title, and what was found but refused, with reasons."""
        return self._judge(text, language, day, 0).considered

    def _judge(self, text: str, language: str | None, day: date | None, title_end: int) -> "_Judged":
        words = words_of(text)
        found = list(hits(words, self._lexicon, language))
        possible, refused = _sorted_out(candidates(text, found, language, day))
        places = list(places_found(words, found, language))
        strong = [p.hit for p in places if not p.weak]
        context = context_of(words, language, title_end, found, possible, strong)
        believed = []
        for one in possible:
            right, why = context.judge(one)
            if right:
                believed.append(replace(one, support=why))
            else:
                refused.append(one.refused(why))
        mentions = _mentions(words, longest(believed), language)
        refused.sort(key=lambda refusal: (refusal.start, refusal.end, refusal.actor))
        named = place_mentions(words, places, context, [(m.start, m.end) for m in mentions])
        return _Judged(Considered(mentions, tuple(refused)), named)


@dataclass(frozen=True, slots=True)
class _Judged:
    considered: Considered
    places: tuple[PlaceMention, ...]


def _sorted_out(found: Iterable[Candidate | Refusal]) -> tuple[list[Candidate], list[Refusal]]:
    """Part the candidates from those that are refused already."""
    possible: list[Candidate] = []
    refused: list[Refusal] = []
    for one in found:
        if isinstance(one, Refusal):
            refused.append(one)
        else:
            possible.append(one)
    return possible, refused


def _mentions(words: Words, kept: list[Candidate], language: str | None) -> tuple[Mention, ...]:
    """Return the candidates kept, and the surnames of persons among them, in the order of the text."""
    whole = compounded(words, kept) if language == "de" else kept
    mentions = [*(one.kept() for one in whole), *surnames(words, kept, whole, language)]
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _parted(mentions: tuple[T, ...], start: int) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """Part mentions of title and text, which begins at `start`; offsets become those of each."""
    of_text = tuple(
        replace(m, start=m.start - start, end=m.end - start) for m in mentions if m.start >= start
    )
    return of_text, tuple(m for m in mentions if m.start < start)

"""Is a text about the watched region? A score that adds up what it names, and says so in words.

The weights were set on 198 invented articles in six languages: a place in the headline or a tracked actor
tells news of the region from recollections, recipes and obituaries that name as many of its places.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from news.knowledge import Place, Thresholds
from news.records import OnTopic, PlaceMention, Relevance

_LEAD = 300  # characters of a text in which news says where it happened


@dataclass(frozen=True, slots=True)
class Weight:
    """What one kind of evidence adds to the score: `each` time up to `most`; below zero it takes away."""

    each: float
    most: float
    words: str

    def of(self, names: Collection[str]) -> float:
        """Return what this many names add."""
        size = min(abs(self.most), abs(self.each) * len(names))
        return size if self.each > 0 else -size


_HEADLINE = Weight(0.4, 0.4, "in the headline")
_PLACES = Weight(0.14, 0.35, "named of the region")
_LEADING = Weight(0.1, 0.1, "where the text begins")
_ACTORS = Weight(0.15, 0.3, "actors")
_ACTORS_ALONE = Weight(0.1, 0.2, "actors, and no place of the region")
_ELSEWHERE = Weight(-0.08, -0.3, "in other parts of the country")


def relevance(
    title: Sequence[PlaceMention],
    text: Sequence[PlaceMention],
    actors: Collection[str],
    places: dict[str, Place],
    thresholds: Thresholds,
) -> Relevance:
    """Weigh the places named in title and text, and the ids of the actors named in either."""
    north = _named((*title, *text), places, north=True)
    evidence = (
        (_HEADLINE, _named(title, places, north=True)),
        (_PLACES, north),
        (_LEADING, _named((p for p in text if p.start < _LEAD), places, north=True)),
        (_ACTORS if north else _ACTORS_ALONE, sorted(actors)),
        (_ELSEWHERE, _named((*title, *text), places, north=False)),
    )
    score = min(1.0, max(0.0, sum(weight.of(names) for weight, names in evidence)))
    reasons = tuple(f"{weight.words}: {', '.join(names)}" for weight, names in evidence if names)
    return Relevance(_on_topic(score, thresholds), round(score, 2), reasons)


def _named(mentions: Iterable[PlaceMention], places: dict[str, Place], north: bool) -> list[str]:
    """Return the names of the places mentioned that lie in the region, or outside it, each once."""
    found = {places[p.place].name for p in mentions if places[p.place].north is north}
    return sorted(found)


def _on_topic(score: float, thresholds: Thresholds) -> OnTopic:
    if score >= thresholds.yes:
        return OnTopic.YES
    return OnTopic.MARGINAL if score >= thresholds.marginal else OnTopic.NO

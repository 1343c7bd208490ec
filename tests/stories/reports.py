"""Reports as they are weighed, made of a few words."""

from datetime import UTC, datetime, timedelta

from news.relations import Comparable, Evidence
from stories.evidence import Vocabulary, evidence_in, words_of
from stories.fingerprints import folded

MIDDAY = datetime(2024, 3, 5, 12, tzinfo=UTC)  # a Tuesday


def article(
    text: str,
    outlet: str = "A",
    *,
    key: str = "",
    title: str = "",
    language: str = "en",
    named: str = "|",
    days: float | None = 0.0,
) -> Comparable:
    """An article that names actors and, after a bar, places; the first of these is its scene."""
    actors, _, places = named.partition("|")
    return Comparable(
        id=key or outlet,
        url="",
        title=title,
        text=text,
        outlet=outlet,
        language=language,
        published_at=None if days is None else MIDDAY + timedelta(days=days),
        actors=frozenset(actors.split()),
        places=frozenset(places.split()),
        scene=next(iter(places.split()), None),
    )


def report(text: str, outlet: str = "A", *, vocabulary: Vocabulary | None = None, **told: object) -> Evidence:
    """What such an article tells of its event."""
    made = article(text, outlet, **told)  # type: ignore[arg-type]  # a test's own words
    return evidence_in(words_of(folded(made)), Vocabulary() if vocabulary is None else vocabulary)

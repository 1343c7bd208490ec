"""An archive in memory that gives what new articles need, as the store does."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from news.relations import Comparable, Evidence, Relation, Sightings
from stories.copies import COMMON
from stories.fingerprints import Folded
from stories.relations import Held, needed, read, relate


def sightings_of(texts: Iterable[Folded]) -> Sightings:
    """Where all samples of these texts stand."""
    texts = list(texts)
    counts = Counter(hash_ for text in texts for hash_ in text.sample)
    holders: dict[int, tuple[str, ...]] = {}
    for text in texts:
        for hash_ in text.sample:
            holders[hash_] = (*holders.get(hash_, ()), text.article.id)
    return Sightings(
        {hash_: ids for hash_, ids in holders.items() if counts[hash_] <= COMMON},
        frozenset(hash_ for hash_, count in counts.items() if count > COMMON),
        {text.article.id: (text.article.outlet, text.article.title) for text in texts},
    )


class Shelf:
    """Articles placed so far. `names` tells actors and places in reasons; without them ids do."""

    def __init__(self, names: dict[str, str] | None = None) -> None:
        self._names = names or {}
        self._texts: dict[str, Folded] = {}
        self._reports: dict[str, Evidence] = {}
        self.relations: dict[str, Relation] = {}
        self.moved: list[Relation] = []

    def place(self, batch: Sequence[Comparable]) -> tuple[Relation, ...]:
        new = read(batch)
        seen = sightings_of(self._texts.values())
        texts = [self._texts[id_] for id_ in sorted(needed(new, seen))]
        placed = relate(new, Held(seen, texts, tuple(self._reports.values())), self._names)
        self._keep(new, placed.relations, placed.moved, placed.reports)
        return placed.relations

    def place_one(self, article: Comparable) -> Relation:
        [relation] = self.place([article])
        return relation

    def _keep(
        self,
        new: Sequence[Folded],
        relations: Iterable[Relation],
        moved: Sequence[Relation],
        reports: Iterable[Evidence],
    ) -> None:
        self.moved += moved
        self.relations |= {relation.id: relation for relation in (*relations, *moved)}
        for relation in moved:
            self._reports.pop(relation.id, None)
        for text in (*new, *(self._texts[relation.id] for relation in moved)):
            relation = self.relations[text.article.id]
            placed = replace(text.article, copy_of=relation.copy_of, story=relation.story)
            self._texts[placed.id] = replace(text, article=placed)
        for report in reports:
            self._reports[report.article] = replace(report, story=self.relations[report.article].story)


def related(batch: Sequence[Comparable]) -> tuple[Relation, ...]:
    """Place articles beside nothing but each other."""
    return Shelf().place(batch)

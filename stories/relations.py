"""Where articles belong: what each copies, and the story it tells."""

from collections.abc import Sequence

from news.records import Comparable, Relation
from stories.copies import Copy, HeldTexts
from stories.fingerprints import Folded, folded
from stories.grouping import HeldStories


def relate(new: Sequence[Comparable], held: Sequence[Comparable]) -> list[Relation]:
    """Return the relation of each new article, in the order given.

    `held` are articles related before, with `copy_of` and `story`; they keep both. New articles are placed in
    the order of time, those without a date last, each beside `held` and the new ones before it. So neither
    the order of `new` nor its division into batches (each later than the one before) matters.
    """
    shelf = _Shelf()
    for article in sorted(held, key=_time):
        shelf.put_back(article)
    relations = {article.id: shelf.place(article) for article in sorted(new, key=_time)}
    return [relations[article.id] for article in new]


class _Shelf:
    """All articles placed so far, and where."""

    def __init__(self) -> None:
        self._texts = HeldTexts()
        self._stories = HeldStories()
        self._relations: dict[str, Relation] = {}

    def put_back(self, article: Comparable) -> None:
        new = folded(article)
        relation = Relation(article.id, article.story or article.id, article.copy_of)
        if relation.copy_of is None:
            self._stories.add(self._stories.evidence_in(new), relation.story)
        self._keep(new, relation)

    def place(self, article: Comparable) -> Relation:
        new = folded(article)
        copy = self._texts.copied_by(new)
        relation = self._as_report(new) if copy is None else self._as_copy(new, copy)
        self._keep(new, relation)
        return relation

    def _as_report(self, new: Folded) -> Relation:
        report = self._stories.evidence_in(new)
        story, reason = self._stories.joined_by(report) or (new.article.id, "")
        self._stories.add(report, story)
        return Relation(new.article.id, story, reason=reason)

    def _as_copy(self, new: Folded, copy: Copy) -> Relation:
        found = self._relations[copy.found]
        reason = (
            "same address" if copy.kind == "same-url" else f"{copy.similarity:.0%} of the shorter text shared"
        )
        return Relation(
            new.article.id, found.story, found.copy_of or found.id, copy.kind, copy.similarity, reason
        )

    def _keep(self, new: Folded, relation: Relation) -> None:
        self._texts.add(new)
        self._relations[relation.id] = relation


def _time(article: Comparable) -> tuple[bool, float, str]:
    unknown = article.published_at is None
    return unknown, 0.0 if article.published_at is None else article.published_at.timestamp(), article.id

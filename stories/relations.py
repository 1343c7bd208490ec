"""Where articles belong: what each copies, and the story it tells."""

from collections.abc import Sequence

from news.records import Comparable, Relation
from stories.copies import Copy, HeldTexts
from stories.fingerprints import fingerprint
from stories.grouping import HeldStories


def relate(new: Sequence[Comparable], held: Sequence[Comparable]) -> list[Relation]:
    """Return the relation of each new article, in the order given.

    `held` are articles related before, with `copy_of` and `story`; they keep both. New articles are placed in
    the order of time, those without a date last, each beside `held` and the new ones before it. So neither the
    order of `new` nor its division into batches (in the order of time) matters.
    """
    shelf = _Shelf()
    for article in sorted(held, key=_time):
        shelf.put(article, Relation(article.id, article.story or article.id, article.copy_of))
    relations = {article.id: shelf.place(article) for article in sorted(new, key=_time)}
    return [relations[article.id] for article in new]


class _Shelf:
    """All articles placed so far."""

    def __init__(self) -> None:
        self._texts = HeldTexts()
        self._stories = HeldStories()
        self._relations: dict[str, Relation] = {}

    def put(self, article: Comparable, relation: Relation) -> None:
        self._relations[article.id] = relation
        self._texts.add(article, fingerprint(article.text))
        if relation.copy_of is None:
            self._stories.add(article, relation.story)

    def place(self, article: Comparable) -> Relation:
        relation = self._relation(article)
        self.put(article, relation)
        return relation

    def _relation(self, article: Comparable) -> Relation:
        copy = self._texts.copied_by(article, fingerprint(article.text))
        if copy is not None:
            return self._copy_relation(article, copy)
        joined = self._stories.story_of(article)
        if joined is None:
            return Relation(article.id, article.id)
        story, reason = joined
        return Relation(article.id, story, reason=reason)

    def _copy_relation(self, article: Comparable, copy: Copy) -> Relation:
        found = self._relations[copy.found]
        reason = "the same address" if copy.kind == "same-url" else f"{copy.similarity:.0%} of its text or the other's"
        return Relation(article.id, found.story, found.copy_of or found.id, copy.kind, copy.similarity, reason)


def _time(article: Comparable) -> tuple[bool, float, str]:
    unknown = article.published_at is None
    return unknown, 0.0 if article.published_at is None else article.published_at.timestamp(), article.id

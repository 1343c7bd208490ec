"""Where articles belong: what each copies, and the story it tells.

read ─▶ sightings of their samples ─▶ needed texts ─▶ relate
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from news.relations import Comparable, Evidence, Kind, Link, Relation, Sightings, Tie
from stories.copies import Copy, HeldTexts, Lifted
from stories.evidence import Vocabulary, Words, evidence_in, terms_of, words_of
from stories.fingerprints import Folded, folded
from stories.grouping import HeldStories


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of the articles placed before, as far as new ones need it.

    `texts` are those that may be copied, with `copy_of` and `story`; `sightings` are of their samples and of
    the new ones'. `reports` are the original reports of the days around, and `unread` those of them whose
    evidence is not kept.
    """

    sightings: Sightings = field(default_factory=Sightings)
    texts: Sequence[Folded] = ()
    reports: Sequence[Evidence] = ()
    unread: Sequence[Comparable] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Where new articles belong, in the order given, and the evidence of those that are original reports.

    `moved` are held articles that belong elsewhere now, because an earlier original of them came late.
    """

    relations: tuple[Relation, ...]
    moved: tuple[Relation, ...]
    reports: tuple[Evidence, ...]


def read(articles: Iterable[Comparable]) -> list[Folded]:
    """Return articles with their words folded, in the order given."""
    return [folded(article) for article in articles]


def needed(new: Iterable[Folded], sightings: Sightings) -> set[str]:
    """Return the held articles whose texts `relate` needs, by where the samples of the new ones stand."""
    return HeldTexts(sightings).needed(new)


def relate(new: Sequence[Folded], held: Held, names: Mapping[str, str]) -> Placed:
    """Return the relation of each new article.

    New articles are placed in the order of time, those without a date last, each beside what is held and
    the new ones before it: their order in `new` does not matter. What an article copies does not depend on
    the new ones after it either, so that one batch or many, each later than the one before, give the same
    copies. `names` are those of actors and places, for reasons in words.
    """
    matches = _matches(new, held)
    originals = {text.article.id: words_of(text) for text, match in matches if not isinstance(match, Copy)}
    unread = [words_of(folded(article)) for article in held.unread]
    reports = [(report, terms_of(report)) for report in held.reports]
    vocabulary = Vocabulary()
    for terms in (
        *(terms for _, terms in reports),
        *(words.terms for words in (*unread, *originals.values())),
    ):
        vocabulary.tell(terms)
    sought = {term for words in originals.values() for term in words.terms}
    shelf = _Shelf(held.texts, vocabulary, HeldStories(vocabulary, names, sought))
    reports += [(evidence_in(words, vocabulary), words.terms) for words in unread]
    for report, terms in reports:
        shelf.put_back(report, terms)
    for text, match in matches:
        shelf.place(text, match, originals.get(text.article.id))
    relations = tuple(shelf.relations[text.article.id] for text in new)
    return Placed(relations, tuple(shelf.moved.values()), tuple(shelf.reports))


def in_time(texts: Iterable[Folded]) -> list[Folded]:
    """Return articles in the order of time, those without a date last."""
    return sorted(texts, key=_time)


def _matches(new: Iterable[Folded], held: Held) -> list[tuple[Folded, Copy | Lifted | None]]:
    """Return what each new article copies or lifts from, in the order of time."""
    texts = HeldTexts(held.sightings, held.texts)
    matches = []
    for text in in_time(new):
        matches.append((text, texts.match(text)))
        texts.add(text)
    return matches


class _Shelf:
    """All articles placed so far, and where."""

    def __init__(self, held: Iterable[Folded], vocabulary: Vocabulary, stories: HeldStories) -> None:
        self._vocabulary = vocabulary
        self._stories = stories
        self._texts = {text.article.id: text for text in held}
        self._stored = frozenset(self._texts)
        self.relations = {id_: _before(text.article) for id_, text in self._texts.items()}
        self.moved: dict[str, Relation] = {}
        self.reports: list[Evidence] = []

    def put_back(self, report: Evidence, terms: frozenset[int]) -> None:
        self._stories.add(report, report.story or report.article, terms)

    def place(self, new: Folded, match: Copy | Lifted | None, words: Words | None) -> None:
        self._texts[new.article.id] = new
        if words is not None:
            relation = self._as_report(new.article, words, match if isinstance(match, Lifted) else None)
        else:
            assert isinstance(match, Copy)  # noqa: S101 - all others have words
            relation = self._as_copy(new, match)
        self.relations[relation.id] = relation

    def _as_report(self, new: Comparable, words: Words, lifted: Lifted | None) -> Relation:
        report = evidence_in(words, self._vocabulary)
        joining = self._stories.join(report, words.terms)
        story = joining.story or new.id
        links = joining.links or (() if joining.story else self._background(new, lifted))
        self._keep(report, story, words.terms)
        return Relation(new.id, story, reason=joining.reason, links=links)

    def _background(self, new: Comparable, lifted: Lifted | None) -> tuple[Link, ...]:
        """Tie a new story to one from which it lifts background, if both name somebody or some place."""
        if lifted is None:
            return ()
        old = self._texts[lifted.found].article
        if not (new.actors & old.actors or new.places & old.places):
            return ()
        reason = f"{lifted.words} words in a row are from “{old.title}”"
        return (Link(Tie.FOLLOWS, self.relations[old.id].story, reason),)

    def _as_copy(self, new: Folded, copy: Copy) -> Relation:
        found = self.relations[copy.found]
        original = found.copy_of or found.id
        if self._came_late(new.article, original):
            return self._as_original(new, self._texts[original], copy)
        return Relation(
            *(new.article.id, found.story, original, copy.kind, copy.similarity, _reason(copy), copy.passages)
        )

    def _came_late(self, new: Comparable, original: str) -> bool:
        """Tell whether an article was published before the stored one that passes for the original."""
        if original not in self._stored or original in self.moved:
            return False
        old = self._texts[original].article
        if new.published_at is None or old.published_at is None or new.outlet == old.outlet:
            return False
        return new.published_at < old.published_at

    def _as_original(self, new: Folded, old: Folded, copy: Copy) -> Relation:
        """Put an article that came late before the stored one that copies it."""
        story = self.relations[old.article.id].story
        again = HeldTexts(Sightings(), [new]).match(old)
        closest = again if isinstance(again, Copy) else copy
        reason = f"an earlier original came late; {_reason(closest)}"
        moved = Relation(
            old.article.id, story, new.article.id, closest.kind, closest.similarity, reason, closest.passages
        )
        self.relations[moved.id] = self.moved[moved.id] = moved
        words = words_of(new)
        self._keep(evidence_in(words, self._vocabulary), story, words.terms)
        return Relation(
            new.article.id, story, reason=f"published before “{old.article.title}”, which copies it"
        )

    def _keep(self, report: Evidence, story: str, terms: frozenset[int]) -> None:
        self._stories.add(report, story, terms)
        self.reports.append(report)


def _before(article: Comparable) -> Relation:
    """Return where a held article was placed; how it came there is not needed."""
    return Relation(article.id, article.story or article.id, article.copy_of)


def _reason(copy: Copy) -> str:
    return (
        "same address" if copy.kind is Kind.SAME_URL else f"{copy.similarity:.0%} of the shorter text shared"
    )


def _time(text: Folded) -> tuple[bool, float, str]:
    at = text.article.published_at
    return at is None, 0.0 if at is None else at.timestamp(), text.article.id

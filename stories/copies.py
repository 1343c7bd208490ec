"""Copies: which article says what another said before, and in what way.

The earlier article is the original. A copy names the original itself, never another copy.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from heapq import nsmallest

from news.relations import Comparable, Evidence, Kind, Sightings
from news.texts import word_spans
from news.urls import canonical
from stories.fingerprints import WORDS_A_SHINGLE, Fingerprint, Folded, share
from stories.overlaps import OPENING_KEPT, is_copy, overlap, shared_runs, told_apart

COMMON = 60  # articles: a shingle in more is a stock phrase; matters in archives of many thousands
TEMPLATE = 3  # titles of one outlet under which the same words are its furniture
CANDIDATES = 20  # texts judged in full, those that share the rarest samples first
_SHARED = 2  # samples that make a text worth judging; one does where a text has few
_FEW_SAMPLES = 8
_NEARLY_ALL = 0.8  # of the original: what else changed is a credit line, a dateline, a typo
_SHORTENED = 0.7  # of the original's length: a copy that is shorter than this is a part
_TOLD = 3  # passages kept as evidence, the longest
_PASSAGE = 8  # words of the shortest passage that is evidence
_BACKGROUND = 25  # words in a row that two articles share without being copies: background lifted
_BACKGROUND_SHARE = 0.65  # of the shorter text at most: what is more is furniture not learnt yet


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy's tie to an article held: `found` is that article's id; the rest as in `Relation`."""

    found: str
    kind: Kind
    similarity: float
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lifted:
    """A passage of so many words in a row that an article shares with one held, without being its copy."""

    found: str
    words: int


class HeldTexts:
    """The texts that new articles are compared with, and which shingles are furniture among all articles.

    `sightings` are of the stored articles: where the samples of the new ones and of `texts` stand in them.
    """

    def __init__(self, sightings: Sightings, texts: Iterable[Folded] = ()) -> None:
        self._common = sightings.common
        self._holders = {shingle: list(holders) for shingle, holders in sightings.holders.items()}
        self._titles = dict(sightings.titles)
        self._furniture: dict[int, frozenset[str]] = {}  # outlets by shingle, as far as worked out
        self._texts: dict[str, Folded] = {}
        self._by_url: dict[str, str] = {}
        for text in texts:
            self._hold(text)

    def add(self, new: Folded) -> None:
        """Hold a new article. Copies count as well, or a prompt would never be learnt."""
        self._hold(new)
        self._titles[new.article.id] = (new.article.outlet, new.article.title)
        for shingle in new.sample:
            self._holders.setdefault(shingle, []).append(new.article.id)
            self._furniture.pop(shingle, None)

    def match(self, new: Folded) -> Copy | Lifted | None:
        """Return the article held that a new one copies or lifts a passage from; None if it does neither."""
        held = self._by_url.get(canonical(new.article.url)) if new.article.url else None
        if held is not None:
            old = self._texts[held]
            kind, similarity = _kind_at_one_url(new.text, old.text), _similarity(new.text, old.text)
            return Copy(held, kind, similarity, self._passages(new, old))
        found = [self._judged(new, self._texts[held]) for held in self._likely(new) if held in self._texts]
        copies = [each for each in found if isinstance(each, Copy)]
        lifted = [each for each in found if isinstance(each, Lifted)]
        if copies:
            best = max(copies, key=lambda copy: copy.similarity)
            return replace(best, passages=self._passages(new, self._texts[best.found]))
        return max(lifted, key=lambda one: one.words, default=None)

    def needed(self, new: Iterable[Folded]) -> set[str]:
        """Return the stored articles whose texts are needed to tell what these new ones copy."""
        return {held for each in new for held in self._likely(each)}

    def _likely(self, new: Folded) -> list[str]:
        """Return the articles that may be copied, the likeliest first.

        A shared sample speaks for an article the more, the fewer articles hold it.
        """
        evidence: defaultdict[str, float] = defaultdict(float)
        shared: Counter[str] = Counter()
        for shingle in new.sample:
            holders = self._holders.get(shingle, ())
            if holders and not self._is_furniture(shingle, (new.article.outlet,)):
                shared.update(holders)
                for held in holders:
                    evidence[held] += 1 / len(holders)
        enough = _SHARED if len(new.sample) > _FEW_SAMPLES else 1
        same = self._holders.get(new.whole, ())
        likely = (held for held, count in shared.items() if count >= enough or held in same)
        return nsmallest(CANDIDATES, likely, key=lambda held: (-evidence[held], held))

    def _judged(self, new: Folded, old: Folded) -> Copy | Lifted | None:
        if new.whole == old.whole:
            return Copy(old.article.id, Kind.VERBATIM, 1.0)
        outlets = (new.article.outlet, old.article.outlet)
        same_outlet = bool(outlets[0]) and outlets[0] == outlets[1]
        found = overlap(new.text, old.text, partial(self._is_furniture, outlets=outlets))
        if found is None or not is_copy(found, same_outlet, days_apart(new.article, old.article)):
            return self._lifted(new, old)
        kind = Kind.REVISION if same_outlet else _kind(new.text, old.text)
        return Copy(old.article.id, kind, found.contained)

    def _lifted(self, new: Folded, old: Folded) -> Lifted | None:
        words = max((len(run) for run in self._shared_runs(new, old)), default=0) + WORDS_A_SHINGLE - 1
        is_background = _BACKGROUND <= words <= _BACKGROUND_SHARE * min(len(new.words), len(old.words))
        return Lifted(old.article.id, words) if is_background else None

    def _passages(self, new: Folded, old: Folded) -> tuple[str, ...]:
        """Return the longest passages that two articles share, in the order and the words of the new one."""
        runs = [run for run in self._shared_runs(new, old) if len(run) + WORDS_A_SHINGLE > _PASSAGE]
        longest = sorted(sorted(runs, key=len, reverse=True)[:_TOLD], key=lambda run: run.start)
        spans, text = word_spans(new.article.text), new.article.text
        last = len(spans) - 1
        return tuple(
            " ".join(text[spans[run.start][0] : spans[min(run.stop + WORDS_A_SHINGLE - 2, last)][1]].split())
            for run in longest
        )

    def _shared_runs(self, new: Folded, old: Folded) -> Iterator[range]:
        outlets = (new.article.outlet, old.article.outlet)
        counted = told_apart(new.text, partial(self._is_furniture, outlets=outlets))
        return shared_runs(new.text, old.text, counted)

    def _hold(self, text: Folded) -> None:
        self._texts[text.article.id] = text
        if text.article.url:
            self._by_url.setdefault(canonical(text.article.url), text.article.id)

    def _is_furniture(self, shingle: int, outlets: tuple[str, ...]) -> bool:
        holders = self._holders.get(shingle, ())
        if shingle in self._common or len(holders) > COMMON:
            return True
        return len(holders) >= TEMPLATE and not self._furnished(shingle, holders).isdisjoint(outlets)

    def _furnished(self, shingle: int, holders: Sequence[str]) -> frozenset[str]:
        """Return the outlets that print a shingle under so many titles that it is their furniture."""
        known = self._furniture.get(shingle)
        if known is None:
            counts = Counter(outlet for outlet, _ in {self._titles[held] for held in holders} if outlet)
            known = frozenset(outlet for outlet, count in counts.items() if count >= TEMPLATE)
            self._furniture[shingle] = known
        return known


def days_apart(one: Comparable | Evidence, other: Comparable | Evidence) -> float | None:
    """Return the days between two articles; None where a date is unknown, which is not "none"."""
    if one.published_at is None or other.published_at is None:
        return None
    return abs((one.published_at - other.published_at).total_seconds()) / 86_400


def _kind_at_one_url(new: Fingerprint, old: Fingerprint) -> Kind:
    if new.shingles == old.shingles:
        return Kind.SAME_URL
    return Kind.TRUNCATED if _is_part(new, old) and _begins_alike(new, old) else Kind.REVISION


def _kind(new: Fingerprint, old: Fingerprint) -> Kind:
    if share(old.shingles, new.distinct) >= _NEARLY_ALL:
        return Kind.VERBATIM
    if _is_part(new, old):
        return Kind.TRUNCATED if _begins_alike(new, old) else Kind.EXCERPT
    return Kind.REWRITTEN


def _is_part(new: Fingerprint, old: Fingerprint) -> bool:
    return len(new.shingles) < _SHORTENED * len(old.shingles)


def _begins_alike(new: Fingerprint, old: Fingerprint) -> bool:
    return share(old.opening, new.distinct) >= OPENING_KEPT


def _similarity(new: Fingerprint, old: Fingerprint) -> float:
    shorter, longer = sorted((new, old), key=lambda text: len(text.distinct))
    return share(shorter.shingles, longer.distinct)

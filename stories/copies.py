"""Copies: which article says what another said before, and in what way.

The earlier article is the original. A copy names the original itself, never another copy.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial

from news.records import Comparable
from news.urls import canonical
from stories.fingerprints import Fingerprint, Folded, share
from stories.overlaps import OPENING_KEPT, is_copy, overlap

COMMON = 60  # articles: a shingle in more is a stock phrase; matters in archives of many thousands
TEMPLATE = 3  # titles of one outlet under which the same words are its furniture
CANDIDATES = 20  # texts judged in full, those with most shared samples first
_NEARLY_ALL = 0.8  # of the original: what else changed is a credit line, a dateline, a typo
_SHORTENED = 0.7  # of the original's length: a copy that is shorter than this is a part


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy's tie to an article held: `found` is that article's id, `kind` as in `Relation`."""

    found: str
    kind: str
    similarity: float


class HeldTexts:
    """The texts of all articles placed so far, and which shingles are furniture among them."""

    def __init__(self) -> None:
        self._held: dict[str, Folded] = {}
        self._by_url: dict[str, str] = {}
        self._by_words: dict[tuple[str, ...], str] = {}
        self._by_shingle: defaultdict[int, list[str]] = defaultdict(list)
        self._articles_with: Counter[int] = Counter()
        self._titles_with: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._titles: set[tuple[str, ...]] = set()

    def add(self, new: Folded) -> None:
        """Hold an article's text. Copies count as well, or a prompt would never be learnt."""
        article, text = new.article, new.text
        self._held[article.id] = new
        self._by_words.setdefault(new.title + new.words, article.id)
        if article.url:
            self._by_url.setdefault(canonical(article.url), article.id)
        for shingle in text.sample:
            self._by_shingle[shingle].append(article.id)
        self._articles_with.update(text.distinct)
        if article.outlet and (article.outlet, *new.title) not in self._titles:
            self._titles.add((article.outlet, *new.title))
            self._titles_with[article.outlet].update(text.distinct)

    def copied_by(self, new: Folded) -> Copy | None:
        """Return the tie to the article held that this one copies, None where it is new."""
        held = self._by_url.get(canonical(new.article.url)) if new.article.url else None
        if held is not None:
            old = self._held[held].text
            return Copy(held, _kind_at_one_url(new.text, old), _similarity(new.text, old))
        held = self._by_words.get(new.title + new.words)
        if held is not None and new.words:
            return Copy(held, "verbatim", 1.0)
        return self._containing(new)

    def _containing(self, new: Folded) -> Copy | None:
        best: Copy | None = None
        for held in self._candidates(new):
            old = self._held[held]
            outlets = (new.article.outlet, old.article.outlet)
            found = overlap(new.text, old.text, partial(self._furniture, outlets=outlets))
            same_outlet = bool(outlets[0]) and outlets[0] == outlets[1]
            if found is None or not is_copy(found, same_outlet, days_apart(new.article, old.article)):
                continue
            if best is None or found.contained > best.similarity:
                kind = "revision" if same_outlet else _kind(new.text, old.text)
                best = Copy(held, kind, found.contained)
        return best

    def _candidates(self, new: Folded) -> list[str]:
        shared: Counter[str] = Counter()
        sample = new.text.sample
        for shingle in sample - self._furniture(sample, (new.article.outlet,)):
            shared.update(self._by_shingle.get(shingle, ()))
        return sorted(shared, key=lambda held: (-shared[held], held))[:CANDIDATES]

    def _furniture(self, shingles: frozenset[int], outlets: tuple[str, ...]) -> set[int]:
        titles = [self._titles_with[outlet] for outlet in outlets]
        return {
            shingle
            for shingle in shingles
            if self._articles_with.get(shingle, 0) > COMMON
            or any(counts.get(shingle, 0) >= TEMPLATE for counts in titles)
        }


def days_apart(one: Comparable, other: Comparable) -> float | None:
    """Return the days between two articles; None where a date is unknown, which is not "none"."""
    if one.published_at is None or other.published_at is None:
        return None
    return abs((one.published_at - other.published_at).total_seconds()) / 86_400


def _kind_at_one_url(new: Fingerprint, old: Fingerprint) -> str:
    if new.shingles == old.shingles:
        return "same-url"
    return "truncated" if _is_part(new, old) and _begins_alike(new, old) else "revision"


def _kind(new: Fingerprint, old: Fingerprint) -> str:
    if share(old.shingles, new.distinct) >= _NEARLY_ALL:
        return "verbatim"
    if _is_part(new, old):
        return "truncated" if _begins_alike(new, old) else "excerpt"
    return "rewritten"


def _is_part(new: Fingerprint, old: Fingerprint) -> bool:
    return len(new.shingles) < _SHORTENED * len(old.shingles)


def _begins_alike(new: Fingerprint, old: Fingerprint) -> bool:
    return share(old.opening, new.distinct) >= OPENING_KEPT


def _similarity(new: Fingerprint, old: Fingerprint) -> float:
    shorter, longer = sorted((new, old), key=lambda text: len(text.distinct))
    return share(shorter.shingles, longer.distinct)

"""Copies: which article says what another said before, and in what way.

The earlier article is the original. A copy names the original itself, never another copy.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial

from news.records import Comparable
from news.texts import folded_words
from news.urls import canonical
from stories.fingerprints import Fingerprint, share
from stories.overlaps import OPENING_KEPT, is_copy, overlap

COMMON = 60  # articles: a shingle in more is a stock phrase (without such a cap, F1 on edited copies falls to .1)
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
        self._articles: dict[str, tuple[Comparable, Fingerprint]] = {}
        self._by_url: dict[str, str] = {}
        self._by_words: dict[tuple[str, ...], str] = {}
        self._by_shingle: defaultdict[int, list[str]] = defaultdict(list)
        self._articles_with: Counter[int] = Counter()
        self._titles_with: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._titles: set[tuple[str, ...]] = set()

    def add(self, article: Comparable, text: Fingerprint) -> None:
        """Hold an article's text. Copies count as well, or a prompt would never be learnt."""
        self._articles[article.id] = (article, text)
        self._by_words.setdefault(_all_words(article), article.id)
        if article.url:
            self._by_url.setdefault(canonical(article.url), article.id)
        for shingle in text.sample:
            self._by_shingle[shingle].append(article.id)
        self._articles_with.update(text.distinct)
        title = (article.outlet, *folded_words(article.title))
        if article.outlet and title not in self._titles:
            self._titles.add(title)
            self._titles_with[article.outlet].update(text.distinct)

    def copied_by(self, article: Comparable, text: Fingerprint) -> Copy | None:
        """Return the tie to the article held that this one copies, None where it is new."""
        held = self._by_url.get(canonical(article.url)) if article.url else None
        if held is not None:
            old = self._articles[held][1]
            return Copy(held, _kind_at_one_url(text, old), _similarity(text, old))
        held = self._by_words.get(_all_words(article))
        if held is not None and text.shingles:
            return Copy(held, "verbatim", 1.0)
        return self._containing(article, text)

    def _containing(self, article: Comparable, text: Fingerprint) -> Copy | None:
        best: Copy | None = None
        for held in self._candidates(article, text):
            old_article, old = self._articles[held]
            furniture = partial(self._furniture, outlets=(article.outlet, old_article.outlet))
            found = overlap(text, old, furniture)
            same_outlet = bool(article.outlet) and article.outlet == old_article.outlet
            if found is None or not is_copy(found, same_outlet, days_apart(article, old_article)):
                continue
            if best is None or found.contained > best.similarity:
                best = Copy(held, "revision" if same_outlet else _kind(text, old), found.contained)
        return best

    def _candidates(self, article: Comparable, text: Fingerprint) -> list[str]:
        shared: Counter[str] = Counter()
        for shingle in text.sample - self._furniture(text.sample, (article.outlet,)):
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


def _all_words(article: Comparable) -> tuple[str, ...]:
    return (*folded_words(article.title), "\n", *folded_words(article.text))


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

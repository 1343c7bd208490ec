"""What an original report tells of its event, worked out once: its words, names, figures and day."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from zlib import crc32

from news.relations import Comparable, Evidence, Vector
from stories.days import weekday_named
from stories.fingerprints import Folded
from stories.names import names, sounds

LEAD_WORDS = 80  # the title and the first paragraphs; 60 to 120 words do equally well
FEW = 2_000  # reports: where fewer are known, one more does not change how rare a term is
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٬٫", "01234567890123456789,.")
_NUMBER = re.compile(r"(?<![\d:])\d+(?:[.,]\d+)*(?!:?\d)")  # 17:30 is a time
_COUNTED = re.compile(r"[^\S\n]+([^\W\d_]\w{2,})")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LATIN = re.compile("[a-z]")
_VOWELS = re.compile("(?<!^)[aeiouy]")
_DOUBLED = re.compile(r"(.)\1+")
_ARABIC_WORD = re.compile("[\u0600-\u06ff]{4,}")
_CLITICS = re.compile("^[وف]?[بلک]?(?:ال)?")  # and, with, for, the


class Vocabulary:
    """In how many reports each term stands: by that it is weighed.

    The reports are those of the days around that are held, and the new ones. Where they are few, all words
    weigh nearly alike, so that background is not taken for rare and telling.
    """

    def __init__(self) -> None:
        self._reports = 0
        self._counts: Counter[int] = Counter()

    def tell(self, terms: frozenset[int]) -> None:
        """Tell of a report that holds these terms."""
        self._reports += 1
        self._counts.update(terms)

    def reports_with(self, term: int) -> int:
        """Return how many reports hold a term."""
        return self._counts[term]

    def rarity(self, term: int) -> float:
        """Return how telling a term is: nothing where all reports hold it."""
        return math.log(max(self._reports, FEW) / max(self._counts[term], 1))

    def weigh(self, named: str) -> float:
        """Return how telling it is that a report names this actor or place."""
        return self.rarity(mark(named))


@dataclass(frozen=True, slots=True)
class Words:
    """The terms of an article that may be an original report, in reading order, before they are weighed."""

    article: Comparable
    title: tuple[int, ...]
    text: tuple[int, ...]
    names: tuple[int, ...]
    sounds: tuple[int, ...]
    weekday: int | None

    @property
    def terms(self) -> frozenset[int]:
        """All terms by which the report is weighed and found."""
        marks = map(mark, (*self.article.actors, *self.article.places))
        return frozenset((*self.title, *self.text, *self.sounds, *marks))


def words_of(new: Folded) -> Words:
    """Return the terms of an article."""
    article = new.article
    return Words(
        article,
        tuple(_term(_stem(word)) for word in new.title),
        tuple(_term(_stem(word)) for word in new.words),
        tuple(_term(name) for name in names(article.text)),
        tuple(_term(f"~{sound}") for sound in sounds(f"{article.title}\n{article.text}", article.language)),
        weekday_named(new.words),
    )


def evidence_in(words: Words, vocabulary: Vocabulary) -> Evidence:
    """Return what an article tells of its event."""
    article = words.article
    return Evidence(
        article=article.id,
        outlet=article.outlet,
        language=article.language,
        published_at=article.published_at,
        title=_vector(words.title, vocabulary),
        lead=_vector((*words.title, *words.text[:LEAD_WORDS]), vocabulary),
        body=_vector((*words.title, *words.text), vocabulary),
        names=_vector(words.names, vocabulary),
        sounds=_vector(words.sounds, vocabulary),
        numbers=numbers_in(f"{article.title}\n{article.text}"),
        weekday=words.weekday,
        scene=article.scene,
        actors=article.actors,
        places=article.places,
        story=article.story or "",
    )


def terms_of(report: Evidence) -> frozenset[int]:
    """Return all terms by which a report is weighed and found."""
    return frozenset((*report.body, *report.sounds, *map(mark, (*report.actors, *report.places))))


def numbers_in(text: str) -> dict[str, str]:
    """Return the numbers of a text in western digits, thousands joined, without years and times.

    Each comes with what it counts, as the text has it first: "3 wounded"; "" where no word follows it.
    """
    found: dict[str, str] = {}
    western = text.translate(_DIGITS)
    for match in _NUMBER.finditer(western):
        written = match.group()
        joined = re.sub("[.,]", "", written) if _THOUSANDS.fullmatch(written) else written.replace(",", ".")
        if not _YEAR.fullmatch(joined):
            counted = _COUNTED.match(text, match.end())
            found.setdefault(joined, f"{written} {counted[1]}" if counted else "")
    return found


def mark(name: str) -> int:
    """Return the term that an actor or a place is, whatever the language."""
    return _term(f"#{name}")


def likeness(one: Iterable[str], other: Iterable[str], weigh: Callable[[str], float]) -> float:
    """Return the cosine of two sets whose members are weighed, 0 to 1; 0 where one is empty."""
    mine, theirs = set(one), set(other)
    lengths = math.sqrt(sum(weigh(each) ** 2 for each in mine) * sum(weigh(each) ** 2 for each in theirs))
    return sum(weigh(each) ** 2 for each in mine & theirs) / lengths if lengths else 0.0


def similarity(one: Vector, other: Vector) -> float:
    """Return the cosine, 0 to 1, of two vectors of length 1 (or 0)."""
    return sum(one[term] * other[term] for term in one.keys() & other.keys())


def _vector(terms: Iterable[int], vocabulary: Vocabulary) -> Vector:
    weights = {
        term: (1 + math.log(count)) * vocabulary.rarity(term) for term, count in Counter(terms).items()
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()} if length else {}


def _term(word: str) -> int:
    return crc32(word.encode())


def _stem(word: str) -> str:
    """Return a folded word as its spellings share it: Latin consonants, Arabic without clitics."""
    if len(word) <= 3:
        return word
    if _ARABIC_WORD.fullmatch(word):
        bare = _CLITICS.sub("", word)
        return bare if len(bare) >= 3 else word
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word)) if _LATIN.match(word) and word.isascii() else word

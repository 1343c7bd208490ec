"""What two reports tell of one event: words within a language; actors, places, numbers, days across them."""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from news.records import Comparable
from stories.days import weekday_named
from stories.fingerprints import Folded

LEAD_WORDS = 80  # the title and the first paragraphs; 60 to 120 words do equally well
WINDOW = 2_000  # reports: a word in all of them weighs nothing. Fixed, or one article would move all others
REACH_DAYS = 4.0  # reports farther apart are not compared
# Log-odds that two original reports tell one event. Logistic regression over all pairs within reach of each
# other in five development sets that weigh the same: 67 in-domain reports in six languages on two clocks, 296
# reports of one war, 872 of US politics by several outlets. Rounded. Likenesses run from 0 to 1.
_START = -4.5
_WORDS = 8.0
_TITLES = 6.0
_OTHER_LANGUAGE = 1.7  # makes up for the words that cannot be compared
_ACTORS = 3.0
_PLACES = 3.0
_NUMBERS = 2.3
_SAME_WEEKDAY = 1.1
_SAME_OUTLET = -2.0  # set by hand: an outlet rarely reports one event twice
_A_DAY_APART = -1.5  # an unknown date is not "the same day": it weighs as the farthest reach

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٬٫", "01234567890123456789,.")
_NUMBER = re.compile(r"(?<!\d)\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_YEAR = re.compile(r"(?:19|20)\d\d")

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """An article's evidence: its words as vectors of length 1, and what reads the same in every language.

    `lead` holds the title as well. `weekday` runs from 0, Monday, to 6; None where the text names none.
    """

    article: Comparable
    title: Vector
    lead: Vector
    numbers: frozenset[str]
    weekday: int | None

    @property
    def marks(self) -> frozenset[str]:
        """Actors, places and numbers as one set of marks."""
        named = (("actor", self.article.actors), ("place", self.article.places), ("number", self.numbers))
        return frozenset(f"{kind}:{mark}" for kind, marks in named for mark in marks)


def evidence_in(new: Folded, articles_with: Callable[[str], int]) -> Evidence:
    """Return what an article tells of its event.

    `articles_with` counts the reports so far that hold a word. Where they are few, all words weigh nearly
    alike, so that background is not taken for rare and telling.
    """
    return Evidence(
        new.article,
        _vector(new.title, articles_with),
        _vector(new.title + new.words[:LEAD_WORDS], articles_with),
        numbers_in(f"{new.article.title}\n{new.article.text}"),
        weekday_named(new.words),
    )


def numbers_in(text: str) -> frozenset[str]:
    """Return the numbers of a text in western digits, thousands joined, without years."""
    found = set()
    for number in _NUMBER.findall(text.translate(_DIGITS)):
        if _THOUSANDS.fullmatch(number):
            found.add(re.sub("[.,]", "", number))
        else:
            found.add(number.replace(",", "."))
    return frozenset(number for number in found if not _YEAR.fullmatch(number))


def chance_of_one_event(one: Evidence, other: Evidence, days: float | None) -> float:
    """Return the chance, 0 to 1, that two reports tell one event; `days` apart, None where unknown."""
    odds = _START + _A_DAY_APART * (REACH_DAYS if days is None else days)
    if one.article.outlet and one.article.outlet == other.article.outlet:
        odds += _SAME_OUTLET  # and nothing for its words, which it prints every day
    elif one.article.language != other.article.language:
        odds += _OTHER_LANGUAGE
    else:
        odds += _WORDS * similarity(one.lead, other.lead) + _TITLES * similarity(one.title, other.title)
    odds += _ACTORS * likeness(one.article.actors, other.article.actors)
    odds += _PLACES * likeness(one.article.places, other.article.places)
    odds += _NUMBERS * likeness(one.numbers, other.numbers)
    if one.weekday is not None and one.weekday == other.weekday:
        odds += _SAME_WEEKDAY
    return 1 / (1 + math.exp(-odds))


def likeness(one: Set[str], other: Set[str]) -> float:
    """Return the cosine of two sets, 0 to 1; 0 where one is empty."""
    return len(one & other) / math.sqrt(len(one) * len(other)) if one and other else 0.0


def similarity(one: Vector, other: Vector) -> float:
    """Return the cosine, 0 to 1, of two vectors of length 1 (or 0)."""
    return sum(one[word] * other[word] for word in one.keys() & other.keys())


def _vector(words: Sequence[str], articles_with: Callable[[str], int]) -> Vector:
    weights = {
        word: (1 + math.log(count)) * _rarity(articles_with(word)) for word, count in Counter(words).items()
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def _rarity(articles: int) -> float:
    return math.log(WINDOW / min(max(articles, 1), WINDOW))

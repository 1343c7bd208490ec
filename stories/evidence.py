"""What two reports tell of one event: words within a language; actors, places, numbers and days across them."""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass

from news.records import Comparable
from news.texts import folded_words
from stories.days import weekday_named

LEAD_WORDS = 80  # the title and the first paragraphs; 60 to 120 words do equally well
WINDOW = 2_000  # articles: a word in all of them weighs nothing. Fixed, so that no article moves another's weights

# Log-odds that two original reports tell one event. Logistic regression over all pairs within four days of five
# development sets, each weighing the same: 67 in-domain reports in six languages on two clocks, 296 reports of
# one war, 872 of US politics by several outlets; rounded. Similarities run from 0 to 1, days count singly.
_START = -4.5
_WORDS = 8.0
_TITLES = 6.0
_OTHER_LANGUAGE = 1.7  # makes up for the words that cannot be compared
_ACTORS = 3.0
_PLACES = 3.0
_NUMBERS = 2.3
_SAME_WEEKDAY = 1.1
_SAME_OUTLET = -6.0  # an outlet rarely reports one event twice, and always writes in its own words
_A_DAY_APART = -1.5
UNDATED_DAYS = 4.0  # an unknown date is not "the same day": it weighs as the farthest that a story reaches

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٬", "01234567890123456789,")
_NUMBER = re.compile(r"(?<!\d)\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_YEAR = re.compile(r"(?:19|20)\d\d")

Weigh = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """An article's evidence: words with their counts, and what reads the same in every language.

    `weekday` runs from 0, Monday, to 6; None where the text names none.
    """

    article: Comparable
    title: Mapping[str, int]
    lead: Mapping[str, int]
    numbers: frozenset[str]
    weekday: int | None

    @property
    def marks(self) -> frozenset[str]:
        """Actors, places and numbers as one set of marks."""
        named = (("actor", self.article.actors), ("place", self.article.places), ("number", self.numbers))
        return frozenset(f"{kind}:{mark}" for kind, marks in named for mark in marks)


def evidence_in(article: Comparable) -> Evidence:
    """Return what an article tells of its event."""
    title = folded_words(article.title)
    words = folded_words(article.text)
    return Evidence(
        article,
        Counter(title),
        Counter(title + words[:LEAD_WORDS]),
        numbers_in(f"{article.title}\n{article.text}"),
        weekday_named(words),
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


def word_weight(articles: int) -> float:
    """Return what a word weighs that stands in so many articles."""
    return math.log(WINDOW / min(max(articles, 1), WINDOW))


def chance_of_one_event(one: Evidence, other: Evidence, days: float | None, weigh: Weigh) -> float:
    """Return the chance, 0 to 1, that two reports tell one event; `days` apart, None where unknown."""
    odds = _START + _A_DAY_APART * (UNDATED_DAYS if days is None else days)
    if one.article.language == other.article.language:
        odds += _WORDS * similarity(one.lead, other.lead, weigh)
        odds += _TITLES * similarity(one.title, other.title, weigh)
    else:
        odds += _OTHER_LANGUAGE
    odds += _ACTORS * likeness(one.article.actors, other.article.actors)
    odds += _PLACES * likeness(one.article.places, other.article.places)
    odds += _NUMBERS * likeness(one.numbers, other.numbers)
    odds += _SAME_WEEKDAY * (one.weekday is not None and one.weekday == other.weekday)
    odds += _SAME_OUTLET * (bool(one.article.outlet) and one.article.outlet == other.article.outlet)
    return 1 / (1 + math.exp(-odds))


def likeness(one: Set[str], other: Set[str]) -> float:
    """Return the cosine of two sets, 0 to 1; 0 where one is empty."""
    return len(one & other) / math.sqrt(len(one) * len(other)) if one and other else 0.0


def similarity(one: Mapping[str, int], other: Mapping[str, int], weigh: Weigh) -> float:
    """Return the cosine, 0 to 1, of two word counts; counts are damped, words weighed."""
    product = sum(
        _damped(count) * _damped(other[word]) * weigh(word) ** 2 for word, count in one.items() if word in other
    )
    lengths = _length(one, weigh) * _length(other, weigh)
    return product / lengths if lengths else 0.0


def _length(words: Mapping[str, int], weigh: Weigh) -> float:
    return math.sqrt(sum((_damped(count) * weigh(word)) ** 2 for word, count in words.items()))


def _damped(count: int) -> float:
    return 1 + math.log(count)

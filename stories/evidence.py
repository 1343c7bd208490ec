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
WINDOW = 2_000  # reports: what stands in all of them weighs nothing. Fixed, so that no article moves another
REACH_DAYS = 4.0  # reports farther apart are not compared
# Log-odds that two original reports tell one event. Logistic regression over all pairs within reach of each
# other in five development sets that weigh the same: 67 in-domain reports in six languages on two clocks, 296
# reports of one war, 872 of US politics by several outlets. Rounded. Likenesses run from 0 to 1.
_START = -4.4
_WORDS = 9.4
_TITLES = 8.2
_OTHER_LANGUAGE = 1.4  # makes up for the words that cannot be compared
_ACTORS = 6.1
_PLACES = 4.7
_NUMBERS = 3.3
_SAME_WEEKDAY = 1.0
_SAME_OUTLET = -1.4
_A_DAY_APART = -1.6  # an unknown date is not "the same day": it weighs as the farthest reach

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٬", "01234567890123456789,")
_NUMBER = re.compile(r"(?<!\d)\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_YEAR = re.compile(r"(?:19|20)\d\d")

Weights = Mapping[str, float]
Holders = Callable[[str], int]  # how many reports so far hold this word or mark


@dataclass(frozen=True, slots=True)
class Evidence:
    """An article's evidence, each piece with its weight.

    `title` and `lead` (which holds the title) are vectors of length 1. Actors, places and numbers are marks that
    read the same in every language, each under its kind ("actor:hts"), weighing 0 to 1. `weekday` runs from 0,
    Monday, to 6; None where the text names none.
    """

    article: Comparable
    title: Weights
    lead: Weights
    actors: Weights
    places: Weights
    numbers: Weights
    weekday: int | None

    @property
    def marks(self) -> tuple[str, ...]:
        """Actors, places and numbers together."""
        return (*self.actors, *self.places, *self.numbers)


def evidence_in(new: Folded, holders: Holders) -> Evidence:
    """Return what an article tells of its event.

    Where `holders` counts few reports, all words and marks weigh nearly alike, so that background is not taken
    for rare and telling.
    """
    article = new.article
    return Evidence(
        article,
        title=_vector(new.title, holders),
        lead=_vector(new.title + new.words[:LEAD_WORDS], holders),
        actors=_marks("actor", article.actors, holders),
        places=_marks("place", article.places, holders),
        numbers=_marks("number", numbers_in(f"{article.title}\n{article.text}"), holders),
        weekday=weekday_named(new.words),
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
    odds += _ACTORS * likeness(one.actors, other.actors)
    odds += _PLACES * likeness(one.places, other.places)
    odds += _NUMBERS * likeness(one.numbers, other.numbers)
    if one.weekday is not None and one.weekday == other.weekday:
        odds += _SAME_WEEKDAY
    return 1 / (1 + math.exp(-odds))


def likeness(one: Weights, other: Weights) -> float:
    """Return how alike two sets of marks are, 0 to 1.

    It is their cosine, damped by one mark: a single shared name says less than three shared of three.
    """
    shared = sum(min(one[mark], other[mark]) for mark in one.keys() & other.keys())
    return shared / (math.sqrt(sum(one.values()) * sum(other.values())) + 1) if shared else 0.0


def similarity(one: Weights, other: Weights) -> float:
    """Return the cosine, 0 to 1, of two vectors of length 1 (or 0)."""
    return sum(one[word] * other[word] for word in one.keys() & other.keys())


def _vector(words: Sequence[str], holders: Holders) -> Weights:
    weights = {word: (1 + math.log(count)) * _rarity(holders(word)) for word, count in Counter(words).items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def _marks(kind: str, marks: Set[str], holders: Holders) -> Weights:
    named = [f"{kind}:{mark}" for mark in sorted(marks)]
    return dict.fromkeys(named, 1.0)


def _rarity(reports: int) -> float:
    return 1 - math.log(min(max(reports, 1), WINDOW)) / math.log(WINDOW)

"""Stories: which reports tell one event, whatever their outlet and language.

Reports join one after the other and stay: the id of a story never changes. A report joins the story to whose
reports it is most likely tied on average, so that one resemblance does not chain two events together.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import nlargest

from news.relations import Evidence, Link, Tie
from stories.chances import REACH_DAYS, chance, likenesses
from stories.evidence import Vocabulary, similarity

# The average chance from which a report joins: with .5 too few reports of one war do, with .45 look-alikes.
JOINS = 0.47
MEETS = 0.7  # the average chance from which it might have joined another story as well
FOLLOWS = 0.4  # the chance of one event, whoever reports it, from which a new story goes on from another
TELLING = 100  # reports: a term in more tells no event from another
_REACH = REACH_DAYS * 86_400  # seconds
_COMPARED = 25  # reports with which a new one is compared in full
_SIMILAR = 0.2  # of the words of two texts, to be told as a reason
_NAMED = 2  # actors, and places, told in a reason: the most telling
_COUNTED = 2  # figures told in a reason


@dataclass(frozen=True, slots=True)
class Joining:
    """The story that a report joins and why, or None where it begins one; and what that story is tied to."""

    story: str | None
    reason: str
    links: tuple[Link, ...]


class HeldStories:
    """The stories so far, each with its original reports.

    `vocabulary` weighs what reports name, `names` are those of actors and places, by id. `sought` are the
    terms of the reports that will join: others need not be remembered.
    """

    def __init__(self, vocabulary: Vocabulary, names: Mapping[str, str], sought: Collection[int]) -> None:
        self._vocabulary = vocabulary
        self._names = names
        self._sought = frozenset(term for term in sought if vocabulary.reports_with(term) <= TELLING)
        self._reports: dict[str, Evidence] = {}
        self._at: dict[str, float] = {}
        self._reports_of: defaultdict[str, list[str]] = defaultdict(list)
        self._by_term: defaultdict[int, list[str]] = defaultdict(list)

    def add(self, report: Evidence, story: str, terms: frozenset[int]) -> None:
        """Hold an original report of a story, with all its terms."""
        self._reports[report.article] = replace(report, story=story)
        self._at[report.article] = _seconds(report)
        self._reports_of[story].append(report.article)
        for term in self._sought & terms:
            self._by_term[term].append(report.article)

    def join(self, report: Evidence, terms: frozenset[int]) -> Joining:
        """Return the story that a new report joins, or that it begins one."""
        alike = {
            held: likenesses(report, self._reports[held], self._vocabulary.weigh)
            for held in self._near(report, terms)
        }
        chances = {held: chance(each) for held, each in alike.items()}
        average = {
            story: self._average(report, story, chances)
            for story in {self._reports[held].story for held in chances}
        }
        fitting = [story for story in average if average[story] >= JOINS]
        if not fitting:
            return Joining(None, "", self._follows(report, alike))
        best, *others = sorted(fitting, key=lambda story: (average[story], story), reverse=True)
        links = (
            Link(Tie.MEETS, other, self._joined_by(report, other, chances))
            for other in others
            if average[other] >= MEETS
        )
        return Joining(best, self._joined_by(report, best, chances), tuple(links))

    def _follows(self, report: Evidence, alike: Mapping[str, Mapping[str, float]]) -> tuple[Link, ...]:
        """Return what a new story goes on from: an event at one place, or of one outlet, told much alike."""
        chances = {
            held: _whoever_reports(each) for held, each in alike.items() if self._may_go_on(report, held)
        }
        before = max(chances, key=lambda held: (chances[held], held), default=None)
        if before is None or chances[before] < FOLLOWS:
            return ()
        return (Link(Tie.FOLLOWS, self._reports[before].story, self._reason(report, before)),)

    def _may_go_on(self, report: Evidence, held: str) -> bool:
        """Tell whether two reports play at one place, or are one outlet's on the same actors and places."""
        other = self._reports[held]
        if report.scene is not None and report.scene == other.scene:
            return True
        if not report.outlet or report.outlet != other.outlet:
            return False
        return bool(report.actors & other.actors) and bool(report.places & other.places)

    def _joined_by(self, report: Evidence, story: str, chances: Mapping[str, float]) -> str:
        held = (each for each in self._reports_of[story] if each in chances)
        return self._reason(report, max(held, key=lambda each: (chances[each], each)))

    def _reason(self, report: Evidence, held: str) -> str:
        """Say in words what two original reports share: "SDF, Tishreen Dam, 9 January, 3 wounded"."""
        other = self._reports[held]
        actors = sorted(report.actors & other.actors, key=self._telling)
        places = sorted(
            report.places & other.places, key=lambda each: (each != report.scene, self._telling(each))
        )
        figures = [told for number, told in report.numbers.items() if told and number in other.numbers]
        day = event_day(report)
        told = [
            *(self._names.get(name, name) for name in (*actors[:_NAMED], *places[:_NAMED])),
            *([f"{day:%A} {day.day} {day:%B}"] if day is not None and day == event_day(other) else []),
            *figures[:_COUNTED],
            *(["similar words"] if similarity(report.body, other.body) >= _SIMILAR else []),
        ]
        return ", ".join(told) or "names and times alike"

    def _telling(self, name: str) -> tuple[float, str]:
        """Return by what names are ordered, the rarest first."""
        return -self._vocabulary.weigh(name), name

    def _average(self, report: Evidence, story: str, known: Mapping[str, float]) -> float:
        """Return the mean chance of one event over a story's reports; those out of reach have none."""
        reports = self._reports_of[story]
        at = _seconds(report)
        near = (held for held in reports if not abs(self._at[held] - at) > _REACH)
        return sum(known.get(held) or self._chance(report, held) for held in near) / len(reports)

    def _chance(self, report: Evidence, held: str) -> float:
        return chance(likenesses(report, self._reports[held], self._vocabulary.weigh))

    def _near(self, report: Evidence, terms: frozenset[int]) -> list[str]:
        """Return the reports within reach that share most with a new one, by how telling that is."""
        shared: defaultdict[str, float] = defaultdict(float)
        for term in self._sought & terms:
            rarity = self._vocabulary.rarity(term)
            for held in self._by_term.get(term, ()):
                shared[held] += rarity
        at = _seconds(report)
        within = sorted(held for held in shared if not abs(self._at[held] - at) > _REACH)
        return nlargest(_COMPARED, within, key=shared.__getitem__)


def _seconds(report: Evidence) -> float:
    """Return when a report was published, in seconds; an unknown time is NaN, and in reach of any other."""
    return math.nan if report.published_at is None else report.published_at.timestamp()


def _whoever_reports(alike: Mapping[str, float]) -> float:
    """Return the chance of one event as if it were not one outlet that reports twice."""
    return chance({**alike, "outlet": 0.0} if "outlet" in alike else alike)


def event_day(report: Evidence) -> date | None:
    """Return the day of an event: the weekday that a report names first, as it was last before it."""
    if report.published_at is None or report.weekday is None:
        return None
    published = report.published_at.date()
    return published - timedelta(days=(published.weekday() - report.weekday) % 7)

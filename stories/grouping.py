"""Stories: which reports tell one event, whatever their outlet and language.

Reports join one after the other and stay: the id of a story never changes. A report joins the story to whose
reports it is most likely tied on average, so that one resemblance does not chain two events together.
"""

from collections import Counter, defaultdict

from stories.copies import days_apart
from stories.evidence import REACH_DAYS, Evidence, chance_of_one_event, evidence_in, similarity
from stories.fingerprints import Folded

# The average chance from which a report joins. Of .4, .45 and .5: with .5 reports in other languages are lost
# (in-domain pair F1 .91; .96 here), with .4 look-alikes join (.875 on reports of one war; .88 here).
JOINS = 0.45
TELLING = 60  # articles: a word in more tells no event from another
_SHARED = 2  # words, or marks, without which two reports are never compared
_SIMILAR = 0.2  # of the words of two leads, to be told as a reason
_NAMED = 5  # actors and places told in a reason


class HeldStories:
    """The stories so far, each with its original reports."""

    def __init__(self) -> None:
        self._reports: dict[str, Evidence] = {}
        self._story_of: dict[str, str] = {}
        self._reports_of: defaultdict[str, list[str]] = defaultdict(list)
        self._by_word: defaultdict[str, list[str]] = defaultdict(list)
        self._by_mark: defaultdict[str, list[str]] = defaultdict(list)

    def evidence_in(self, new: Folded) -> Evidence:
        """Return what an article tells of its event, its words weighed by the reports so far."""
        return evidence_in(new, lambda word: len(self._by_word.get(word, ())))

    def add(self, report: Evidence, story: str) -> None:
        """Hold an original report of a story."""
        key = report.article.id
        self._reports[key] = report
        self._story_of[key] = story
        self._reports_of[story].append(key)
        for word in report.lead:
            self._by_word[word].append(key)
        for mark in report.marks:
            self._by_mark[mark].append(key)

    def joined_by(self, report: Evidence) -> tuple[str, str] | None:
        """Return the story that a new report joins, with the reason in words; None where it begins one."""
        near = {self._story_of[held] for held in self._near(report)}
        chances = {story: [self._chance(report, held) for held in self._reports_of[story]] for story in near}
        average = {story: sum(each) / len(each) for story, each in chances.items()}
        best = max(average, key=lambda story: (average[story], story), default=None)
        if best is None or average[best] < JOINS:
            return None
        closest = self._reports_of[best][chances[best].index(max(chances[best]))]
        return best, _reason(report, self._reports[closest])

    def _near(self, report: Evidence) -> list[str]:
        words: Counter[str] = Counter()
        for word in report.lead:
            holders = self._by_word.get(word, ())
            if len(holders) <= TELLING:
                words.update(holders)
        marks: Counter[str] = Counter()
        for mark in report.marks:
            marks.update(self._by_mark.get(mark, ()))
        alike = {held for shared in (words, marks) for held, count in shared.items() if count >= _SHARED}
        return [held for held in alike if self._in_reach(report, held)]

    def _in_reach(self, report: Evidence, held: str) -> bool:
        days = days_apart(report.article, self._reports[held].article)
        return days is None or days <= REACH_DAYS

    def _chance(self, report: Evidence, held: str) -> float:
        other = self._reports[held]
        return chance_of_one_event(report, other, days_apart(report.article, other.article))


def _reason(report: Evidence, closest: Evidence) -> str:
    one, other = report.article, closest.article
    named = sorted(one.actors & other.actors) + sorted(one.places & other.places)
    numbers = len(report.numbers & closest.numbers)
    reasons = (
        ", ".join(named[:_NAMED]),
        f"{numbers} shared number{'s' * (numbers > 1)}" if numbers else "",
        "same weekday" if report.weekday is not None and report.weekday == closest.weekday else "",
        "similar words" if similarity(report.lead, closest.lead) >= _SIMILAR else "",
    )
    return "; ".join(reason for reason in reasons if reason)

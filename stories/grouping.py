"""Stories: which reports tell one event, whatever their outlet and language.

Reports join one after the other and stay: the id of a story never changes. A report joins the story to whose
reports it is most likely tied on average, so that one resemblance does not chain two events together.
"""

from collections import Counter, defaultdict

from news.records import Comparable
from stories.copies import days_apart
from stories.evidence import UNDATED_DAYS, Evidence, chance_of_one_event, evidence_in, similarity

JOINS = 0.4  # average chance: of .3 to .5, in-domain stories like the lower end, single outlets' the upper
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

    def add(self, article: Comparable, story: str) -> None:
        """Hold an original report of a story."""
        report = evidence_in(article, self._articles_with)
        self._reports[article.id] = report
        self._story_of[article.id] = story
        self._reports_of[story].append(article.id)
        for word in report.lead:
            self._by_word[word].append(article.id)
        for mark in report.marks:
            self._by_mark[mark].append(article.id)

    def story_of(self, article: Comparable) -> tuple[str, str] | None:
        """Return the story that a new report belongs to, with the reason in words; None for a new story."""
        report = evidence_in(article, self._articles_with)
        near = self._near(report)
        averages = {
            story: sum(self._chance(report, held) for held in self._reports_of[story]) / len(self._reports_of[story])
            for story in {self._story_of[held] for held in near}
        }
        best = max(averages, key=lambda story: (averages[story], story), default=None)
        if best is None or averages[best] < JOINS:
            return None
        closest = max(self._reports_of[best], key=lambda held: (self._chance(report, held), held))
        return best, self._reason(report, self._reports[closest])

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
        return days is None or days <= UNDATED_DAYS

    def _chance(self, report: Evidence, held: str) -> float:
        other = self._reports[held]
        return chance_of_one_event(report, other, days_apart(report.article, other.article))

    def _articles_with(self, word: str) -> int:
        return len(self._by_word.get(word, ()))

    def _reason(self, report: Evidence, closest: Evidence) -> str:
        one, other = report.article, closest.article
        named = sorted(one.actors & other.actors) + sorted(one.places & other.places)
        numbers = len(report.numbers & closest.numbers)
        reasons = [
            ", ".join(named[:_NAMED]),
            f"{numbers} shared number{'s' * (numbers > 1)}" if numbers else "",
            "the same weekday" if report.weekday is not None and report.weekday == closest.weekday else "",
            "similar words" if similarity(report.lead, closest.lead) >= _SIMILAR else "",
        ]
        return "; ".join(reason for reason in reasons if reason)

"""Which words of a report a digest quotes, and where in them tracked actors are named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digests.records import Passage, Run
from digests.wording import plain
from news.outlets import house
from news.records import Access, Mention
from news.reports import Report
from news.texts import clean_line, folded_words, sentence_at

NO_TITLE = "(no title)"
_TITLE = 220  # characters
_SNIPPET = 280  # characters: six lines on a phone
_SHORT = 80  # a sentence below this is read with the next one
_REACH = 700  # how far around a mention its sentence is sought; longer ones are cut anyway
_MENTIONS = 60  # of one report that are looked at
_SAME = 0.6  # share of a passage's words that stand in a shown one, from which it says nothing new
_CLOSING = ".!?؟…。:\"'”’»)]\n"
_BLANKS = "\u115f\u1160\u3164\uffa0\u2800"  # letters that look like nothing
_ACCESS = (Access.FULL, Access.PARTIAL, Access.SUMMARY, Access.CONSENT, Access.NONE)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place to quote: `text[start:end]` of a report's text or title, and who is named in it."""

    report: Report
    text: str
    start: int
    end: int
    mentions: tuple[Mention, ...]

    @property
    def actors(self) -> frozenset[str]:
        return frozenset(mention.actor for mention in self.mentions)

    @property
    def words(self) -> frozenset[str]:
        return frozenset(folded_words(self.text[self.start : self.end]))


def by_preference(reports: Sequence[Report]) -> list[Report]:
    """Order reports as a reader would take them: originals first, then English, the fullest, the earliest."""
    return sorted(reports, key=_preference)


def headline(report: Report) -> Passage:
    """Return a report's title with its mentions marked; "(no title)" where nothing would be seen."""
    runs = marked(report.title, report.title_mentions, 0, _title_end(report.title))
    if not "".join(run.text for run in runs).strip(_BLANKS + " …"):
        runs = (Run(NO_TITLE),)
    return Passage(runs, report.language, plain(house(report.outlet)))


def snippets(reports: Sequence[Report], most: int = 2) -> tuple[Passage, ...]:
    """Return up to `most` passages around mentions; `reports` by preference, the headline's first.

    The first comes from the headline's report where that names an actor, each further one adds most:
    actors not shown yet, then another outlet. Copies are quoted only where nothing else is, and what a
    shown passage or the headline says already is not said again.
    """
    first = reports[0]
    originals = [report for report in reports if report.copy_of is None] or list(reports)
    candidates = [candidate for report in originals for candidate in _candidates(report, first)]
    said = [frozenset(folded_words(first.title))] if first.title_mentions else []
    chosen: list[_Candidate] = []
    while len(chosen) < most:
        fresh = [candidate for candidate in candidates if _adds(candidate, chosen, said)]
        own = [candidate for candidate in fresh if candidate.report is first and not chosen]
        if not fresh:
            break
        chosen.append(max(own or fresh, key=lambda candidate: _worth(candidate, chosen)))
        said.append(chosen[-1].words)
    return tuple(_passage(candidate) for candidate in chosen)


def marked(text: str, mentions: Sequence[Mention], start: int, end: int) -> tuple[Run, ...]:
    """Return `text[start:end]` as runs with the mentions in it marked, and "…" where a sentence was cut.

    Each run is cleaned again: texts are cleaned at the door, and a mail is no place to find out
    that one was not.
    """
    runs = [Run("… ")] if _open(text[max(0, start - 3) : start]) else []
    at = start
    for left, right in _merged(mentions, start, end):
        runs += [Run(_clean(text[at:left])), Run(_clean(text[left:right]), marked=True)]
        at = right
    runs.append(Run(_clean(text[at:end])))
    if _open(text[end - 1 : end]) and text[end : end + 3].lstrip(" ")[:1] not in ("", "\n"):
        runs.append(Run(" …"))
    return tuple(run for run in runs if run.text)


def _preference(report: Report) -> tuple[bool, bool, int, int]:
    english = (report.language or "").startswith("en")
    return report.copy_of is not None, not english, _ACCESS.index(report.access), -len(report.text)


def _candidates(report: Report, first: Report) -> Iterator[_Candidate]:
    """Yield the passages of a report that name an actor; its title too, where another's is the headline."""
    if report is not first and report.title_mentions:
        yield _Candidate(report, report.title, 0, _title_end(report.title), report.title_mentions)
    last = -1
    for mention in sorted(report.mentions, key=lambda mention: mention.start)[:_MENTIONS]:
        if mention.start >= last:
            start, last = _bounds(report.text, mention.start, mention.end)
            inside = tuple(m for m in report.mentions if start <= m.start and m.end <= last)
            yield _Candidate(report, report.text, start, last, inside)


def _adds(candidate: _Candidate, chosen: Sequence[_Candidate], said: Sequence[frozenset[str]]) -> bool:
    words = candidate.words
    if any(len(words & others) >= _SAME * len(words) for others in said):
        return False
    return _worth(candidate, chosen) > (0, False)


def _worth(candidate: _Candidate, chosen: Sequence[_Candidate]) -> tuple[int, bool]:
    """Return how many actors a candidate names that none before it did, and whether its outlet is new."""
    new = candidate.actors.difference(*(other.actors for other in chosen))
    return len(new), all(candidate.report.outlet != other.report.outlet for other in chosen)


def _passage(candidate: _Candidate) -> Passage:
    runs = marked(candidate.text, candidate.mentions, candidate.start, candidate.end)
    return Passage(runs, candidate.report.language, plain(house(candidate.report.outlet)))


def _title_end(title: str) -> int:
    """Return where a title ends: at a space, if it is too long to be one."""
    return len(title) if len(title) <= _TITLE else max(title.rfind(" ", _TITLE // 2, _TITLE), _TITLE // 2)


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of what is quoted around `text[start:end]`: its sentence, two if it is short."""
    low = max(0, start - _REACH)
    near = text[low : end + _REACH]
    left, right = sentence_at(near, start - low, end - low)
    gap = near[right : right + 2]
    if right - left < _SHORT and gap.strip() and "\n" not in gap:
        right = sentence_at(near, right + 1, right + 2)[1]
    left, right = _shortened(near, left, right, start - low, end - low)
    return low + left, low + right


def _shortened(text: str, left: int, right: int, start: int, end: int) -> tuple[int, int]:
    """Return bounds at most `_SNIPPET` apart, at spaces, that still hold `text[start:end]`."""
    if right - left <= _SNIPPET:
        return left, right
    if start - left > _SNIPPET // 2:
        left = max(left, start - _SNIPPET // 3)
        space = text.find(" ", left, start)
        left = left if space < 0 else space + 1
    if right - left > _SNIPPET:
        right = max(end, left + _SNIPPET)
        space = text.rfind(" ", end, right)
        right = right if space < 0 else space
    return left, right


def _merged(mentions: Sequence[Mention], start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the mentions within the bounds, in order, overlapping ones as one."""
    spans: list[tuple[int, int]] = []
    inside = (m for m in mentions if start <= m.start < m.end <= end)
    for left, right in sorted((m.start, m.end) for m in inside):
        if spans and left < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(right, spans[-1][1]))
        else:
            spans.append((left, right))
    return spans


def _open(edge: str) -> bool:
    """Tell whether a text that ends like this goes on: no full stop, line end or closing quote."""
    return bool(edge.strip(" ")) and edge.strip(" ")[-1] not in _CLOSING


def _clean(text: str) -> str:
    """Return a run cleaned, with a space kept where it began or ended with white space."""
    inner = clean_line(text)
    if not inner:
        return " " if text[:1].isspace() else ""
    return " " * text[0].isspace() + inner + " " * text[-1].isspace()

"""Who reported a story, when, and how many of them count as independent."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from digests.links import link
from digests.passages import headline
from digests.records import Evidence, Source
from digests.wording import count, moment, plain
from news.corroboration import Dependence, Leaning
from news.outlets import house
from news.records import Access
from news.reports import Names, Report, StoryReport

_ACCESS_NOTES = {
    Access.FULL: "",
    Access.PARTIAL: "partial: paywalled",
    Access.SUMMARY: "summary only",
    Access.CONSENT: "not read: consent wall",
    Access.NONE: "not read: no text",
}
_LEANING_NOTES = {
    Leaning.AGENCY: "credits",
    Leaning.ATTRIBUTED: "after",
    Leaning.OWNER: "same owner as",
}
_LEANINGS = 2  # of one report that are noted
_AFFILIATION = 60  # characters of it that stand in the mail; the table has it whole


def sources(
    story: StoryReport, names: Names, now: datetime, outlets: Mapping[int, str]
) -> tuple[Source, ...]:
    """Return one source per outlet, in the order in which they reported; `outlets` by article id."""
    grouped: dict[str, list[Report]] = {}
    for report in story.reports:
        grouped.setdefault(house(report.outlet), []).append(report)
    chain = story.corroboration.chain if story.corroboration is not None else ()
    return tuple(
        Source(
            plain(outlet),
            brief_affiliation(own[0].affiliation),
            tuple(_evidence(report, names, now, _notes(report, chain, outlets)) for report in own),
        )
        for outlet, own in grouped.items()
    )


def independent(story: StoryReport) -> int:
    """Return how many reports of a story count as independent of each other; 0 where nobody judged that."""
    return 0 if story.corroboration is None else story.corroboration.independent


def corroboration(story: StoryReport) -> str:
    """Say in a few words how many stand behind a story: "2 independent of 3 reports"."""
    reports, voices = story.reports, independent(story)
    copies = all(report.copy_of is not None for report in reports)
    if voices == 0 or (voices == 1 and copies):
        return count(len(reports), "report", "reports") + _why_no_voice(story, copies)
    if len(reports) == 1:
        return "1 report, not corroborated"
    if voices == len(reports):
        told = f"{voices} independent reports"
    else:
        told = f"{voices} independent of {count(len(reports), 'report', 'reports')}"
    return told + _one_side(reports) if voices > 1 else told


def brief_affiliation(affiliation: str) -> str:
    """Return the first clause of an outlet's label, cut at a word to fit a line."""
    first = plain(affiliation).split(";")[0]
    return first if len(first) <= _AFFILIATION else first[:_AFFILIATION].rsplit(" ", 1)[0] + " …"


def _why_no_voice(story: StoryReport, copies: bool) -> str:
    if story.corroboration is None:
        return ""
    if not copies:
        return ", no independent source"
    return ", a copy" if len(story.reports) == 1 else ", all copies"


def _one_side(reports: Sequence[Report]) -> str:
    """Return a warning where all outlets carry the same label: they may speak with one voice."""
    labels = {brief_affiliation(report.affiliation) for report in reports}
    label = labels.pop() if len(labels) == 1 else ""
    return f"; one affiliation: {label}" if label and not label.lower().startswith("independent") else ""


def _evidence(report: Report, names: Names, now: datetime, notes: Sequence[str]) -> Evidence:
    mentions = (*report.title_mentions, *report.mentions)
    actors = dict.fromkeys(mention.actor for mention in mentions)
    return Evidence(
        article_id=report.article_id,
        outlet=plain(report.outlet),
        affiliation=plain(report.affiliation),
        language=report.language or "",
        when=moment(report.published_at, now),
        published_at=report.published_at.astimezone(now.tzinfo) if report.published_at is not None else None,
        url=link(report.url),
        title=headline(report).text,
        notes=tuple(note for note in notes if note),
        actors=tuple(plain(names.actors.get(actor, actor)) for actor in actors),
        spellings=tuple(dict.fromkeys(plain(mention.surface) for mention in mentions)),
    )


def _notes(report: Report, chain: Sequence[Dependence], outlets: Mapping[int, str]) -> tuple[str, ...]:
    original = "" if report.copy_of is None else outlets.get(report.copy_of, "")
    copied = f"copy of {plain(original)}" if original else "copy of an earlier report"
    own = () if original else (link for link in chain if link.article == report.article_id)
    leaning = dict.fromkeys(
        _leaning(link, report) for link in own
    )  # an original tells what it leans on itself
    return (
        copied if report.copy_of is not None else "",
        "" if report.independent else "not an independent source",
        *tuple(filter(None, leaning))[:_LEANINGS],
        _ACCESS_NOTES[report.access],
        "updated" if report.revision > 1 else "",
    )


def _leaning(link: Dependence, report: Report) -> str:
    if link.leaning is Leaning.OWNER and house(link.on) == house(report.outlet):
        return ""  # another edition, which stands in the same line
    return f"{_LEANING_NOTES[link.leaning]} {plain(link.on)}" if link.leaning in _LEANING_NOTES else ""

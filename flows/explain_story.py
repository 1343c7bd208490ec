"""`shamal explain --story`: who reported a story, who was first, and what stands behind it."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from flows.lookup import with_store
from flows.show import print_json
from flows.station import pack_of
from flows.witnesses import corroboration_of, labelled
from news.corroboration import Corroboration, Dependence, Leaning
from news.errors import InputError
from news.ids import parsed, shown
from news.records import Access
from news.relations import Relation, Tie
from news.reports import Report
from storage import articles, stories
from storage.database import Database, opened
from storage.stories import HeldStory

_PASSAGE = 160  # characters of a passage that are shown
_TIES = {
    (Tie.FOLLOWS, True): "Follows",
    (Tie.FOLLOWS, False): "Followed by",
    (Tie.MEETS, True): "May be one with",
    (Tie.MEETS, False): "May be one with",
}


def explain_story(home: Path, what: str, *, as_json: bool) -> None:
    """Say what a story is made of; `what` is its id, or the id or URL of an article in it."""
    settings = with_store(home)
    pack = pack_of(settings)
    with opened(settings.store) as db:
        story = _meant(db, what)
    if story is None:
        raise InputError(f"no story has the id {what}, and no article of one has that id or URL")
    reports = labelled(story.reports, pack)
    judged = corroboration_of(reports, pack)
    if as_json:
        told = [{**asdict(report), "article_id": shown(report.article_id)} for report in reports]
        print_json({**asdict(story), "reports": told, "corroboration": asdict(judged)})
    else:
        _show(Console(), replace(story, reports=reports), judged)


def _meant(db: Database, what: str) -> HeldStory | None:
    try:
        found = stories.story(db, parsed(what.strip()))
    except ValueError:
        found = None
    if found is None:
        article = articles.find(db, what)
        if article is not None and article.relation is not None:
            return stories.story(db, parsed(article.relation.story))
    return found


def _show(console: Console, story: HeldStory, judged: Corroboration) -> None:
    outlets = {report.article_id: report.outlet for report in story.reports}
    fullest = max(story.reports, key=lambda report: (report.access is Access.FULL, len(report.text)))
    console.print(f"[bold]{escape(fullest.title)}[/bold]")
    count = len(story.reports)
    voices = f"{judged.independent} independent of {count} reports" if count > 1 else "1 report"
    console.print(escape(f"Story {story.id}: {voices}"), highlight=False)
    console.print(escape(_first(judged, outlets)), highlight=False)
    leanings: dict[int, list[Dependence]] = {}
    for link in judged.chain:
        leanings.setdefault(link.article, []).append(link)
    for report in story.reports:
        counts = report.article_id in judged.voices
        _show_report(console, report, story.relations[report.article_id], counts)
        for link in leanings.get(report.article_id, ()):
            _line(console, _leaning(link, outlets))
    for neighbour in story.neighbours:
        told = f"{_TIES[neighbour.tie, neighbour.earlier]} “{neighbour.title}” ({neighbour.story})"
        console.print(escape(f"{told}: {neighbour.reason}"), highlight=False)
    for change in story.changes:
        told = f"{change.changed_at:%Y-%m-%d %H:%M} UTC: {change.article} is a copy of {change.copy_of} since"
        console.print(escape(f"{told}: {change.reason}"), highlight=False)


def _first(judged: Corroboration, outlets: Mapping[int, str]) -> str:
    """Say when the story was first reported and by whom; names last, since some run leftwards."""
    who = " or ".join(dict.fromkeys(outlets[article] for article in judged.first)) or "unknown"
    if judged.latest is None:
        when = "at a time that nobody tells"
    elif judged.earliest is None:
        when = f"not after {_moment(judged.latest)}"
    elif judged.earliest == judged.latest:
        when = _moment(judged.latest)
    else:
        when = f"between {_moment(judged.earliest)} and {_moment(judged.latest)}"
    return f"First: {when}, by {who}"


def _show_report(console: Console, report: Report, relation: Relation, counts: bool) -> None:
    when = "undated" if report.published_at is None else _moment(report.published_at)
    mark = "[bold]•[/bold]" if counts else "○"
    told = f"{report.outlet} ({report.language or 'language unknown'}): {report.title}"
    console.print(f"{mark} {when}  {shown(report.article_id)}", highlight=False)
    _line(console, told)
    if relation.kind is not None:
        _line(console, f"{relation.kind} copy of {relation.copy_of}: {relation.reason}")
    elif relation.reason:
        _line(console, f"joined by: {relation.reason}")
    for passage in relation.passages:
        _line(console, f"“{_cut(passage)}”", style="dim")


def _leaning(link: Dependence, outlets: Mapping[int, str]) -> str:
    on = link.on or outlets.get(link.on_article or 0, "an earlier report")
    told = {
        Leaning.COPY: f"does not count: prints {on}",
        Leaning.OWNER: f"does not count beside {on}: one owner",
        Leaning.AGGREGATOR: "does not count: passes on what others report",
        Leaning.ATTRIBUTED: f"has it from {on}",
        Leaning.AGENCY: f"credits {on}",
    }[link.leaning]
    return f"{told}: “{_cut(link.evidence)}”" if link.evidence else told


def _line(console: Console, text: str, style: str = "") -> None:
    console.print(Padding(escape(text), (0, 0, 0, 4)), style=style, highlight=False)


def _cut(text: str) -> str:
    return text if len(text) <= _PASSAGE else f"{text[:_PASSAGE].rsplit(' ', 1)[0]} …"


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"

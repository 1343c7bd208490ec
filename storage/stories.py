"""Stories as they stand: their reports, how these came together, and what they are tied to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from news.ids import shown
from news.relations import Relation, Tie
from news.reports import Report
from storage import relations, reports
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A story that is tied to another one: an earlier one, or a later one that goes on from it."""

    story: str
    title: str
    tie: Tie
    earlier: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """An article that was taken for an original until an earlier one came late."""

    article: str
    changed_at: datetime
    copy_of: str
    reason: str


@dataclass(frozen=True, slots=True)
class HeldStory:
    """A story: its reports, oldest first, and the relation of each by article id."""

    id: str
    reports: tuple[Report, ...]
    relations: Mapping[int, Relation]
    neighbours: tuple[Neighbour, ...]
    changes: tuple[Change, ...]


def story(db: Database, id_: int) -> HeldStory | None:
    """Return a story, None where there is none of this id."""
    found = db.rows(
        f"SELECT {reports.COLUMNS}, a.revision FROM articles a JOIN relations r ON r.article = a.id "  # noqa: S608
        "WHERE r.story = ? ORDER BY coalesce(a.published_at, a.first_seen_at), a.id",
        [id_],
    )
    if not found:
        return None
    flags = reports.flags(db, found)
    told = tuple(reports.report(row[:-1], flags[row[0]], row[-1]) for row in found)
    articles = [each.article_id for each in told]
    neighbours = (*_neighbours(db, id_, earlier=True), *_neighbours(db, id_, earlier=False))
    return HeldStory(
        shown(id_), told, relations.of_articles(db, articles), neighbours, _changes(db, articles)
    )


def _neighbours(db: Database, id_: int, *, earlier: bool) -> list[Neighbour]:
    own, other = ("story", "earlier") if earlier else ("earlier", "story")
    found = db.rows(
        f"SELECT {other}, title, tie, reason FROM story_links LEFT JOIN articles ON id = {other} "  # noqa: S608 - ours
        f"WHERE {own} = ? ORDER BY published_at, {other}",
        [id_],
    )
    return [
        Neighbour(shown(story_), title or "", Tie(tie), earlier, reason)
        for story_, title, tie, reason in found
    ]


def _changes(db: Database, articles: list[int]) -> tuple[Change, ...]:
    found = db.rows(
        "SELECT article, changed_at, copy_of, reason FROM relation_changes "
        "WHERE article IN (SELECT unnest(?::UBIGINT[])) ORDER BY changed_at",
        [articles],
    )
    return tuple(Change(shown(article), at, shown(copy_of), reason) for article, at, copy_of, reason in found)

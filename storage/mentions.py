"""Namings of actors and places, by article and revision."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from news.records import Flags, Mention, PlaceMention, Relevance
from storage.database import Database

_MENTION_COLUMNS = (
    *("article", "revision", "in_title", "actor", "start_at", "end_at"),
    *("surface", "alias", "rule", "pack_version"),
)
_PLACE_COLUMNS = ("article", "revision", "in_title", "place", "start_at", "end_at", "surface", "pack_version")
_Where = tuple[Any, ...]  # an article's id, and whether in its title


def load(db: Database, relevances: Mapping[int, Relevance]) -> dict[int, Flags]:
    """Return what is flagged in the current revisions of these articles, given how relevant they are."""
    actors: dict[_Where, list[Mention]] = defaultdict(list)
    for row in _current(db, "mentions", "actor", ", m.alias, m.rule", relevances):
        actors[row[:2]].append(Mention(*row[2:]))
    places: dict[_Where, list[PlaceMention]] = defaultdict(list)
    for row in _current(db, "place_mentions", "place", "", relevances):
        places[row[:2]].append(PlaceMention(*row[2:]))
    return {
        article: Flags(
            mentions=tuple(actors[article, False]),
            title_mentions=tuple(actors[article, True]),
            places=tuple(places[article, False]),
            title_places=tuple(places[article, True]),
            relevance=relevance,
        )
        for article, relevance in relevances.items()
    }


def write(db: Database, flagged: Iterable[tuple[int, int, Flags]], pack_version: str) -> None:
    """Add the mentions of these (article, revision, flags), in the caller's transaction."""
    mentions, places = [], []
    for article, revision, flags in flagged:
        for in_title, found in ((False, flags.mentions), (True, flags.title_mentions)):
            for m in found:
                naming = (m.actor, m.start, m.end, m.surface, m.alias, m.rule)
                mentions.append((article, revision, in_title, *naming, pack_version))
        for in_title, named in ((False, flags.places), (True, flags.title_places)):
            for p in named:
                places.append((article, revision, in_title, p.place, p.start, p.end, p.surface, pack_version))
    db.insert("mentions", _MENTION_COLUMNS, mentions)
    db.insert("place_mentions", _PLACE_COLUMNS, places)


def forget_current(db: Database, articles: Collection[int]) -> None:
    """Delete the mentions of the current revisions of these articles; earlier revisions keep theirs."""
    current = "SELECT id, revision FROM articles WHERE id IN (SELECT unnest(?::UBIGINT[]))"
    db.run(f"DELETE FROM mentions WHERE (article, revision) IN ({current})", [list(articles)])  # noqa: S608 - constant
    db.run(f"DELETE FROM place_mentions WHERE (article, revision) IN ({current})", [list(articles)])  # noqa: S608 - constant


def _current(
    db: Database, table: str, named: str, also: str, articles: Collection[int]
) -> list[tuple[Any, ...]]:
    return db.rows(
        f"SELECT m.article, m.in_title, m.{named}, m.start_at, m.end_at, m.surface{also} "  # noqa: S608 - from code
        f"FROM {table} m JOIN articles a ON a.id = m.article AND a.revision = m.revision "
        "WHERE m.article IN (SELECT unnest(?::UBIGINT[])) "
        f"ORDER BY m.start_at, m.end_at, m.{named}",
        [list(articles)],
    )

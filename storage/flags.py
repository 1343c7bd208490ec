"""Flagging anew: a pack that has learned something is put to the texts we hold already."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from news.records import Article, Flags
from storage import articles, mentions
from storage.database import Database


@dataclass(frozen=True, slots=True)
class FlagChange:
    """In how many articles an actor was found anew, and in how many it is found no more."""

    actor: str
    added: int
    removed: int


def stored_texts(db: Database, most: int = 500) -> Iterator[tuple[Article, ...]]:
    """Give all articles in batches of at most `most`, without the lines removed from them.

    Each batch is read on its own, so flags may be replaced between two batches.
    """
    start = 0
    while batch := articles.batch(db, start, most):
        yield batch
        start = batch[-1].id + 1


def flag_changes(db: Database, flags: Mapping[int, Flags]) -> tuple[FlagChange, ...]:
    """Return what `replace_flags` would change, by actor; actors without a change are absent."""
    before = _actors(db, flags)
    added = Counter(actor for id_, old in before.items() for actor in flags[id_].actors - old)
    removed = Counter(actor for id_, old in before.items() for actor in old - flags[id_].actors)
    return tuple(FlagChange(actor, added[actor], removed[actor]) for actor in sorted({*added, *removed}))


def replace_flags(db: Database, flags: Mapping[int, Flags], pack_version: str) -> tuple[FlagChange, ...]:
    """Replace what is flagged in the current revisions of these articles; return what changed, by actor.

    Call it while the store stays open since `stored_texts` gave the texts: offsets belong to a revision.
    Earlier revisions keep what was flagged in them. Articles that are not held are passed over.
    """
    with db.transaction():
        changes = flag_changes(db, flags)
        found = db.rows(
            "SELECT id, revision FROM articles WHERE id IN (SELECT unnest(?::UBIGINT[]))", [list(flags)]
        )
        mentions.forget_current(db, flags.keys())
        mentions.write(db, [(id_, revision, flags[id_]) for id_, revision in found], pack_version)
        articles.weigh(db, flags, pack_version)
    return changes


def _actors(db: Database, ids: Collection[int]) -> dict[int, frozenset[str]]:
    """Return which actors are named in each of these articles that we hold."""
    found = db.rows(
        """
        SELECT id, list(DISTINCT actor) FILTER (actor IS NOT NULL)
        FROM articles LEFT JOIN mentions ON article = id AND mentions.revision = articles.revision
        WHERE id IN (SELECT unnest(?::UBIGINT[])) GROUP BY id
        """,
        [list(ids)],
    )
    return {id_: frozenset(actors or ()) for id_, actors in found}

"""What feeds told us, and what became of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from news.records import Certainty, FeedEntry, Outcome, Settled
from storage.database import Database

_TOLD = "feed, outlet, url, guid, title, summary, published_at, updated_at, languages, published_certainty"
_BECAME = "outcome, article, attempts, note, first_seen_at, retry_at"
_COLUMNS = ("id", *_TOLD.split(", "), *_BECAME.split(", "), "settled_at", "run")


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """An entry as we remember it: what the feed told last, and what became of it.

    `article` is an article's id; `attempts` counts how often the entry was tried and deferred in a row, to
    this day, and `retry_at` is when it is to be tried again.
    """

    entry: FeedEntry
    outcome: Outcome
    article: int | None
    attempts: int
    note: str
    first_seen_at: datetime
    retry_at: datetime | None = None

    @property
    def title(self) -> str:
        """The title the feed told last."""
        return self.entry.title

    @property
    def updated_at(self) -> datetime | None:
        """When the entry was changed, as the feed told last."""
        return self.entry.updated_at


def seen(db: Database, ids: Collection[int]) -> dict[int, SeenEntry]:
    """Return those of these entries that were settled before, by entry id."""
    where = "id IN (SELECT unnest(?::UBIGINT[]))"
    return {each.entry.id: each for each in _select(db, where, [list(ids)])}


def deferred(db: Database, now: datetime) -> tuple[FeedEntry, ...]:
    """Return the entries whose time for another try has come, those that wait longest first."""
    where = "outcome = ? AND coalesce(retry_at, '-infinity'::TIMESTAMPTZ) <= ?"
    return tuple(each.entry for each in _select(db, where, [Outcome.DEFERRED, now]))


def of_article(db: Database, article: int) -> tuple[SeenEntry, ...]:
    """Return the entries that led to an article, the first seen first."""
    return tuple(_select(db, "article = ?", [article]))


def unsettled(db: Database, run: int, settled: Sequence[Settled]) -> list[Settled]:
    """Return what this run has not recorded yet, in its order; of two settlements of an entry the first."""
    first: dict[int, Settled] = {}
    for each in settled:
        first.setdefault(each.entry.id, each)
    recorded = db.rows(
        "SELECT id FROM entries WHERE run = ? AND id IN (SELECT unnest(?::UBIGINT[]))", [run, list(first)]
    )
    done = {id_ for (id_,) in recorded}
    return [each for id_, each in first.items() if id_ not in done]


def write(
    db: Database, run: int, settled: Sequence[Settled], articles: Mapping[int, int], now: datetime
) -> None:
    """Write the entries of these settlements; `articles` gives article ids by entry id, where there are any.

    Part of `storage.settling.record`, inside its transaction.
    """
    before = seen(db, [each.entry.id for each in settled])
    after = {each.entry.id: _settle(each, before.get(each.entry.id), articles, now) for each in settled}
    changed = {id_: each for id_, each in after.items() if each != before.get(id_)}
    db.run("DELETE FROM entries WHERE id IN (SELECT unnest(?::UBIGINT[]))", [list(changed)])
    db.insert("entries", _COLUMNS, [(id_, *_row(each), now, run) for id_, each in changed.items()])
    # Most entries of a poll are old and unchanged: one column in place is cheaper than moving their rows.
    unchanged = list(after.keys() - changed.keys())
    db.run("UPDATE entries SET run = ? WHERE id IN (SELECT unnest(?::UBIGINT[]))", [run, unchanged])


def _settle(
    settled: Settled, before: SeenEntry | None, articles: Mapping[int, int], now: datetime
) -> SeenEntry:
    """Return the entry as it is to be remembered.

    KNOWN says that nothing changed: it replaces no earlier outcome but DEFERRED, whose wait is over. One
    that waits for the same moment as before was not tried.
    """
    entry, outcome, note = settled.entry, settled.outcome, settled.note
    waits = outcome is Outcome.DEFERRED
    article = articles.get(entry.id)
    if before is None:
        return SeenEntry(entry, outcome, article, int(waits), note, now, settled.retry_at)
    if outcome is Outcome.KNOWN and before.outcome is not Outcome.DEFERRED:
        outcome, note = before.outcome, before.note
    if article is None:
        article = before.article
    tried = settled.retry_at is None or settled.retry_at != before.retry_at
    attempts = before.attempts + int(tried) if waits else 0
    return SeenEntry(entry, outcome, article, attempts, note, before.first_seen_at, settled.retry_at)


def _select(db: Database, where: str, params: Sequence[object]) -> list[SeenEntry]:
    sql = f"SELECT {_TOLD}, {_BECAME} FROM entries WHERE {where} ORDER BY first_seen_at, id"  # noqa: S608 - from code
    return [_read(row) for row in db.rows(sql, params)]


def _read(row: Sequence[Any]) -> SeenEntry:
    *told, languages, certainty, outcome, article, attempts, note, first_seen_at, retry_at = row
    sure = None if certainty is None else Certainty(certainty)
    entry = FeedEntry(*(*told, tuple(languages), sure))
    return SeenEntry(entry, Outcome(outcome), article, attempts, note, first_seen_at, retry_at)


def _row(seen_entry: SeenEntry) -> tuple[object, ...]:
    entry = seen_entry.entry
    told = (
        *(entry.feed, entry.outlet, entry.url, entry.guid, entry.title, entry.summary),
        *(entry.published_at, entry.updated_at, list(entry.languages), entry.published_certainty),
    )
    became = (seen_entry.outcome, seen_entry.article, seen_entry.attempts, seen_entry.note)
    return (*told, *became, seen_entry.first_seen_at, seen_entry.retry_at)

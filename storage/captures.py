"""Where the pages lie that were fetched for entries: the archive's index."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from news.records import Capture, FeedEntry, Page
from storage import entries
from storage.database import Database

_OF_PAGE = "url, final_url, fetched_at, status, content_type"
_PLACE = "file, start_at, length, sha256"
_COLUMNS = ("entry", *_OF_PAGE.split(", "), *_PLACE.split(", "))


@dataclass(frozen=True, slots=True)
class Captured:
    """A page in the archive: what was asked for, what answered and when, and where it lies."""

    url: str
    final_url: str
    fetched_at: datetime
    status: int
    content_type: str
    capture: Capture


def write(db: Database, captured: Sequence[tuple[int, Page, Capture]]) -> None:
    """Add these (entry id, page, capture); those that are known already change nothing."""
    rows = {(entry, at.file, at.offset): _row(entry, page, at) for entry, page, at in captured}
    places = list(zip(*rows, strict=True)) or [(), (), ()]
    with db.transaction():
        known = db.rows(
            "SELECT entry, file, start_at FROM captures WHERE (entry, file, start_at) IN "
            "(SELECT unnest(?::UBIGINT[]), unnest(?::VARCHAR[]), unnest(?::UBIGINT[]))",
            [list(part) for part in places],
        )
        db.insert("captures", _COLUMNS, [rows[key] for key in rows.keys() - set(known)])


def of_entries(db: Database, ids: Collection[int]) -> dict[int, tuple[Captured, ...]]:
    """Return the pages that were fetched for these entries, by entry id, newest first."""
    found = db.rows(
        f"SELECT entry, {_OF_PAGE}, {_PLACE} FROM captures "  # noqa: S608 - constants
        "WHERE entry IN (SELECT unnest(?::UBIGINT[])) ORDER BY fetched_at DESC, start_at DESC",
        [list(ids)],
    )
    pages: dict[int, list[Captured]] = defaultdict(list)
    for entry, *row in found:
        pages[entry].append(_captured(row))
    return {entry: tuple(listed) for entry, listed in pages.items()}


def latest(
    db: Database,
    since: datetime | None = None,
    feed: str | None = None,
    *,
    articles: Collection[int] | None = None,
    after: tuple[datetime, int] | None = None,
    most: int = 1_000_000,
) -> list[tuple[FeedEntry, Captured]]:
    """Return the newest page of each entry, oldest first, with the entry as its feed told it last.

    `since`, `feed` and `articles` narrow it to pages fetched from then on, to a feed's entries, and to
    entries that led to these articles. At most `most` are given, those beyond `after`: the `fetched_at` and
    entry id of the last one given before.
    """
    moment, beyond = after or (None, 0)
    found = db.rows(
        f"""
        WITH newest AS (
            SELECT * FROM captures
            QUALIFY row_number() OVER (
                PARTITION BY entry ORDER BY fetched_at DESC, file DESC, start_at DESC
            ) = 1
        )
        SELECT entry, {_OF_PAGE}, {_PLACE} FROM newest
        WHERE fetched_at >= coalesce($1, '-infinity'::TIMESTAMPTZ)
            AND ($3 IS NULL OR (fetched_at, entry) > ($3::TIMESTAMPTZ, $4::UBIGINT))
            AND entry IN (
                SELECT id FROM entries WHERE feed = coalesce($2, feed)
                    AND ($6::UBIGINT[] IS NULL OR article IN (SELECT unnest($6::UBIGINT[])))
            )
        ORDER BY fetched_at, entry LIMIT $5
        """,  # noqa: S608 - constants
        [since, feed, moment, beyond, most, None if articles is None else list(articles)],
    )
    told = entries.seen(db, [entry for entry, *_ in found])
    return [(told[entry].entry, _captured(row)) for entry, *row in found]


def count(db: Database, since: datetime | None = None, feed: str | None = None) -> int:
    """Return how many pages `latest` gives in all."""
    [(pages,)] = db.rows(
        """
        SELECT count(*) FROM (SELECT entry, max(fetched_at) AS newest FROM captures GROUP BY entry)
        WHERE newest >= coalesce(?, '-infinity'::TIMESTAMPTZ)
            AND entry IN (SELECT id FROM entries WHERE feed = coalesce(?, feed))
        """,
        [since, feed],
    )
    return int(pages)


def forget(db: Database, file: str) -> None:
    """Delete the rows of all pages in a file of the archive."""
    db.run("DELETE FROM captures WHERE file = ?", [file])


def _captured(row: Sequence[Any]) -> Captured:
    *of_page, file, start_at, length, sha256 = row
    return Captured(*(*of_page, Capture(file, start_at, length, sha256)))


def _row(entry: int, page: Page, capture: Capture) -> tuple[object, ...]:
    of_page = (page.url, page.final_url, page.fetched_at, page.status, page.content_type)
    return (entry, *of_page, capture.file, capture.offset, capture.length, capture.sha256)

"""How far the older articles of feeds were fetched."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Database

_COLUMNS = (
    *("feed", "since", "until", "archive", "cursor"),
    *("started_at", "updated_at", "finished_at", "entries"),
)


@dataclass(frozen=True, slots=True)
class Backfill:
    """A walk through a site's archive for what was published from `since` to `until`.

    `cursor` is where it goes on, `entries` how many it was given so far; `finished_at` is None until its end.
    """

    feed: str
    since: datetime
    until: datetime
    archive: str
    started_at: datetime
    updated_at: datetime
    cursor: str = ""
    finished_at: datetime | None = None
    entries: int = 0


def find(db: Database, feed: str, since: datetime, until: datetime | None) -> Backfill | None:
    """Return a feed's walk from this time on, and up to that; where `until` is None the last one begun."""
    found = db.rows(
        f"""
        SELECT {", ".join(_COLUMNS)} FROM backfills
        WHERE feed = $1 AND since = $2 AND until = coalesce($3, until) ORDER BY started_at DESC LIMIT 1
        """,  # noqa: S608 - constants
        [feed, since, until],
    )
    return Backfill(**dict(zip(_COLUMNS, found[0], strict=True))) if found else None


def save(db: Database, backfill: Backfill) -> None:
    """Remember how far a walk has come; it replaces what was remembered of the same feed and span."""
    with db.transaction():
        same = [backfill.feed, backfill.since, backfill.until]
        db.run("DELETE FROM backfills WHERE feed = ? AND since = ? AND until = ?", same)
        db.insert("backfills", _COLUMNS, [[getattr(backfill, name) for name in _COLUMNS]])

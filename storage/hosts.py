"""What hosts asked of us: their robots.txt, and to stay away for a while."""

from collections.abc import Collection

from news.records import HostMemory
from storage.database import Database

_COLUMNS = ("host", "robots", "robots_status", "robots_at", "closed_until")


def memories(db: Database) -> tuple[HostMemory, ...]:
    """Return what is remembered of all hosts."""
    found = db.rows(f"SELECT {', '.join(_COLUMNS)} FROM hosts ORDER BY host")  # noqa: S608 - constants
    return tuple(HostMemory(*row) for row in found)


def remember(db: Database, new: Collection[HostMemory]) -> None:
    """Replace what is remembered of these hosts."""
    rows = [tuple(getattr(memory, name) for name in _COLUMNS) for memory in new]
    with db.transaction():
        forgotten = [memory.host for memory in new]
        db.run("DELETE FROM hosts WHERE host IN (SELECT unnest(?::VARCHAR[]))", [forgotten])
        db.insert("hosts", _COLUMNS, rows)

"""What is remembered of feeds from poll to poll."""

from collections.abc import Collection
from typing import Any

from news.records import FeedMemory, FeedState, Health
from storage.database import Database

_STATE = "feed, outlet, state, entries, message, since, last_good_at, last_item_at"
_ASKING = (
    "url, asked_at, due_at, interval_seconds, read_at, etag, last_modified, body_hash, newest, failures, "
    "moved_to, moves, archive, archive_sought_at"
)


def memories(db: Database) -> dict[str, FeedMemory]:
    """Return what is remembered of each feed, by its id."""
    found = db.rows(f"SELECT {_STATE}, {_ASKING} FROM feeds")  # noqa: S608 - constants
    return {row[0]: _memory(row) for row in found}


def remember(db: Database, new: Collection[FeedMemory]) -> None:
    """Replace what is remembered of these feeds."""
    rows = [_row(memory) for memory in new]
    with db.transaction():
        forgotten = [memory.state.feed for memory in new]
        db.run("DELETE FROM feeds WHERE feed IN (SELECT unnest(?::VARCHAR[]))", [forgotten])
        db.insert("feeds", f"{_STATE}, {_ASKING}".split(", "), rows)


def _memory(row: tuple[Any, ...]) -> FeedMemory:
    feed, outlet, health, *rest = row[:8]
    asking = dict(zip(_ASKING.split(", "), row[8:], strict=True))
    state = FeedState(feed, outlet, Health(health), *rest)
    return FeedMemory(**{**asking, "state": state, "newest": tuple(asking["newest"])})


def _row(memory: FeedMemory) -> list[object]:
    state = [getattr(memory.state, name) for name in _STATE.split(", ")]
    asking = [getattr(memory, name) for name in _ASKING.split(", ")]
    return [list(value) if isinstance(value, tuple) else value for value in (*state, *asking)]

"""What is remembered of feeds from poll to poll."""

from collections.abc import Collection, Sequence
from typing import Any

from news.records import FeedMemory, FeedState, Health
from storage.database import Database

STATE = ("feed", "outlet", "state", "entries", "message", "since", "last_good_at", "last_item_at")
_ASKING = (
    *("url", "asked_at", "due_at", "interval_seconds", "read_at", "etag", "last_modified", "body_hash"),
    *("newest", "failures", "moved_to", "moves", "archive", "archive_sought_at"),
)
_COLUMNS = (*STATE, *_ASKING)


def memories(db: Database) -> dict[str, FeedMemory]:
    """Return what is remembered of each feed, by its id."""
    found = db.rows(f"SELECT {', '.join(_COLUMNS)} FROM feeds")  # noqa: S608 - constants
    return {row[0]: _memory(row) for row in found}


def remember(db: Database, new: Collection[FeedMemory]) -> None:
    """Replace what is remembered of these feeds."""
    rows = [_row(memory) for memory in new]
    with db.transaction():
        forgotten = [memory.state.feed for memory in new]
        db.run("DELETE FROM feeds WHERE feed IN (SELECT unnest(?::VARCHAR[]))", [forgotten])
        db.insert("feeds", _COLUMNS, rows)


def state_of(row: Sequence[Any]) -> FeedState:
    """Return the state in a row of the columns `STATE`, of this table or of the ledger's."""
    feed, outlet, health, *rest = row
    return FeedState(feed, outlet, Health(health), *rest)


def state_row(state: FeedState) -> tuple[object, ...]:
    """Return a state as a row of the columns `STATE`."""
    return tuple(getattr(state, name) for name in STATE)


def _memory(row: tuple[Any, ...]) -> FeedMemory:
    asking = dict(zip(_ASKING, row[len(STATE) :], strict=True))
    state = state_of(row[: len(STATE)])
    return FeedMemory(**{**asking, "state": state, "newest": tuple(asking["newest"])})


def _row(memory: FeedMemory) -> list[object]:
    asking = [getattr(memory, name) for name in _ASKING]
    told = (*state_row(memory.state), *asking)
    return [list(value) if isinstance(value, tuple) else value for value in told]

"""Lets go of archived pages, and of lines stripped from pages, that the operator keeps no longer."""

from datetime import datetime, timedelta
from pathlib import Path

from storage import captures, revisions
from storage.archive import Archive, expired
from storage.database import opened

_GIB = 1 << 30


def prune(store: Path, folder: Path, *, keep_days: int, keep_gib: float, now: datetime) -> tuple[str, ...]:
    """Delete the day files that are kept no longer, with what the store knows of them; return their names.

    0 stands for no limit; today's file is always kept. The store forgets first: where this is killed half
    way, files are left that nothing points to, and the next time takes them.
    """
    files = expired(folder, keep_days or None, int(keep_gib * _GIB) or None, now)
    if not files:
        return ()
    with opened(store) as db, db.transaction():
        for file in files:
            captures.forget(db, file)
    for file in files:
        Archive(folder).remove(file)
    return tuple(files)


def prune_stripped(store: Path, *, keep_days: int, now: datetime) -> None:
    """Forget the lines that were stripped from pages fetched more than so many days ago; 0: keep all."""
    if keep_days:
        with opened(store) as db:
            revisions.forget_removed(db, now - timedelta(days=keep_days))

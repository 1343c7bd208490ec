"""The schema: numbered SQL files, applied in order, each once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from news.errors import StoreError

if TYPE_CHECKING:
    from storage.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(db: Database, folder: Path = MIGRATIONS) -> None:
    """Apply the SQL files of `folder` that the store does not have yet, each in a transaction.

    Their names begin with their number: 0001_first.sql. `StoreError` where the store has one that the
    folder has not: it was written by a newer version of Shamal, and an older one would damage it.
    """
    files = {int(path.name[:4]): path for path in sorted(folder.glob("[0-9]*.sql"))}
    applied = _applied(db)
    newest, known = max(applied, default=0), max(files, default=0)
    if newest > known:
        raise StoreError(
            f"the store has schema {newest}, this version of Shamal knows {known}: "
            "update Shamal, or restore a backup of the store"
        )
    for number in sorted(files.keys() - applied):
        _apply(db, number, files[number])


def _applied(db: Database) -> set[int]:
    """Return the numbers of the applied migrations; an up-to-date file is only read, and quickly."""
    try:
        return {number for (number,) in db.rows("SELECT number FROM migrations")}
    except StoreError:  # a new file; to look whether the table is there costs 10 ms at every opening
        with db.transaction():
            db.run("CREATE TABLE migrations (number UINTEGER NOT NULL, name VARCHAR NOT NULL)")
            db.run("COMMENT ON TABLE migrations IS 'Which steps of the schema this file has.'")
            db.run("COMMENT ON COLUMN migrations.number IS 'The number of the step.'")
            db.run("COMMENT ON COLUMN migrations.name IS 'The name of its SQL file.'")
        return set()


def _apply(db: Database, number: int, path: Path) -> None:
    with db.transaction():
        db.run(path.read_text(encoding="utf-8"))
        db.run("INSERT INTO migrations VALUES (?, ?)", [number, path.name])

from pathlib import Path

import duckdb
import pytest

from news.errors import StoreError
from storage.database import Database, opened
from storage.schema import MIGRATIONS, migrate

UNCOMMENTED = """
    SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL
    UNION ALL
    SELECT table_name, '' FROM duckdb_tables() WHERE NOT internal AND comment IS NULL
"""


def tables(db: Database) -> set[str]:
    return {name for (name,) in db.rows("SELECT table_name FROM duckdb_tables() WHERE NOT internal")}


SHIPPED = sorted(path.name for path in MIGRATIONS.glob("*.sql"))


def write(folder: Path, name: str, sql: str) -> None:
    (folder / name).write_text(sql, encoding="utf-8")


def test_every_table_and_column_says_what_it_is(db: Database) -> None:
    assert len(tables(db)) >= 15
    assert db.rows(UNCOMMENTED) == []


def test_opening_again_applies_nothing_twice(tmp_path: Path) -> None:
    for _ in range(2):
        with opened(tmp_path / "s.duckdb") as db:
            assert db.rows("SELECT name FROM migrations ORDER BY number") == [(name,) for name in SHIPPED]


def test_steps_are_applied_in_order_and_only_once(db: Database, tmp_path: Path) -> None:
    write(tmp_path, "0001_first.sql", "SELECT error('this one was applied before')")
    write(tmp_path, "9002_letters.sql", "CREATE TABLE letters (a VARCHAR); INSERT INTO letters VALUES ('x')")
    write(tmp_path, "9010_more.sql", "INSERT INTO letters SELECT a || 'y' FROM letters")
    migrate(db, tmp_path)
    migrate(db, tmp_path)
    assert db.rows("SELECT a FROM letters ORDER BY a") == [("x",), ("xy",)]
    numbers = [number for (number,) in db.rows("SELECT number FROM migrations ORDER BY number")]
    assert numbers[-2:] == [9002, 9010]


def test_the_articles_of_an_older_store_wait_for_their_samples(tmp_path: Path) -> None:
    for name in SHIPPED[:7]:
        write(tmp_path, name, (MIGRATIONS / name).read_text(encoding="utf-8"))
    with duckdb.connect() as connection:
        db = Database(connection)
        migrate(db, tmp_path)
        columns = db.rows("SELECT column_name FROM duckdb_columns() WHERE table_name = 'articles'")
        filled = ", ".join("7" if name == "id" else "NULL" for (name,) in columns)
        for (name,) in columns:
            db.run(f"ALTER TABLE articles ALTER COLUMN {name} DROP NOT NULL")
        db.run(f"INSERT INTO articles VALUES ({filled})")
        migrate(db)
        assert db.rows("SELECT article FROM unsampled") == [(7,)]


def test_a_step_that_fails_leaves_nothing_of_itself(db: Database, tmp_path: Path) -> None:
    write(tmp_path, "9002_letters.sql", "CREATE TABLE letters (a VARCHAR); SELECT error('half way')")
    with pytest.raises(StoreError, match="half way"):
        migrate(db, tmp_path)
    assert "letters" not in tables(db)
    assert db.rows("SELECT number FROM migrations WHERE number > 9000") == []


def test_a_store_of_a_newer_shamal_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path / "s.duckdb") as db:
        db.run("INSERT INTO migrations VALUES (9999, '9999_tomorrow.sql')")
    with pytest.raises(StoreError, match="update Shamal"), opened(tmp_path / "s.duckdb"):
        pass

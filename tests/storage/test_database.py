import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import StoreError, StoreLockedError
from storage.database import Database, opened

HOLD_OPEN = (
    "import sys, duckdb; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
)
DIE_IN_A_TRANSACTION = """
import os, signal, sys
from pathlib import Path
from storage.database import opened

with opened(Path(sys.argv[1])) as db, db.transaction():
    db.insert("runs", ("id", "kind", "started_at"), [(2, "killed", "2026-01-01T00:00:00Z")])
    os.kill(os.getpid(), signal.SIGKILL)
"""


def kinds(db: Database) -> list[str]:
    return [kind for (kind,) in db.rows("SELECT kind FROM runs ORDER BY id")]


def add_run(db: Database, number: int, kind: str) -> None:
    started_at = datetime(2026, 1, 1, tzinfo=UTC)
    db.insert("runs", ("id", "kind", "started_at"), [(number, kind, started_at)])


def test_opening_makes_the_folder_and_the_file(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "shamal.duckdb"
    with opened(path) as db:
        add_run(db, 1, "monitor")
    with opened(path) as db:
        assert kinds(db) == ["monitor"]


def test_the_file_is_of_the_pinned_storage_version(tmp_path: Path) -> None:
    with opened(tmp_path / "s.duckdb") as db:
        [(tags,)] = db.rows("SELECT tags FROM duckdb_databases() WHERE database_name = 's'")
    assert tags["storage_version"].startswith("v1.5.0")


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.duckdb"
    path.write_text("Dear editor")
    with pytest.raises(StoreError, match="cannot open the store") as caught, opened(path):
        pass
    assert isinstance(caught.value.__cause__, duckdb.Error)
    assert not isinstance(caught.value, StoreLockedError)


def test_driver_errors_come_out_as_store_errors(db: Database) -> None:
    with pytest.raises(StoreError) as caught:
        db.rows("SELECT nothing FROM nowhere")
    assert isinstance(caught.value.__cause__, duckdb.Error)
    with pytest.raises(StoreError):
        db.run("INSERT INTO nowhere VALUES (1)")


def test_a_transaction_that_fails_leaves_nothing(db: Database) -> None:
    add_run(db, 1, "before")
    with pytest.raises(KeyError), db.transaction():
        add_run(db, 2, "lost")
        raise KeyError
    with db.transaction():
        add_run(db, 3, "after")
    assert kinds(db) == ["before", "after"]


def test_an_inner_transaction_falls_with_the_outer_one(db: Database) -> None:
    with pytest.raises(KeyError), db.transaction():
        with db.transaction():
            add_run(db, 1, "inner")
        raise KeyError
    assert kinds(db) == []


def test_times_come_back_aware_and_in_utc_even_without_pytz(db: Database) -> None:
    asked = datetime.fromisoformat("2026-03-01T09:30:00.000001+03:00")
    [(name, told, none)] = db.rows("SELECT 'x', ?::TIMESTAMPTZ, NULL::TIMESTAMPTZ", [asked])
    assert (name, told, none) == ("x", asked, None)
    assert told.tzinfo is UTC


def test_columns_of_one_name_stay_apart(db: Database) -> None:
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    assert db.rows("SELECT ?::TIMESTAMPTZ AS x, 1 AS x, 2 AS x", [moment]) == [(moment, 1, 2)]


def test_rows_keep_the_order_asked_for(db: Database) -> None:
    for number in range(1, 40):
        add_run(db, number, f"run {number}")
    numbers = [number for number, _ in db.rows("SELECT id, started_at FROM runs ORDER BY id DESC")]
    assert numbers == list(range(39, 0, -1))


ANY_ROW = st.tuples(
    st.integers(0, 2**64 - 1),
    st.text(),  # without lone surrogates; NUL included
    st.datetimes(timezones=st.just(UTC)),
    st.lists(st.text(max_size=5), max_size=3),
    st.none() | st.floats(allow_nan=False),
    st.none() | st.binary(max_size=20),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(ANY_ROW, max_size=12))
def test_whatever_is_put_in_comes_out(db_for_many: Database, rows: list[tuple[object, ...]]) -> None:
    db_for_many.run(
        "CREATE OR REPLACE TABLE trips (id UBIGINT, said VARCHAR, said_at TIMESTAMPTZ, words VARCHAR[], "
        "score DOUBLE, content BLOB)"
    )
    columns = ("id", "said", "said_at", "words", "score", "content")
    db_for_many.insert("trips", columns, rows)
    assert sorted(db_for_many.rows("SELECT * FROM trips"), key=repr) == sorted(rows, key=repr)


def test_a_lone_surrogate_is_refused_because_cleaning_removes_it(db: Database) -> None:
    with pytest.raises(StoreError):
        db.rows("SELECT ?", ["half a \ud83d"])


def test_somebody_in_this_process_waits_too(tmp_path: Path) -> None:
    waits: list[float] = []
    with (
        opened(tmp_path / "s.duckdb"),
        pytest.raises(StoreLockedError, match="elsewhere in this process"),
        opened(tmp_path / "s.duckdb", patience_seconds=2, sleep=waits.append, monotonic=lambda: sum(waits)),
    ):
        pass
    assert sum(waits) == pytest.approx(2)
    assert waits[:3] == [0.05, 0.1, 0.2]
    with opened(tmp_path / "s.duckdb", patience_seconds=0) as db:
        assert kinds(db) == []


@pytest.mark.slow
def test_while_another_process_holds_it_we_wait_then_say_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD_OPEN, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreLockedError, match=f"PID {holder.pid}"), opened(path, patience_seconds=0):
            pass

        def let_go(_seconds: float) -> None:
            holder.communicate("", timeout=20)

        with opened(path, sleep=let_go) as db:
            assert kinds(db) == []
    finally:
        holder.kill()
        holder.communicate(timeout=20)


@pytest.mark.slow
def test_a_kill_in_the_middle_of_a_transaction_leaves_what_was_before(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with opened(path) as db:
        add_run(db, 1, "before")
    killed = subprocess.run([sys.executable, "-c", DIE_IN_A_TRANSACTION, str(path)], timeout=60, check=False)
    assert killed.returncode == -9
    with opened(path) as db:
        assert kinds(db) == ["before"]

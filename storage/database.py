"""The one door to DuckDB: open late, close early, one process at a time."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC
from pathlib import Path
from typing import Any

import duckdb

from news.errors import StoreError, StoreLockedError
from storage.schema import migrate

# DuckDB 2 writes by default what 1.5 cannot read; an analyst's own DuckDB may be the older one.
_STORAGE_VERSION = "v1.5.0"
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": _STORAGE_VERSION,
    "autoinstall_known_extensions": "false",  # nothing but scrapers and digests may use the network
}
_FIRST_WAIT_SECONDS, _LONGEST_WAIT_SECONDS = 0.05, 1.0
_TIME_TYPE = "TIMESTAMP WITH TIME ZONE"

# DuckDB lets one process open a file twice; two writers in it would clash, so the second waits here.
_held: set[Path] = set()
_holding = threading.Lock()


class Database:
    """An open store. Driver errors come out as `StoreError`; times go in and come out aware, in UTC."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._in_transaction = False
        self._types: dict[tuple[str, str], str] = {}  # of (table, column), read when a table is first needed

    def run(self, sql: str, params: Sequence[object] = ()) -> None:
        """Execute SQL for what it does; `params` fill its `?` in order, or its `$1`, `$2` by number."""
        with _store_errors():
            self._connection.execute(sql, list(params))

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with _store_errors():
            relation = self._connection.sql(sql, params=list(params))
            times = [index for index, kind in enumerate(relation.types) if str(kind) == _TIME_TYPE]
            if not times:
                return relation.fetchall()
            return [_aware(row, times) for row in _without_zones(relation, times).fetchall()]

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Insert rows in one statement, a list for each column: row by row costs 5 to 10 times as much."""
        if not rows:
            return
        lists = [list(values) for values in zip(*rows, strict=True)]
        unnested = ", ".join(f"unnest(?::{self._type(table, column)}[])" for column in columns)
        sql = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {unnested}"
        self.run(sql, lists)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all that is inside, or none of it; an inner transaction is part of the outer one."""
        if self._in_transaction:
            yield
            return
        self.run("BEGIN")
        self._in_transaction = True
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            with suppress(StoreError):  # the first error is the one to tell
                self.run("ROLLBACK")
            raise
        finally:
            self._in_transaction = False

    @contextmanager
    def sparing(self) -> Iterator[None]:
        """Let what is inside take 300 MB at most: DuckDB otherwise keeps all that it has read once."""
        self.run("SET memory_limit = '300MB'")
        try:
            yield
        finally:
            self.run("RESET memory_limit")

    def _type(self, table: str, column: str) -> str:
        if (table, column) not in self._types:
            known = self.rows("SELECT name, type FROM pragma_table_info(?)", [table])
            self._types |= {(table, name): type_ for name, type_ in known}
        return self._types[table, column]


@contextmanager
def opened(
    path: Path,
    *,
    patience_seconds: float = 30.0,
    sleep: Callable[[float], None] = time.sleep,
    monotonic: Callable[[], float] = time.monotonic,
) -> Iterator[Database]:
    """Open the store at `path`, made and migrated as needed, and close it at the end.

    While somebody else holds it, waits and tries again for `patience_seconds`, then raises
    `StoreLockedError`. `StoreError` where the file cannot be opened, is no DuckDB file, or was written
    by a newer version of Shamal.
    """
    path = path.resolve()
    connection = _patiently(path, patience_seconds, sleep, monotonic)
    try:
        database = Database(connection)
        database.run("SET TimeZone = 'UTC'")
        migrate(database)
        yield database
    finally:
        connection.close()
        _held.discard(path)


def _patiently(
    path: Path, patience_seconds: float, sleep: Callable[[float], None], monotonic: Callable[[], float]
) -> duckdb.DuckDBPyConnection:
    give_up_at = monotonic() + patience_seconds
    wait = _FIRST_WAIT_SECONDS
    while True:
        try:
            return _connect(path)
        except StoreLockedError:
            left = give_up_at - monotonic()
            if left <= 0:
                raise
        sleep(min(wait, left))
        wait = min(wait * 2, _LONGEST_WAIT_SECONDS)


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    _hold(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return duckdb.connect(str(path), config=_CONFIG)
    except (duckdb.Error, OSError) as error:
        _held.discard(path)
        if "Could not set lock" in str(error):
            raise StoreLockedError(_locked(path, str(error))) from error
        raise StoreError(f"cannot open the store {path}: {error}") from error


def _hold(path: Path) -> None:
    with _holding:
        if path in _held:
            raise StoreLockedError(_locked(path, "it is open elsewhere in this process"))
        _held.add(path)


def _locked(path: Path, detail: str) -> str:
    return (
        f"the store {path} is in use: {detail}. Wait until the other program is done, or close it "
        "(an open DuckDB shell counts), then try again"
    )


@contextmanager
def _store_errors() -> Iterator[None]:
    try:
        yield
    except (duckdb.Error, RuntimeError) as error:  # 1.5 raises the latter for text that is no UTF-8
        raise StoreError(f"the store did not do as asked: {error}") from error


def _without_zones(relation: duckdb.DuckDBPyRelation, times: list[int]) -> duckdb.DuckDBPyRelation:
    """Return the relation with its times as plain UTC times: the driver reads aware ones only with pytz."""
    columns = [f"#{index + 1}" for index in range(len(relation.types))]
    for index in times:
        columns[index] = f"timezone('UTC', {columns[index]})"
    return relation.project(", ".join(columns))


def _aware(row: tuple[Any, ...], times: list[int]) -> tuple[Any, ...]:
    values = list(row)
    for index in times:
        if values[index] is not None:
            values[index] = values[index].replace(tzinfo=UTC)
    return tuple(values)

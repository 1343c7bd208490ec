"""Tables as files, for whoever wants to count for themselves."""

from datetime import datetime
from pathlib import Path

from news.errors import InputError
from storage.database import Database

FORMATS = {"parquet": "FORMAT parquet, COMPRESSION zstd", "csv": "FORMAT csv, HEADER", "jsonl": "FORMAT json"}


# What may leave, and the time that puts a row into a window. The outbox stays: it holds readers' addresses.
_TIMES = {
    "runs": "started_at",
    "feed_states": "asked_at",
    "entries": "first_seen_at",
    "articles": "first_seen_at",
    "revisions": "fetched_at",
    "captures": "fetched_at",
    "recurring_lines": "last_seen_at",
    "digests": "planned_at",
}
# What has no time of its own: the column that says which row of which table it belongs to.
_PARTS = {
    "outcomes": ("run", "runs"),
    "removed_lines": ("article", "articles"),
    "mentions": ("article", "articles"),
    "place_mentions": ("article", "articles"),
    "relations": ("article", "articles"),
    "story_links": ("article", "articles"),
    "relation_changes": ("article", "articles"),
    "digest_articles": ("digest", "digests"),
}
TABLES = (*_TIMES, *_PARTS)


def export_table(
    db: Database,
    table: str,
    path: Path,
    kind: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> int:
    """Write a table of `TABLES` as a file of a kind of `FORMATS`; return how many rows were written.

    With `since` and `until`, what belongs to that window, [since, until): of an article's parts, the
    time it was first seen decides. Ids are written as `news.ids.shown` writes them, times in UTC. The
    file appears when it is whole. `InputError` for a table or kind that there is not.
    """
    if table not in TABLES:
        raise InputError(f"there is no table {table!r} to export; there are: {', '.join(TABLES)}")
    if kind not in FORMATS:
        raise InputError(f"tables are not exported as {kind!r}, but as: {', '.join(FORMATS)}")
    part = path.with_name(f"{path.name}.part")
    quoted = str(part).replace("'", "''")
    inside = f"FROM {table} WHERE {_inside(table)}"
    query = f"SELECT {_columns(db, table, kind)} {inside}"
    db.run(f"COPY ({query}) TO '{quoted}' ({FORMATS[kind]})", [since, until])
    [(rows,)] = db.rows(f"SELECT count(*) {inside}", [since, until])
    part.replace(path)
    return int(rows)


def _inside(table: str) -> str:
    """Return SQL for being in a window; its two parameters may be null."""
    if table in _PARTS:
        key, whole = _PARTS[table]
        return f"{key} IN (SELECT id FROM {whole} WHERE {_inside(whole)})"  # noqa: S608 - names from above
    since, until = "coalesce(?, '-infinity'::TIMESTAMPTZ)", "coalesce(?, 'infinity'::TIMESTAMPTZ)"
    return f"{_TIMES[table]} >= {since} AND {_TIMES[table]} < {until}"


def _columns(db: Database, table: str, kind: str) -> str:
    found = db.rows(
        "SELECT column_name, data_type FROM duckdb_columns() "
        "WHERE table_name = ? AND column_name != 'folded' ORDER BY column_index",
        [table],
    )
    return ", ".join(f"{_written(column, type_, kind)} AS {column}" for column, type_ in found)


def _written(column: str, type_: str, kind: str) -> str:
    """Return SQL that writes a column as people read it."""
    if type_ == "UBIGINT":
        return f"printf('%016x', {column})"
    if type_ == "TIMESTAMP WITH TIME ZONE" and kind != "parquet":
        return f"strftime(timezone('UTC', {column}), '%Y-%m-%dT%H:%M:%S.%fZ')"
    if type_ == "VARCHAR" and kind == "csv":
        # Spreadsheets run cells that begin so; an apostrophe makes them text.
        return f"CASE WHEN regexp_matches({column}, '^[=+@\\t\\r-]') THEN '''' || {column} ELSE {column} END"
    return column

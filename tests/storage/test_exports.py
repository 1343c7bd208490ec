import csv
import json
from pathlib import Path

import pytest

from news.errors import InputError, StoreError
from news.ids import shown
from news.records import Capture, FeedState, Health, Page
from storage import captures, digests, ledger
from storage.database import Database
from storage.digests import PlannedDigest
from storage.exports import FORMATS, TABLES, export_table
from storage.settling import record
from tests.storage.samples import HOUR, NOW, article, flags, polled, stored

EARLY, LATE = article("early", title="=HYPERLINK(evil)"), article("late", title='He said: "no", twice')


@pytest.fixture
def filled(db: Database) -> Database:
    record(db, ledger.start(db, "monitor", NOW), [stored(EARLY)], "p", NOW)
    late = [stored(LATE, flags("sdf", "hts", places=("raqqa",)))]
    record(db, ledger.start(db, "monitor", NOW + HOUR), late, "p", NOW + HOUR)
    return db


def rows_of_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_as_lines_of_json(filled: Database, tmp_path: Path) -> None:
    path = tmp_path / "reader's articles.jsonl"
    assert export_table(filled, "articles", path, "jsonl") == 2
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == [shown(EARLY.id), shown(LATE.id)]
    assert rows[0]["title"] == EARLY.title
    assert rows[0]["first_seen_at"] == "2026-03-01T06:00:00.000000Z"
    assert rows[0]["relevance_reasons"] == ["place: raqqa"]
    assert "folded" not in rows[0]


def test_a_table_for_spreadsheets_runs_no_formula(filled: Database, tmp_path: Path) -> None:
    path = tmp_path / "articles.csv"
    export_table(filled, "articles", path, "csv")
    assert [row["title"] for row in rows_of_csv(path)] == [f"'{EARLY.title}", LATE.title]


def test_a_table_as_parquet_keeps_its_types(filled: Database, tmp_path: Path) -> None:
    path = tmp_path / "articles.parquet"
    export_table(filled, "articles", path, "parquet")
    read = filled.rows("SELECT id, published_at, relevance_reasons FROM read_parquet(?)", [str(path)])
    assert read[1] == (shown(LATE.id), LATE.published_at, ["place: raqqa"])


def test_a_window_holds_what_was_first_seen_in_it(filled: Database, tmp_path: Path) -> None:
    def rows(table: str, **window: object) -> int:
        return export_table(filled, table, tmp_path / "x", "csv", **window)  # type: ignore[arg-type]

    assert rows("mentions") == 3
    assert rows("mentions", since=NOW + HOUR) == 2
    assert rows("articles", since=NOW, until=NOW + HOUR) == 1
    assert rows("outcomes", until=NOW + HOUR) == 1
    assert rows("runs", since=NOW + 2 * HOUR) == 0


@pytest.mark.parametrize("kind", FORMATS)
def test_every_table_can_be_exported(filled: Database, tmp_path: Path, kind: str) -> None:
    planned = PlannedDigest("daily", NOW, NOW, "s", "h", "t", "c", ((EARLY.id, 1),))
    digests.plan(filled, planned, [], NOW)
    ledger.finish(filled, 1, [polled(FeedState("enab", "Enab", Health.OK, 2))], NOW)
    page = Page("https://enab.example/a", "https://enab.example/a", 200, "text/html", b"", NOW)
    captures.write(filled, [(7, page, Capture("2026/2026-03-01.warc.gz", 0, 9, "00" * 32))])
    filled.run("INSERT INTO recurring_lines VALUES ('Enab', 7, 'A line', 'kept', false, $1, $1)", [NOW])
    filled.run("INSERT INTO story_links VALUES (7, 'follows', 8, $1, 'SDF, Raqqa')", [EARLY.id])
    filled.run("INSERT INTO relation_changes VALUES ($1, $2, NULL, 9, 'came late')", [EARLY.id, NOW])
    for table in TABLES:
        [(expected,)] = filled.rows(f"SELECT count(*) FROM {table}")
        assert expected > 0
        assert export_table(filled, table, tmp_path / f"{table}.{kind}", kind) == expected
    assert {path.name for path in tmp_path.glob(f"*.{kind}*")} == {f"{table}.{kind}" for table in TABLES}


def test_what_is_not_for_export_is_refused(filled: Database, tmp_path: Path) -> None:
    for table, kind in (("outbox", "csv"), ("articles; DROP", "csv"), ("articles", "xls")):
        with pytest.raises(InputError, match=f"{table}|{kind}"):
            export_table(filled, table, tmp_path / "out", kind)


def test_a_place_that_cannot_be_written_is_told(filled: Database, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        export_table(filled, "articles", tmp_path / "nowhere" / "out", "csv")

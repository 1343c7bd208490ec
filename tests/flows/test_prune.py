from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.prune import prune, prune_stripped
from news.errors import StoreError
from news.records import Page
from storage import captures, ledger
from storage.archive import Archive
from storage.database import opened
from storage.settling import record
from tests.storage.samples import article, stored

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
OLD = "2026/2026-11-11.warc.gz"
URL = "https://courier.example/a"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a page of today and one of ten days ago."""
    pages = [Page(URL, URL, 200, "", b"x", NOW - days * timedelta(days=1)) for days in (0, 10)]
    places = Archive(tmp_path / "archive").append(pages)
    with opened(tmp_path / "s.duckdb") as db:
        captures.write(
            db, [(entry, page, at) for entry, (page, at) in enumerate(zip(pages, places, strict=True))]
        )
    return tmp_path


def pruned(home: Path, keep_days: int = 0, keep_gib: float = 0.0) -> tuple[str, ...]:
    return prune(home / "s.duckdb", home / "archive", keep_days=keep_days, keep_gib=keep_gib, now=NOW)


def known(home: Path) -> list[tuple[str, ...]]:
    with opened(home / "s.duckdb") as db:
        return db.rows("SELECT file FROM captures ORDER BY ALL")


def files(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "archive").rglob("*.warc.gz"))


def test_what_is_too_old_is_deleted_and_forgotten_once(home: Path) -> None:
    assert pruned(home, keep_days=9) == (OLD,)
    assert (files(home), known(home)) == (["2026-11-21.warc.gz"], [("2026/2026-11-21.warc.gz",)])
    assert pruned(home, keep_days=9) == ()


def test_what_is_too_much_is_deleted_but_never_today(home: Path) -> None:
    assert pruned(home, keep_gib=1e-9) == (OLD,)
    assert files(home) == ["2026-11-21.warc.gz"]


def test_without_limits_all_is_kept(home: Path) -> None:
    assert pruned(home) == ()
    assert len(files(home)) == 2


def test_files_that_an_interrupted_pruning_left_are_taken_the_next_time(home: Path) -> None:
    with opened(home / "s.duckdb") as db:
        captures.forget(db, OLD)
    assert pruned(home, keep_days=9) == (OLD,)
    assert files(home) == ["2026-11-21.warc.gz"]


def test_a_row_whose_file_is_gone_is_told_in_plain_words(home: Path) -> None:
    with opened(home / "s.duckdb") as db:
        [old] = captures.of_entries(db, [1])[1]
    (home / "archive" / OLD).unlink()
    with pytest.raises(StoreError, match="there is no such file"):
        Archive(home / "archive").read(old.capture)


def test_lines_that_were_stripped_are_kept_for_the_newest_pages_only(tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    old, new = (article(name, fetched_at=NOW - timedelta(days=days)) for name, days in (("a", 31), ("b", 29)))
    with opened(store) as db:
        record(db, ledger.start(db, "monitor", NOW), [stored(old), stored(new)], "p", NOW)
    for keep_days, left in ((0, {old.id, new.id}), (30, {new.id})):
        prune_stripped(store, keep_days=keep_days, now=NOW)
        with opened(store) as db:
            assert {id_ for (id_,) in db.rows("SELECT article FROM removed_lines")} == left
            assert db.rows("SELECT count(*) FROM revisions") == [(2,)]

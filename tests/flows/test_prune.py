from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.prune import prune
from news.errors import StoreError
from news.records import Page
from storage import captures
from storage.archive import Archive
from storage.database import opened

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

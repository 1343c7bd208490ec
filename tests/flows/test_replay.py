"""The command, on a home folder with an archive and the real extraction."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.replay import replay
from news.errors import InputError
from news.records import Access, Article, FeedEntry, Outcome, Page, Settled
from storage import captures, ledger, settling
from storage.archive import Archive
from storage.database import opened
from tests.conftest import Home

AT = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
URL = "https://courier.example/manbij"
TEXT = (
    "Fighters of the SDF left the town of Manbij on Friday morning, after talks of three days.",
    "A convoy of forty lorries crossed the bridge towards the east, people beside it told the Courier.",
)
BODY = f"<h1>Fighters leave Manbij</h1><p>{TEXT[0]}</p><p>{TEXT[1]}</p>"
PAGE = f"<html><body><article>{BODY}</article></body></html>"


@pytest.fixture
def folder(home: Home) -> Path:
    """A home in which an earlier extraction kept the first paragraph only."""
    made = home("home", proxy="http://127.0.0.1:1", pack="northern-syria")
    told = FeedEntry("courier", "Courier", URL, URL, "Fighters leave Manbij", published_at=AT)
    page = Page(URL, URL, 200, "text/html; charset=utf-8", PAGE.encode(), AT)
    [place] = Archive(made / "archive").append([page])
    article = Article(URL, URL, "courier", "Courier", told.title, TEXT[0], Access.PARTIAL, AT)
    with opened(made / "shamal.duckdb") as db:
        fate = Settled(told, Outcome.STORED, article)
        settling.record(db, ledger.start(db, "monitor", AT), [fate], "pack-1", AT)
        captures.write(db, [(told.id, page, place)])
    return made


def replayed(folder: Path, out: pytest.CaptureFixture[str], *, apply: bool = False) -> dict[str, int]:
    replay(folder, since=None, feed=None, apply=apply, as_json=True)
    answer = json.loads(out.readouterr().out)
    assert answer["applied"] is apply
    return {verdict: pages for verdict, pages in answer["pages"].items() if pages}


def test_a_better_reading_is_told_then_applied_then_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert replayed(folder, capsys) == {"changed": 1}
    assert replayed(folder, capsys, apply=True) == {"changed": 1}
    assert replayed(folder, capsys, apply=True) == {"same": 1}
    with opened(folder / "shamal.duckdb") as db:
        assert db.rows("SELECT text FROM articles") == [("\n\n".join(TEXT),)]


def test_a_person_sees_the_counts_and_what_would_change(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replay(folder, since=None, feed=None, apply=False, as_json=False)
    out, err = capsys.readouterr()
    assert "1 pages read again" in out
    assert "read otherwise than they are held" in out
    assert "+ A convoy of forty lorries" in out
    assert "1 paragraphs came, 0 went, 1 stayed" in out
    assert "shamal replay --apply" in err


def test_a_day_begins_in_the_operators_time_zone(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHAMAL_SCHEDULE__TIMEZONE", "Asia/Damascus")  # three hours ahead: already the 21st
    for day, pages in (
        (AT.replace(tzinfo=None, hour=0, minute=0) + timedelta(days=1), 1),
        (AT + timedelta(1), 0),
    ):
        replay(folder, since=day, feed=None, apply=False, as_json=True)
        assert sum(json.loads(capsys.readouterr().out)["pages"].values()) == pages


def test_an_unknown_feed_and_an_empty_home_are_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no feed is called nobody"):
        replay(folder, since=None, feed="nobody", apply=False, as_json=True)
    with pytest.raises(InputError, match="nothing is stored"):
        replay(tmp_path / "empty", since=None, feed=None, apply=False, as_json=True)

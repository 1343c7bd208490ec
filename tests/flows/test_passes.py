"""Whole passes over the sample newsroom: real HTTP, a real store, real mail, all on loopback."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from benchmarks.newsroom import FOLDER
from flows.loopback import Loopback, served
from flows.parallel import on_threads
from flows.passes import monitor_pass, publish_pass
from news.records import Outcome
from packs.newsroom import Newsroom, load_newsroom
from storage import ledger
from storage.database import opened
from tests.conftest import Home
from tests.postbox import Postbox, serving

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def morning() -> Newsroom:
    return load_newsroom(FOLDER, NOW, edition=1)


@pytest.fixture
def site(morning: Newsroom) -> Iterator[Loopback]:
    with served(morning.respond) as running:
        yield running


@pytest.fixture
def inbox() -> Iterator[tuple[Postbox, int]]:
    kept = Postbox()
    with serving(kept) as port:
        yield kept, port


def monitored(home: Path) -> dict[str, Any]:
    return monitor_pass(home, on_threads(), everything=True)


def rows(home: Path, sql: str) -> list[tuple[Any, ...]]:
    with opened(home / "shamal.duckdb") as db:
        return db.rows(sql)


def test_a_pass_settles_every_entry_once(home: Home, site: Loopback, morning: Newsroom) -> None:
    place = home("home", proxy=site.url)
    report = monitored(place)
    assert report["failed"] == []
    assert sum(report["outcomes"].values()) == len(morning.articles)
    assert report["outcomes"].keys() >= {
        *(Outcome.STORED, Outcome.COPY, Outcome.KNOWN, Outcome.SUMMARY, Outcome.GONE, Outcome.DEFERRED)
    }
    with opened(place / "shamal.duckdb") as db:
        assert ledger.outcome_counts(db, report["run"]) == report["outcomes"]


def test_a_second_pass_stores_nothing_and_mails_nothing(
    home: Home, site: Loopback, inbox: tuple[Postbox, int]
) -> None:
    kept, port = inbox
    place = home("home", proxy=site.url, smtp_port=port)
    monitored(place)
    publish_pass(place)
    before = rows(place, "SELECT id, text_id FROM articles ORDER BY id")
    again = monitored(place)
    told = publish_pass(place)
    assert rows(place, "SELECT id, text_id FROM articles ORDER BY id") == before
    assert again["unchanged"] == again["feeds"] == 8
    assert again["outcomes"] == {}
    assert told["digest"] is None
    assert len(kept.received) == 1


def test_a_feed_is_left_alone_until_it_is_due(home: Home, site: Loopback) -> None:
    place = home("home", proxy=site.url)
    assert monitor_pass(place, on_threads())["feeds"] == 8
    again = monitor_pass(place, on_threads())
    assert (again["feeds"], again["waiting"], again["outcomes"]) == (0, 8, {})


def test_every_page_that_was_fetched_is_kept(home: Home, site: Loopback) -> None:
    place = home("home", proxy=site.url)
    monitored(place)
    articles = rows(place, "SELECT count(*) FROM articles WHERE access IN ('full', 'partial')")
    kept = rows(place, "SELECT count(DISTINCT final_url) FROM captures WHERE length > 0")
    assert kept >= articles > [(20,)]
    assert [file.suffixes for file in (place / "archive").rglob("*.*")] == [[".warc", ".gz"]]


def test_the_evening_brings_a_revision_and_a_second_digest_without_what_was_told(
    home: Home, site: Loopback, inbox: tuple[Postbox, int]
) -> None:
    kept, port = inbox
    place = home("home", proxy=site.url, smtp_port=port)
    monitored(place)
    publish_pass(place)
    site.respond = load_newsroom(FOLDER, NOW, edition=2).respond
    evening = monitored(place)
    assert evening["outcomes"][Outcome.REVISION] == 1
    assert rows(place, "SELECT count(*) FROM revisions WHERE revision > 1 AND cause = 'publisher'") == [(1,)]
    publish_pass(place)
    first, second = (message_from_bytes(mail, policy=default) for *_, mail in kept.received)
    assert first["Message-ID"] != second["Message-ID"]
    told = rows(
        place, "SELECT article, revision, count(*) FROM digest_articles GROUP BY ALL HAVING count(*) > 1"
    )
    assert told == []


def test_what_an_outlet_prints_under_all_its_news_is_in_no_article(
    home: Home, site: Loopback, morning: Newsroom
) -> None:
    place = home("home", proxy=site.url)
    learnt = monitored(place)["learnt"]
    texts = [text for (text,) in rows(place, "SELECT text FROM articles")]
    standing = [line for outlet in morning.outlets for line in outlet.words.standing]
    assert (len(standing), learnt["lines"]) == (16, 14)  # the pack's selectors drop those of one outlet
    assert [line for line in standing if any(line in text for text in texts)] == []
    assert monitored(place)["learnt"] == {"lines": 0, "articles": 0}


def test_mentions_stand_where_they_say(home: Home, site: Loopback) -> None:
    place = home("home", proxy=site.url)
    monitored(place)
    found = rows(
        place,
        "SELECT CASE WHEN in_title THEN title ELSE text END, start_at, end_at, surface "
        "FROM mentions m JOIN articles a ON m.article = a.id AND m.revision = a.revision",
    )
    assert len(found) > 100
    assert all(text[start:end] == surface for text, start, end, surface in found)


def test_without_a_mail_server_the_digest_is_in_files(home: Home, site: Loopback) -> None:
    place = home("home", proxy=site.url)
    monitored(place)
    report = publish_pass(place)
    letter, page = (Path(file) for file in report["files"])
    mail = message_from_bytes(letter.read_bytes(), policy=default)
    assert mail["Subject"] == report["subject"]
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_mail_that_the_server_cannot_take_now_is_sent_by_the_next_pass(
    home: Home, site: Loopback, inbox: tuple[Postbox, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, port = inbox
    place = home("home", proxy=site.url, smtp_port=port)
    monitored(place)
    monkeypatch.setenv("SHAMAL_MAIL__PORT", "1")  # nobody listens there
    [told] = publish_pass(place)["mail"]
    assert "waits" in told
    monkeypatch.delenv("SHAMAL_MAIL__PORT")
    assert monitored(place)["mail"] == ("Mailed to analyst@example.org",)
    assert len(kept.received) == 1

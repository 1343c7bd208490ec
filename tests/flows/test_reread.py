"""Reading archived pages again: what is judged how, and what is stored of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from actors.flags import Flagger
from flows.parallel import Watcher
from flows.place import catch_up
from flows.reread import Desk, Replayed, Verdict, judge, reread
from news.changes import changes
from news.errors import HostileDocumentError
from news.knowledge import Pack
from news.records import Access, Article, FeedEntry, Outcome, Page, Reading, Settled
from news.urls import canonical
from packs.loader import find_pack, load_pack
from storage import captures, ledger, settling
from storage.archive import Archive
from storage.database import opened
from storage.entries import SeenEntry
from storage.revisions import Cause, Current

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
POOR = "SDF units left Manbij."
RICH = "SDF units left Manbij.\n\nThey went east, the council of the town said on Friday."


class Nobody(Watcher):
    def expect(self, name: str, total: int) -> None: ...

    def done(self, name: str) -> None: ...


class Newsroom:
    """A store and an archive of what was fetched, and an extraction that reads pages as it is told."""

    def __init__(self, folder: Path, pack: Pack) -> None:
        self.store = folder / "shamal.duckdb"
        self.archive = Archive(folder / "archive")
        self.readings: dict[str, Reading | HostileDocumentError] = {}
        self.desk = Desk(self.store, self.archive, pack, Flagger(pack), self._call)

    def _call(self, work: Callable[..., Any], body: bytes, url: str, *rest: Any) -> Any:  # noqa: ARG002 - Call's shape
        reading = self.readings[url]
        if isinstance(reading, HostileDocumentError):
            raise reading
        return reading

    def fetched(self, told: FeedEntry, outcome: Outcome, text: str = "", at: datetime = NOW) -> None:
        """Settle an entry as a pass did that read this text in its page, or none."""
        page = Page(told.url, told.url, 200, "text/html", f"{told.url} {at}".encode(), at)
        access = Access.SUMMARY if outcome is Outcome.SUMMARY else Access.FULL
        article = self.article(told, text, access, at) if text else None
        [place] = self.archive.append([page])
        with opened(self.store) as db:
            fate = Settled(told, outcome, article)
            settling.record(db, ledger.start(db, "monitor", at), [fate], "pack-1", at)
            db.run("INSERT INTO unsampled SELECT id FROM articles")
            catch_up(db)
            captures.write(db, [(told.id, page, place)])

    def reads_now(self, told: FeedEntry, text: str, access: Access = Access.FULL) -> None:
        self.readings[told.url] = Reading(told.title, text, access if text else Access.NONE, language="en")

    def replay(self, *, apply: bool = False, **narrowed: Any) -> Replayed:
        narrowed = {"since": None, "feed": None, **narrowed}
        return reread(self.desk, lambda: NOW + HOUR, Nobody(), apply=apply, **narrowed)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with opened(self.store) as db:
            return db.rows(sql)

    @staticmethod
    def article(told: FeedEntry, text: str, access: Access = Access.FULL, at: datetime = NOW) -> Article:
        address = canonical(told.url)
        return Article(told.url, address, told.feed, told.outlet, told.title, text, access, at)


def entry(name: str, feed: str = "courier") -> FeedEntry:
    url = f"https://{feed}.example/{name}"
    return FeedEntry(feed, feed.title(), url, url, f"News of {name}", published_at=NOW - HOUR)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(find_pack("northern-syria"))


@pytest.fixture
def newsroom(tmp_path: Path, pack: Pack) -> Newsroom:
    return Newsroom(tmp_path, pack)


ONE, TWO, THREE = entry("one"), entry("two"), entry("three", feed="herald")


def test_what_reads_otherwise_is_told_and_only_stored_when_asked_to(newsroom: Newsroom) -> None:
    newsroom.fetched(ONE, Outcome.STORED, POOR)
    newsroom.reads_now(ONE, RICH)
    told = newsroom.replay()
    assert told.counts == {Verdict.CHANGED: 1}
    assert told.examples[0].changes == changes(newsroom.article(ONE, POOR), newsroom.article(ONE, RICH))
    assert newsroom.rows("SELECT revision, text FROM articles") == [(1, POOR)]
    assert newsroom.replay(apply=True).counts == {Verdict.CHANGED: 1}
    assert newsroom.rows("SELECT revision, text, fetched_at FROM articles") == [(2, RICH, NOW)]
    assert newsroom.rows("SELECT revision, cause FROM revisions ORDER BY ALL") == [
        (1, Cause.PUBLISHER),
        (2, Cause.EXTRACTION),
    ]
    assert newsroom.rows("SELECT DISTINCT actor FROM mentions WHERE revision = 2") == [("sdf",)]


def test_applying_again_changes_nothing_at_all(newsroom: Newsroom) -> None:
    for told, outcome in ((ONE, Outcome.STORED), (TWO, Outcome.CONSENT), (THREE, Outcome.UNREADABLE)):
        newsroom.fetched(told, outcome, POOR if outcome is Outcome.STORED else "")
        newsroom.reads_now(told, RICH)
    newsroom.replay(apply=True)
    tables = ("articles", "revisions", "mentions", "relations", "entries", "runs", "outcomes")
    before = {table: newsroom.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in tables}
    assert newsroom.replay(apply=True).counts == {Verdict.SAME: 3}
    assert {table: newsroom.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in tables} == before


def test_a_page_that_gave_no_text_becomes_an_article_with_its_story(newsroom: Newsroom) -> None:
    newsroom.fetched(ONE, Outcome.STORED, RICH)
    newsroom.reads_now(ONE, RICH)
    newsroom.fetched(THREE, Outcome.UNREADABLE)
    newsroom.reads_now(THREE, RICH)
    newsroom.fetched(TWO, Outcome.CONSENT)
    newsroom.reads_now(TWO, "")
    counts = newsroom.replay(apply=True).counts
    assert counts == {Verdict.SAME: 1, Verdict.FOUND: 1, Verdict.WITHOUT: 1}
    assert newsroom.rows("SELECT outcome FROM entries ORDER BY ALL") == [
        (Outcome.CONSENT,),
        (Outcome.COPY,),
        (Outcome.STORED,),
    ]
    assert newsroom.rows("SELECT count(*) FROM relations WHERE copy_of IS NOT NULL") == [(1,)]
    assert newsroom.rows("SELECT kind FROM runs WHERE finished_at IS NOT NULL") == [("replay",)]


def test_a_summary_gives_way_to_the_text_of_its_page(newsroom: Newsroom) -> None:
    newsroom.fetched(ONE, Outcome.SUMMARY, "Units have left the town.")
    newsroom.reads_now(ONE, RICH)
    assert newsroom.replay(apply=True).counts == {Verdict.FOUND: 1}
    assert newsroom.rows("SELECT revision, text, access FROM articles") == [(2, RICH, Access.FULL)]


def test_a_text_that_is_lost_is_told_and_kept(newsroom: Newsroom) -> None:
    newsroom.fetched(ONE, Outcome.STORED, POOR)
    newsroom.reads_now(ONE, "")
    newsroom.fetched(TWO, Outcome.STORED, POOR)
    newsroom.readings[TWO.url] = HostileDocumentError("took more than 10 s")
    told = newsroom.replay(apply=True)
    assert told.counts == {Verdict.LOST: 2}
    assert {example.entry for example in told.examples} == {ONE, TWO}
    assert newsroom.rows("SELECT count(*) FROM revisions") == [(2,)]


def test_a_page_that_is_not_in_the_archive_is_told_and_the_others_are_read(newsroom: Newsroom) -> None:
    newsroom.fetched(ONE, Outcome.STORED, POOR, at=NOW - timedelta(days=1))
    newsroom.fetched(TWO, Outcome.STORED, POOR)
    newsroom.reads_now(TWO, POOR)
    newsroom.archive.remove("2026/2026-11-20.warc.gz")
    told = newsroom.replay()
    assert told.counts == {Verdict.MISSING: 1, Verdict.SAME: 1}
    assert "pruned" in told.problems[0]


def test_pages_are_chosen_by_time_and_feed(newsroom: Newsroom) -> None:
    newsroom.fetched(ONE, Outcome.STORED, POOR, at=NOW - 2 * HOUR)
    newsroom.fetched(THREE, Outcome.STORED, POOR)
    newsroom.reads_now(ONE, POOR)
    newsroom.reads_now(THREE, RICH)
    assert newsroom.replay(feed="courier").counts == {Verdict.SAME: 1}
    assert newsroom.replay(since=NOW - HOUR).counts == {Verdict.CHANGED: 1}
    assert newsroom.replay(feed="nobody").counts == {}


def test_many_pages_are_read_in_portions_and_none_is_left_out(newsroom: Newsroom) -> None:
    for number in range(103):
        told = entry(f"n{number}")
        newsroom.readings[told.url] = Reading(told.title, f"{RICH} {number}", Access.FULL)
    page = [Page(url, url, 200, "", b"", NOW) for url in newsroom.readings]
    places = newsroom.archive.append(page)
    with opened(newsroom.store) as db:
        fates = [Settled(entry(f"n{number}"), Outcome.UNREADABLE) for number in range(103)]
        settling.record(db, ledger.start(db, "monitor", NOW), fates, "pack-1", NOW)
        ids = [fate.entry.id for fate in fates]
        captures.write(db, list(zip(ids, page, places, strict=True)))
    replayed = newsroom.replay(apply=True)
    assert replayed.counts == {Verdict.FOUND: 103}
    assert len(replayed.examples) == 5
    assert newsroom.rows(
        "SELECT count(*), count(DISTINCT run) FROM entries WHERE outcome != 'unreadable'"
    ) == [(103, 1)]


def test_two_entries_of_one_article_end_in_one_version(newsroom: Newsroom) -> None:
    twin = entry("one", feed="herald")
    for told in (ONE, twin):
        newsroom.fetched(told, Outcome.UNREADABLE)
        newsroom.readings[told.url] = Reading("One", RICH, Access.FULL, canonical_url=canonical(ONE.url))
    assert newsroom.replay(apply=True).counts == {Verdict.FOUND: 1, Verdict.SAME: 1}
    assert newsroom.rows("SELECT count(*) FROM revisions") == [(1,)]
    assert newsroom.replay(apply=True).counts == {Verdict.SAME: 2}


def held(text: str, at: datetime = NOW, access: Access = Access.FULL) -> dict[int, Current]:
    article = Newsroom.article(ONE, text)
    return {article.id: Current(article.canonical_url, article.title, text, access, at)}


def seen(outcome: Outcome = Outcome.STORED) -> SeenEntry:
    return SeenEntry(ONE, outcome, Newsroom.article(ONE, POOR).id, 0, "", NOW)


def test_an_older_page_does_not_replace_a_newer_version() -> None:
    fate = Settled(ONE, Outcome.STORED, Newsroom.article(ONE, RICH))
    assert judge(seen(), NOW, fate, held(POOR, NOW + HOUR)).verdict is Verdict.OLDER
    assert (
        judge(seen(), NOW, Settled(ONE, Outcome.UNREADABLE), held(POOR, NOW + HOUR)).verdict is Verdict.OLDER
    )


def test_an_entry_that_waits_for_another_fetch_is_left_to_it() -> None:
    fate = Settled(ONE, Outcome.STORED, Newsroom.article(ONE, RICH))
    assert judge(seen(Outcome.DEFERRED), NOW, fate, held(POOR)).verdict is Verdict.WAITING


def test_an_article_keeps_its_address() -> None:
    moved = replace(Newsroom.article(ONE, RICH), canonical_url="https://courier.example/elsewhere")
    judged = judge(seen(), NOW, Settled(ONE, Outcome.STORED, moved), held(POOR))
    assert judged.verdict is Verdict.CHANGED
    assert judged.article == Newsroom.article(ONE, RICH)

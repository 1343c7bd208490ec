from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import StoreError
from news.records import Access, Outcome, Settled
from storage import articles, ledger, revisions
from storage.database import Database
from storage.settling import record
from tests.storage.samples import HOUR, NOW, article, entry, flags, relation, stored

TABLES = (
    "entries",
    "outcomes",
    "articles",
    "revisions",
    "removed_lines",
    "mentions",
    "place_mentions",
    "relations",
)


def everything(db: Database) -> dict[str, list[tuple[object, ...]]]:
    return {table: db.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in TABLES}


def settle(db: Database, *settled: Settled) -> int:
    run = ledger.start(db, "monitor", NOW)
    record(db, run, settled, "pack-1", NOW)
    return run


def texts(db: Database, name: str = "raqqa") -> list[tuple[int, str]]:
    return [(r.number, r.text) for r in revisions.of_article(db, article(name).id)]


def test_a_batch_writes_all_that_comes_with_its_entries(db: Database) -> None:
    original, copy = article("one"), article("two", feed="shaam")
    settle(
        db,
        stored(original, flags("sdf", "hts", places=("raqqa",))),
        stored(copy, relation=relation(copy, copy_of=original), outcome=Outcome.COPY),
        Settled(entry("three"), Outcome.GONE),
    )
    counts = {table: len(rows) for table, rows in everything(db).items()}
    assert counts == {
        "entries": 3,
        "outcomes": 3,
        "articles": 2,
        "revisions": 2,
        "removed_lines": 4,
        "mentions": 3,
        "place_mentions": 1,
        "relations": 2,
    }


def test_recording_a_batch_again_changes_nothing(db: Database) -> None:
    batch = [
        stored(article("one")),
        Settled(entry("two"), Outcome.DEFERRED),
        Settled(entry("three"), Outcome.GONE),
    ]
    run = settle(db, *batch)
    before = everything(db)
    record(db, run, batch, "pack-1", NOW + HOUR)
    assert everything(db) == before


def test_a_later_run_that_finds_the_same_adds_only_its_counts(db: Database) -> None:
    settle(db, stored(article()))
    before = everything(db)
    run = settle(db, stored(article()))
    after = everything(db)
    assert {table for table in TABLES if after[table] != before[table]} == {"entries", "outcomes"}
    assert len(after["entries"]) == 1
    assert ledger.outcome_counts(db, run) == {Outcome.STORED: 1}


@settings(max_examples=12, deadline=None)
@given(
    seen=st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(list(Outcome))), max_size=20),
    size=st.integers(1, 5),
    again=st.booleans(),
)
def test_the_outcomes_of_a_run_add_up_to_the_entries_it_saw(
    db_for_many: Database, seen: list[tuple[str, Outcome]], size: int, again: bool
) -> None:
    run = ledger.start(db_for_many, "monitor", NOW)
    settled = [Settled(entry(name), outcome) for name, outcome in seen]
    for start in range(0, len(settled), size):
        for _ in range(1 + again):
            record(db_for_many, run, settled[start : start + size], "pack-1", NOW)
    first = dict(reversed(seen))
    assert ledger.outcome_counts(db_for_many, run) == Counter(first.values())


def test_another_text_is_another_revision_and_the_first_stays(db: Database) -> None:
    first = article()
    second = article(
        text="SDF fighters returned to raqqa.",
        fetched_at=NOW + HOUR,
        published_at=None,
        published_certainty=None,
        modified_at=None,
    )
    settle(db, stored(first, flags("sdf", "hts")))
    settle(db, stored(second, flags("sdf"), outcome=Outcome.REVISION, relation=None))
    held = articles.article(db, first.id)
    assert held is not None
    assert (held.revision, held.article.text) == (2, second.text)
    assert held.flags.actors == {"sdf"}
    dates = (held.article.published_at, held.article.published_certainty, held.article.modified_at)
    assert dates == (first.published_at, first.published_certainty, first.modified_at), "no date is lost"
    assert held.relation == relation(first), "it still belongs to its story"
    assert texts(db) == [(1, first.text), (2, second.text)]
    assert db.rows("SELECT revision, actor FROM mentions ORDER BY ALL") == [
        (1, "hts"),
        (1, "sdf"),
        (2, "sdf"),
    ]


def test_two_versions_in_one_batch_are_two_revisions(db: Database) -> None:
    first, second = article(), article(text="Another text.")
    other_feed = replace(stored(second), entry=entry(feed="aggregator"))
    settle(db, stored(first), other_feed)
    assert texts(db) == [(1, first.text), (2, second.text)]
    assert db.rows("SELECT count(*) FROM articles") == [(1,)]


def test_one_article_of_two_feeds_is_stored_once_and_keeps_its_first_feed(db: Database) -> None:
    other_feed = replace(stored(article(feed="enab")), entry=entry(feed="aggregator"))
    settle(db, stored(article()), other_feed)
    settle(db, other_feed)
    assert db.rows("SELECT feed, revision FROM articles") == [("enab", 1)]
    assert len(texts(db)) == 1


def test_a_summary_does_not_replace_the_page_we_hold(db: Database) -> None:
    summary = article(text="Fighters left.", access=Access.SUMMARY)
    settle(db, stored(article()))
    settle(db, stored(summary, outcome=Outcome.SUMMARY))
    assert texts(db) == [(1, article().text)]


def test_the_page_does_replace_a_summary(db: Database) -> None:
    summary = article(text="Fighters left.", access=Access.SUMMARY)
    settle(db, stored(summary, outcome=Outcome.SUMMARY))
    settle(db, stored(article(), outcome=Outcome.REVISION))
    assert texts(db) == [(1, summary.text), (2, article().text)]


def test_an_article_without_flags_is_stored_as_off_topic(db: Database) -> None:
    settle(db, Settled(entry(), Outcome.STORED, article()))
    assert db.rows("SELECT on_topic, relevance FROM articles") == [("no", 0.0)]


def test_a_batch_that_cannot_be_written_leaves_nothing(db: Database) -> None:
    run = ledger.start(db, "monitor", NOW)
    before = everything(db)
    unclean = stored(article("two", title="half a \ud83d"))
    with pytest.raises(StoreError):
        record(db, run, [stored(article("one")), unclean], "pack-1", NOW)
    assert everything(db) == before


def test_an_empty_batch_is_no_error(db: Database) -> None:
    run = settle(db)
    assert ledger.outcome_counts(db, run) == {}

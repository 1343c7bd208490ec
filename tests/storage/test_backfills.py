from dataclasses import replace

from storage import backfills
from storage.backfills import Backfill
from storage.database import Database
from tests.storage.samples import HOUR, NOW

BEGUN = Backfill("enab", NOW - 99 * HOUR, NOW, "wordpress https://enab.example/wp-json/", NOW, NOW)
HALFWAY = replace(BEGUN, cursor="7", updated_at=NOW + HOUR, entries=600)
DONE = replace(HALFWAY, cursor="9", finished_at=NOW + 2 * HOUR, entries=800)


def found(db: Database, wanted: Backfill) -> Backfill | None:
    return backfills.find(db, wanted.feed, wanted.since, wanted.until)


def test_a_walk_that_never_began_is_not_found(db: Database) -> None:
    assert found(db, BEGUN) is None


def test_a_walk_comes_back_as_it_was_last_saved(db: Database) -> None:
    for stage in (BEGUN, HALFWAY, DONE):
        backfills.save(db, stage)
        assert found(db, BEGUN) == stage
    assert db.rows("SELECT count(*) FROM backfills") == [(1,)]


def test_walks_of_other_feeds_and_spans_are_others(db: Database) -> None:
    others = [
        replace(BEGUN, feed="shaam"),
        replace(BEGUN, since=BEGUN.since - HOUR),
        replace(BEGUN, until=NOW + HOUR),
    ]
    for each in others:
        backfills.save(db, each)
    assert found(db, BEGUN) is None
    backfills.save(db, DONE)
    assert [found(db, each) for each in others] == others


def test_without_an_end_the_last_walk_from_that_day_is_meant(db: Database) -> None:
    later = replace(BEGUN, until=NOW + HOUR, started_at=NOW + HOUR)
    backfills.save(db, later)
    backfills.save(db, DONE)
    assert backfills.find(db, "enab", BEGUN.since, None) == later

from news.ids import shown
from news.records import Settled
from news.relations import Sightings
from storage import fingerprints, ledger
from storage.database import Database
from storage.settling import record
from tests.storage.samples import NOW, article, stored

ONE, TWO, THREE = article("one"), article("two", feed="shaam"), article("three")


def settle(db: Database, *settled: Settled) -> None:
    record(db, ledger.start(db, "monitor", NOW), settled, "pack-1", NOW)


def test_samples_are_seen_in_every_article_that_holds_them(db: Database) -> None:
    settle(db, stored(ONE), stored(TWO))
    fingerprints.write(db, {ONE.id: {1, 2}, TWO.id: {2, 3}})
    seen = fingerprints.sightings(db, {1, 2, 4}, common=60)
    both = tuple(shown(id_) for id_ in sorted((ONE.id, TWO.id)))
    assert seen == Sightings(
        holders={1: (shown(ONE.id),), 2: both},
        titles={shown(ONE.id): ("Enab", "News of one"), shown(TWO.id): ("Shaam", "News of two")},
    )


def test_what_stands_in_too_many_articles_is_told_as_common(db: Database) -> None:
    settle(db, stored(ONE), stored(TWO), stored(THREE))
    fingerprints.write(db, {ONE.id: {1, 2}, TWO.id: {1}, THREE.id: {1}})
    seen = fingerprints.sightings(db, {1, 2}, common=2)
    assert seen.common == {1}
    assert seen.holders.keys() == {2}


def test_nothing_is_looked_up_for_no_samples(db: Database) -> None:
    assert fingerprints.sightings(db, set(), common=2) == Sightings()


def test_a_revision_is_found_by_what_it_says_now(db: Database) -> None:
    settle(db, stored(ONE))
    fingerprints.write(db, {ONE.id: {1, 2}})
    fingerprints.write(db, {ONE.id: {2, 3}})
    assert db.rows("SELECT hash FROM fingerprints ORDER BY hash") == [(2,), (3,)]


def test_articles_of_before_samples_were_kept_wait_until_they_have_theirs(db: Database) -> None:
    settle(db, stored(ONE), stored(TWO))
    assert fingerprints.lacking(db, 9) == [], "new articles get theirs as they are stored"
    db.run("INSERT INTO unsampled SELECT id FROM articles")
    assert fingerprints.lacking(db, 9) == sorted((ONE.id, TWO.id))
    assert len(fingerprints.lacking(db, 1)) == 1
    fingerprints.write(db, {ONE.id: {1}, TWO.id: set()})
    assert fingerprints.lacking(db, 9) == []

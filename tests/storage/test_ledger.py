from dataclasses import replace

from news.records import FeedState, Health, Outcome, Settled
from storage import ledger
from storage.database import Database
from storage.ledger import FeedHealth, Run
from storage.settling import record
from tests.storage.samples import HOUR, NOW, article, entry, flags, polled, relation, stored

OK = FeedState("enab", "Enab", Health.OK, 12)
FAILED = FeedState("enab", "Enab", Health.FAILED, 0, "HTTP 503")
EMPTY = FeedState("shaam", "Shaam", Health.EMPTY, 0, "no entries")


def test_runs_are_numbered_and_listed_newest_first(db: Database) -> None:
    first = ledger.start(db, "monitor", NOW)
    second = ledger.start(db, "publish", NOW)
    ledger.finish(db, first, (), NOW + HOUR)
    assert (first, second) == (1, 2)
    assert ledger.last_runs(db, 5) == (
        Run(2, "publish", NOW, None, None),
        Run(1, "monitor", NOW, NOW + HOUR, None),
    )
    assert [run.id for run in ledger.last_runs(db, 1)] == [2]


def test_a_run_that_failed_says_why(db: Database) -> None:
    run = ledger.start(db, "monitor", NOW)
    ledger.finish(db, run, (), NOW + HOUR, error="the disk is full")
    assert ledger.last_runs(db, 1)[0].error == "the disk is full"


def test_health_is_the_last_answer(db: Database) -> None:
    for hours, states in enumerate([(OK, EMPTY), (FAILED,), (FAILED,)]):
        run = ledger.start(db, "monitor", NOW + hours * HOUR)
        ledger.finish(db, run, map(polled, states), NOW + hours * HOUR)
    record(db, 1, [Settled(entry(), Outcome.GONE)], "p", NOW + HOUR)
    assert ledger.feed_health(db) == (
        FeedHealth(FAILED, NOW + 2 * HOUR, NOW + HOUR),
        FeedHealth(EMPTY, NOW, None),
    )
    assert [h.state for h in ledger.feed_health(db, until=NOW + HOUR)] == [OK, EMPTY]


def test_finishing_twice_keeps_one_answer_of_a_feed(db: Database) -> None:
    run = ledger.start(db, "monitor", NOW)
    ledger.finish(db, run, (polled(OK), polled(EMPTY)), NOW)
    ledger.finish(db, run, (polled(FAILED),), NOW)
    assert db.rows("SELECT feed, state FROM feed_states") == [("enab", "failed")]


def test_gaps_are_those_of_the_window_the_latest_of_each_feed(db: Database) -> None:
    torn, again = replace(OK, message="torn"), replace(OK, message="torn again")
    for hours, poll in enumerate([polled(torn, gap=True), polled(again, gap=True), polled(EMPTY)]):
        ledger.finish(db, ledger.start(db, "monitor", NOW), [poll], NOW + hours * HOUR)
    assert ledger.gaps(db, NOW, NOW + HOUR) == (torn,)
    assert ledger.gaps(db, NOW, NOW + 3 * HOUR) == (again,)
    assert ledger.gaps(db, NOW + 2 * HOUR, NOW + 3 * HOUR) == ()


def test_outcomes_are_counted_by_feed_over_all_batches_of_a_run(db: Database) -> None:
    run, other = ledger.start(db, "monitor", NOW), ledger.start(db, "monitor", NOW)
    record(db, run, [Settled(entry("a"), Outcome.GONE), Settled(entry("b"), Outcome.GONE)], "p", NOW)
    record(db, run, [Settled(entry("c"), Outcome.GONE), Settled(entry("c", "shaam"), Outcome.GONE)], "p", NOW)
    record(db, other, [Settled(entry("d"), Outcome.REFUSED)], "p", NOW)
    assert ledger.outcome_counts(db, run) == {Outcome.GONE: 4}
    assert db.rows("SELECT feed, entries FROM outcomes WHERE run = ? ORDER BY ALL", [run]) == [
        ("enab", 3),
        ("shaam", 1),
    ]


def test_counts_tell_what_the_store_holds(db: Database) -> None:
    one, two = article("one"), article("two")
    run = ledger.start(db, "monitor", NOW)
    batch = [stored(one, flags("sdf", "hts")), stored(two, relation=relation(two, copy_of=one))]
    record(db, run, batch, "p", NOW)
    changed = stored(article("one", text="Changed."), flags("sdf"), outcome=Outcome.REVISION)
    record(db, ledger.start(db, "monitor", NOW), [changed], "p", NOW)
    assert ledger.counts(db) == {
        "entries": 2,
        "articles": 2,
        "copies": 1,
        "revisions": 3,
        "mentions": 2,
        "stories": 1,
        "digests": 0,
    }
    assert ledger.mentions_by_actor(db) == [("sdf", 2, 2)]

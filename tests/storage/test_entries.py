from datetime import datetime

from news.records import Certainty, FeedEntry, Outcome, Settled
from storage import entries, ledger
from storage.database import Database
from storage.settling import record
from tests.storage.samples import HOUR, NOW, article, entry, stored


def settle(db: Database, *settled: Settled, now: datetime = NOW) -> int:
    """Record these in a run of their own."""
    run = ledger.start(db, "monitor", now)
    record(db, run, settled, "pack-1", now)
    return run


def remembered(db: Database, of: FeedEntry) -> entries.SeenEntry:
    return entries.seen(db, [of.id])[of.id]


def test_only_what_was_settled_is_seen(db: Database) -> None:
    old, new = entry("old"), entry("new")
    settle(db, Settled(old, Outcome.GONE, note="HTTP 410"))
    assert entries.seen(db, [old.id, new.id]) == {
        old.id: entries.SeenEntry(old, Outcome.GONE, None, 0, "HTTP 410", NOW)
    }
    assert entries.seen(db, []) == {}


def test_an_entry_comes_back_as_the_feed_told_it(db: Database) -> None:
    told = entry(
        title="الرقة\x00",
        summary="= not a formula",
        published_at=NOW - HOUR,
        updated_at=NOW,
        published_certainty=Certainty.DAY,
    )
    settle(db, Settled(told, Outcome.DEFERRED))
    assert entries.deferred(db, NOW) == (told,)


def test_the_deferred_wait_until_they_are_settled_the_oldest_first(db: Database) -> None:
    first, second = entry("first"), entry("second")
    settle(db, Settled(first, Outcome.DEFERRED), now=NOW)
    settle(db, Settled(second, Outcome.DEFERRED), now=NOW + HOUR)
    assert entries.deferred(db, NOW) == (first, second)
    settle(db, Settled(first, Outcome.ABANDONED), now=NOW + 2 * HOUR)
    assert entries.deferred(db, NOW) == (second,)


def test_an_entry_that_is_to_wait_is_left_alone_until_then(db: Database) -> None:
    settle(db, Settled(entry(), Outcome.DEFERRED, retry_at=NOW + HOUR))
    assert entries.deferred(db, NOW) == ()
    assert entries.deferred(db, NOW + HOUR) == (entry(),)


def test_an_entry_that_still_waits_was_not_tried(db: Database) -> None:
    for hours in (1, 1, 3):
        settle(db, Settled(entry(), Outcome.DEFERRED, retry_at=NOW + hours * HOUR))
    assert remembered(db, entry()).attempts == 2
    assert remembered(db, entry()).retry_at == NOW + 3 * HOUR


def test_attempts_count_deferrals_in_a_row(db: Database) -> None:
    waiting = Settled(entry(), Outcome.DEFERRED)
    attempts = []
    for outcome in (Outcome.DEFERRED, Outcome.DEFERRED, Outcome.KNOWN, Outcome.DEFERRED):
        settle(db, Settled(entry(), outcome))
        attempts.append(remembered(db, waiting.entry).attempts)
    assert attempts == [1, 2, 0, 1]


def test_known_leaves_the_outcome_but_ends_a_wait(db: Database) -> None:
    gone, waiting = entry("gone"), entry("waiting")
    settle(db, Settled(gone, Outcome.GONE, note="HTTP 404"), Settled(waiting, Outcome.DEFERRED))
    settle(db, Settled(gone, Outcome.KNOWN), Settled(waiting, Outcome.KNOWN))
    assert (remembered(db, gone).outcome, remembered(db, gone).note) == (Outcome.GONE, "HTTP 404")
    assert remembered(db, waiting).outcome is Outcome.KNOWN


def test_what_the_feed_tells_anew_is_remembered_even_where_nothing_else_changed(db: Database) -> None:
    of = article()
    settle(db, stored(of))
    renamed = entry(title="Raqqa: what we know", updated_at=NOW + HOUR)
    settle(db, Settled(renamed, Outcome.KNOWN), now=NOW + HOUR)
    after = remembered(db, renamed)
    assert (after.title, after.updated_at) == (renamed.title, renamed.updated_at)
    assert (after.outcome, after.article, after.first_seen_at) == (Outcome.STORED, of.id, NOW)


def test_another_feeds_entry_of_an_article_we_hold_leads_to_it(db: Database) -> None:
    of = article()
    settle(db, stored(of))
    elsewhere = entry(feed="aggregator", url=f"{of.url}?utm_source=aggregator", guid="1")
    settle(db, Settled(elsewhere, Outcome.KNOWN))
    assert remembered(db, elsewhere).article == of.id
    assert {seen.entry.feed for seen in entries.of_article(db, of.id)} == {"enab", "aggregator"}

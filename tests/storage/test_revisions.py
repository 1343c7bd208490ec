from dataclasses import replace

from news.records import Access, Outcome, Removed
from storage import ledger, revisions
from storage.database import Database
from storage.revisions import Cause, Current
from storage.settling import record
from tests.storage.samples import HOUR, NOW, article, stored


def test_a_version_says_why_it_differs_and_the_first_is_the_publishers(db: Database) -> None:
    first, better = article(), article(text="SDF fighters left raqqa on Monday. More.", fetched_at=NOW + HOUR)
    mended = replace(better, text="SDF fighters left raqqa on Sunday.")
    for cause, version in ((Cause.EXTRACTION, first), (Cause.EXTRACTION, better), (Cause.PUBLISHER, mended)):
        run = ledger.start(db, "replay", NOW)
        record(db, run, [stored(version, outcome=Outcome.REVISION)], "pack-1", NOW, cause)
    assert [(each.number, each.cause) for each in revisions.of_article(db, first.id)] == [
        (1, Cause.PUBLISHER),
        (2, Cause.EXTRACTION),
        (3, Cause.PUBLISHER),
    ]
    assert revisions.current(db, [first.id, 7]) == {
        first.id: Current(first.canonical_url, mended.title, mended.text, Access.FULL, NOW + HOUR)
    }


def test_articles_of_which_a_kind_of_line_is_told_are_counted_by_outlet(db: Database) -> None:
    told = (Removed("missed", "body = .story"), Removed("missed", "body = .text"))
    old = article("hasaka", removed=told, fetched_at=NOW - HOUR)
    kept = [
        article("raqqa", removed=told),
        article("tabqa", removed=told),
        article("amuda", "anha", removed=told),
    ]
    for each in (*kept, old, article("qamishli")):
        record(db, ledger.start(db, "monitor", NOW), [stored(each)], "pack-1", NOW)
    mended = stored(article("tabqa", text="Now in its place."), outcome=Outcome.REVISION)
    record(db, ledger.start(db, "monitor", NOW), [mended], "pack-1", NOW)
    assert revisions.bearing(db, "missed", NOW) == {"Anha": 1, "Enab": 1}

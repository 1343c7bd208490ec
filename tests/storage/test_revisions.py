from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from news.records import Access, Outcome, Removed
from storage import ledger, revisions
from storage.database import Database
from storage.revisions import Cause, Changes, Current, changes
from storage.settling import record
from tests.storage.samples import HOUR, NOW, article, stored

paragraphs = st.lists(st.sampled_from(["One.", "Two.", "Three.", "Four."]), max_size=8)


def test_changes_tell_what_came_went_and_stayed() -> None:
    old = article(text="First.\n\nSecond.\n\nThird.")
    new = article(title="Another headline", text="First.\n\nSecond, mended.\n\nThird.\n\nFourth.")
    found = changes(old, new)
    lines = (("-", "Second."), ("+", "Second, mended."), ("+", "Fourth."))
    assert found == Changes(old.title, lines, kept=2)
    assert (found.removed, found.added) == (1, 2)
    assert changes(old, old) == Changes(None, (), kept=3)


@given(paragraphs, paragraphs)
def test_every_paragraph_stays_goes_or_comes(before: list[str], after: list[str]) -> None:
    found = changes(article(text="\n\n".join(before)), article(text="\n\n".join(after)))
    assert found.kept + found.removed == len(before)
    assert found.kept + found.added == len(after)


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

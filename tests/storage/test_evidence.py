from dataclasses import replace
from datetime import timedelta

from news.ids import shown
from news.records import Article, Outcome, Settled
from news.relations import Evidence
from storage import evidence, ledger
from storage.database import Database
from storage.settling import record
from tests.storage.samples import HOUR, NOW, article, flags, relation, stored

DAY = timedelta(days=1)


def settle(db: Database, *settled: Settled) -> None:
    record(db, ledger.start(db, "monitor", NOW), settled, "pack-1", NOW)


def of(report: Article, **changes: object) -> Evidence:
    """What a report tells, as it comes back: whom it names is taken from its mentions."""
    plain = Evidence(
        article=shown(report.id),
        outlet=report.outlet,
        language=report.language,
        published_at=report.published_at,
        title={1: 1.0},
        lead={1: 0.6, 2: 0.8},
        body={2: 0.6, 3: 0.8},
        names={},
        sounds={9: 1.0},
        numbers={"3": "3 wounded", "40": ""},
        weekday=6,
        scene="raqqa",
        actors=frozenset({"sdf"}),
        places=frozenset({"raqqa"}),
        story=shown(7),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # a test's own words


def reported(db: Database, *reports: Article) -> None:
    settle(db, *(stored(report, flags("sdf", places=("raqqa",))) for report in reports))


def test_the_reports_of_a_day_come_back_as_they_were_kept(db: Database) -> None:
    reported(db, article())
    evidence.write(db, [of(article())], NOW)
    assert evidence.around(db, {NOW.date()}, NOW - DAY, 9) == ([of(article())], [])


def test_other_days_and_copies_are_left_out(db: Database) -> None:
    far, copy = article("far", published_at=NOW - 9 * DAY), article("copy", feed="shaam")
    reported(db, article(), far)
    settle(db, stored(copy, relation=relation(copy, copy_of=article())))
    evidence.write(db, [of(article()), of(far), of(copy)], NOW)
    assert evidence.around(db, {NOW.date()}, NOW - 20 * DAY, 9) == ([of(article())], [])


def test_the_newest_reports_come_along_so_that_words_can_be_weighed(db: Database) -> None:
    old = [article(f"old{days}", published_at=NOW - days * DAY) for days in (30, 20, 10)]
    reported(db, *old)
    evidence.write(db, [of(report) for report in old], NOW)
    told, unread = evidence.around(db, set(), NOW, 2)
    assert [report.article for report in told] == [shown(old[1].id), shown(old[2].id)]
    assert unread == []


def test_an_undated_report_counts_as_published_when_it_was_first_seen(db: Database) -> None:
    undated = article(published_at=None, published_certainty=None)
    reported(db, undated)
    evidence.write(db, [of(undated)], NOW)
    [told], _ = evidence.around(db, {NOW.date()}, NOW - DAY, 9)
    assert told.published_at is None


def test_a_report_whose_text_has_changed_has_to_be_read_again(db: Database) -> None:
    reported(db, article())
    evidence.write(db, [of(article())], NOW)
    settle(db, stored(article(text="Changed."), outcome=Outcome.REVISION, relation=None))
    assert evidence.around(db, {NOW.date()}, NOW - DAY, 9) == ([], [article().id])


def test_what_was_kept_long_enough_is_let_go(db: Database) -> None:
    reported(db, article(), article("later"))
    evidence.write(db, [of(article())], NOW)
    evidence.write(db, [of(article("later"))], NOW + 10 * DAY + HOUR)
    assert db.rows("SELECT article FROM evidence") == [(article("later").id,)]

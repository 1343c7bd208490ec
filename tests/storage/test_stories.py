from dataclasses import replace

from news.ids import shown
from news.records import Certainty, Outcome, Settled
from news.relations import Kind, Link, Relation, Tie
from storage import ledger
from storage.database import Database
from storage.relations import move
from storage.settling import record
from storage.stories import Change, Neighbour, story
from tests.storage.samples import HOUR, NOW, article, flags, relation, stored

FIRST, COPY = article("first"), article("copy", feed="shaam", published_at=NOW)
LATER = article("later", published_at=NOW + HOUR)


def settle(db: Database, *settled: Settled) -> None:
    record(db, ledger.start(db, "monitor", NOW), settled, "pack-1", NOW)


def test_a_story_holds_its_reports_oldest_first_with_how_they_came_together(db: Database) -> None:
    copied = relation(COPY, copy_of=FIRST)
    settle(db, stored(COPY, relation=copied, outcome=Outcome.COPY), stored(FIRST, flags("sdf")))
    held = story(db, 7)
    assert held is not None
    assert [report.article_id for report in held.reports] == [FIRST.id, COPY.id]
    assert held.relations == {FIRST.id: relation(FIRST), COPY.id: copied}
    assert held.reports[0].published_certainty is Certainty.EXACT
    assert [mention.actor for mention in held.reports[0].mentions] == ["sdf"]


def test_stories_know_what_they_follow_and_what_follows_them(db: Database) -> None:
    link = Link(Tie.FOLLOWS, shown(FIRST.id), "51 words in a row")
    begun = Relation(shown(LATER.id), shown(LATER.id), links=(link,))
    settle(db, stored(FIRST, relation=relation(FIRST, story=FIRST.id)), stored(LATER, relation=begun))
    earlier, later = story(db, FIRST.id), story(db, LATER.id)
    assert earlier is not None
    assert later is not None
    assert later.neighbours == (Neighbour(shown(FIRST.id), FIRST.title, Tie.FOLLOWS, True, link.reason),)
    assert earlier.neighbours == (Neighbour(shown(LATER.id), LATER.title, Tie.FOLLOWS, False, link.reason),)


def test_an_original_that_came_late_is_told(db: Database) -> None:
    settle(db, stored(FIRST), stored(COPY))
    moved = replace(relation(COPY, copy_of=FIRST), kind=Kind.VERBATIM, reason="an earlier original came late")
    move(db, [moved], NOW)
    held = story(db, 7)
    assert held is not None
    assert held.changes == (Change(shown(COPY.id), NOW, shown(FIRST.id), moved.reason),)


def test_there_is_no_story_of_an_unknown_id(db: Database) -> None:
    assert story(db, 9) is None

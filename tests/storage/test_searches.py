import pytest

from news.records import Access, OnTopic, Outcome
from storage import ledger
from storage.database import Database
from storage.searches import SearchHit, search
from storage.settling import record
from tests.storage.samples import HOUR, NOW, article, flags, relation, stored

OLD = article(
    "old",
    title="قسد تنسحب",
    text="انسحبت قوات سوريا الديمقراطيّة من الرّقة.",
    language="ar",
    published_at=NOW - 5 * HOUR,
)
NEW = article("new", feed="shaam", title="SDF in Raqqa", text="The SDF’s FIGHTERS left; 100% sure.")


@pytest.fixture
def filled(db: Database) -> Database:
    copied = stored(NEW, flags("sdf"), relation=relation(NEW, copy_of=OLD), outcome=Outcome.COPY)
    record(db, ledger.start(db, "monitor", NOW), [stored(OLD, flags("sdf", "sna")), copied], "p", NOW)
    return db


def titles(hits: list[SearchHit]) -> list[str]:
    return [hit.title for hit in hits]


def test_words_are_found_whatever_their_case_and_place(filled: Database) -> None:
    for words in ("fighters", "Fighters LEFT", "sdf's", "raqqa fighters", "ighter", "100%"):
        assert titles(search(filled, words)) == [NEW.title], words


def test_arabic_is_found_in_any_spelling(filled: Database) -> None:
    for words in ("الديمقراطية", "الديمقراطيه", "الرَّقَّة", "«قسد» الرقة"):
        assert titles(search(filled, words)) == [OLD.title], words


def test_all_words_must_stand_in_one_article(filled: Database) -> None:
    for words in ("fighters stayed", "fighters الرقة", "x%", "'; DROP TABLE articles"):
        assert search(filled, words) == [], words


def test_the_newest_come_first_and_the_rest_is_left_off(filled: Database) -> None:
    assert titles(search(filled, "")) == [NEW.title, OLD.title]
    assert titles(search(filled, "", limit=1)) == [NEW.title]


def test_a_hit_says_what_one_needs_to_choose(filled: Database) -> None:
    [hit] = search(filled, "fighters")
    assert hit == SearchHit(
        id=NEW.id,
        title=NEW.title,
        text=NEW.text,
        outlet="Shaam",
        url=NEW.url,
        language="en",
        published_at=NEW.published_at,
        first_seen_at=NOW,
        access=Access.FULL,
        on_topic=OnTopic.YES,
        copy_of=OLD.id,
        actors=("sdf",),
    )


def test_a_search_can_be_narrowed(filled: Database) -> None:
    assert titles(search(filled, "", actor="sna")) == [OLD.title]
    assert titles(search(filled, "", actor="sdf", outlet="Shaam")) == [NEW.title]
    assert titles(search(filled, "", language="ar")) == [OLD.title]
    assert titles(search(filled, "", since=NOW - HOUR)) == [NEW.title]
    assert titles(search(filled, "fighters", language="ar")) == []


def test_only_the_current_revision_is_searched(filled: Database) -> None:
    changed = article("new", feed="shaam", text="They came back.")
    run = ledger.start(filled, "monitor", NOW)
    record(filled, run, [stored(changed, flags("sna"), outcome=Outcome.REVISION)], "p", NOW)
    assert titles(search(filled, "fighters")) == []
    assert titles(search(filled, "", actor="sdf")) == [OLD.title]

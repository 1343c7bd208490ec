from news.ids import shown
from news.records import Outcome, Settled
from news.relations import Comparable
from storage import ledger
from storage.comparables import of_articles
from storage.database import Database
from storage.settling import record
from tests.storage.samples import NOW, article, entry, flags, relation, stored


def settle(db: Database, *settled: Settled) -> None:
    record(db, ledger.start(db, "monitor", NOW), settled, "pack-1", NOW)


def test_a_comparable_holds_all_that_it_is_judged_by(db: Database) -> None:
    original, copy = article("one"), article("two", feed="shaam", url="https://shaam.example/amp/two")
    found = flags("sdf", "hts", places=("raqqa",))
    settle(db, stored(original), stored(copy, found, relation=relation(copy, copy_of=original)))
    by_id = {of.id: of for of in of_articles(db, [original.id, copy.id, 7])}
    assert by_id.keys() == {shown(original.id), shown(copy.id)}
    assert by_id[shown(copy.id)] == Comparable(
        id=shown(copy.id),
        url=copy.canonical_url,
        title=copy.title,
        text=copy.text,
        outlet=copy.outlet,
        language="en",
        published_at=copy.published_at,
        actors=frozenset({"sdf", "hts"}),
        places=frozenset({"raqqa"}),
        scene="raqqa",
        copy_of=shown(original.id),
        story=shown(7),
    )


def test_only_the_current_revision_is_compared(db: Database) -> None:
    settle(db, stored(article(), flags("hts")))
    settle(db, stored(article(text="Changed."), flags("sdf"), outcome=Outcome.REVISION))
    [of] = of_articles(db, [article().id])
    assert (of.actors, of.text) == (frozenset({"sdf"}), "Changed.")


def test_an_article_without_relation_or_mention_is_comparable(db: Database) -> None:
    settle(db, Settled(entry(), Outcome.STORED, article()))
    [of] = of_articles(db, [article().id])
    assert (of.actors, of.places, of.scene, of.copy_of, of.story) == (
        frozenset(),
        frozenset(),
        None,
        None,
        None,
    )

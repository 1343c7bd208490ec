from news.records import OnTopic, Outcome, Settled
from storage import articles, ledger
from storage.database import Database
from storage.flags import FlagChange, flag_changes, replace_flags, stored_texts
from storage.settling import record
from tests.storage.samples import NOW, article, flags, stored

ONE, TWO, THREE = article("one"), article("two"), article("three")


def settle(db: Database, *settled: Settled) -> None:
    record(db, ledger.start(db, "monitor", NOW), settled, "pack-1", NOW)


def actors(db: Database, id_: int) -> frozenset[str]:
    held = articles.article(db, id_)
    assert held is not None
    return held.flags.actors


def test_every_text_is_given_once_also_while_flags_are_replaced(db: Database) -> None:
    settle(db, *(stored(article(str(number))) for number in range(5)))
    given = []
    for batch in stored_texts(db, most=2):
        given += [of.id for of in batch]
        replace_flags(db, {of.id: flags("hts") for of in batch}, "pack-2")
    assert given == sorted(article(str(number)).id for number in range(5))


def test_replacing_tells_in_how_many_articles_an_actor_came_or_went(db: Database) -> None:
    settle(db, stored(ONE, flags("sdf")), stored(TWO, flags("sdf", "hts")), stored(THREE, flags()))
    new = {ONE.id: flags("hts"), TWO.id: flags("hts"), THREE.id: flags("sna")}
    expected = (FlagChange("hts", 1, 0), FlagChange("sdf", 0, 2), FlagChange("sna", 1, 0))
    assert flag_changes(db, new) == expected
    assert actors(db, ONE.id) == {"sdf"}, "asking changes nothing"
    assert replace_flags(db, new, "pack-2") == expected
    assert [actors(db, of.id) for of in (ONE, TWO, THREE)] == [{"hts"}, {"hts"}, {"sna"}]
    assert replace_flags(db, new, "pack-2") == ()


def test_all_of_the_flags_is_replaced(db: Database) -> None:
    settle(db, stored(ONE, flags("sdf", places=("raqqa",))), stored(TWO))
    new = flags("hts", on_topic=OnTopic.NO, places=("kobani",))
    replace_flags(db, {ONE.id: new}, "pack-2")
    one, two = articles.article(db, ONE.id), articles.article(db, TWO.id)
    assert one is not None
    assert two is not None
    assert (one.flags, one.pack_version, one.article) == (new, "pack-2", ONE)
    assert (two.flags, two.pack_version) == (flags("sdf"), "pack-1")


def test_earlier_revisions_keep_what_was_flagged_in_them(db: Database) -> None:
    settle(db, stored(ONE, flags("sdf")))
    settle(db, stored(article("one", text="Changed."), flags("sna"), outcome=Outcome.REVISION))
    replace_flags(db, {ONE.id: flags("hts")}, "pack-2")
    assert db.rows("SELECT revision, actor FROM mentions ORDER BY ALL") == [(1, "sdf"), (2, "hts")]


def test_an_article_we_do_not_hold_is_passed_over(db: Database) -> None:
    assert replace_flags(db, {ONE.id: flags("sdf")}, "pack-2") == ()
    assert db.rows("SELECT count(*) FROM mentions") == [(0,)]

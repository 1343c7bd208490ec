from dataclasses import replace

import pytest

from news.ids import shown
from news.relations import Link, Relation, Tie
from storage.database import Database
from storage.relations import move, of_articles, relate
from tests.storage.samples import NOW, article, relation

ONE, TWO = article("one"), article("two")


def test_relations_come_back_as_they_were_given(db: Database) -> None:
    relate(db, [relation(ONE), relation(TWO, copy_of=ONE)])
    assert of_articles(db, [ONE.id, TWO.id, 3]) == {
        ONE.id: relation(ONE),
        TWO.id: relation(TWO, copy_of=ONE),
    }


def test_an_article_has_one_relation_and_the_last_counts(db: Database) -> None:
    relate(db, [relation(ONE, story=1), relation(ONE, story=2)])
    relate(db, [relation(ONE, story=3)])
    assert of_articles(db, [ONE.id]) == {ONE.id: relation(ONE, story=3)}
    assert db.rows("SELECT count(*) FROM relations") == [(1,)]


def test_an_id_that_is_none_is_refused(db: Database) -> None:
    with pytest.raises(ValueError, match="is no id"):
        relate(db, [Relation("seven", shown(1))])


def test_passages_and_links_come_back_with_a_relation(db: Database) -> None:
    follows = Link(Tie.FOLLOWS, shown(9), "51 words in a row are from “Taps run again”")
    meets = Link(Tie.MEETS, shown(8), "SDF, Tishreen Dam")
    told = replace(relation(ONE), passages=("the pumps fell silent",), links=(follows, meets))
    relate(db, [told])
    assert of_articles(db, [ONE.id]) == {ONE.id: told}
    relate(db, [replace(told, links=(meets,))])
    assert of_articles(db, [ONE.id])[ONE.id].links == (meets,), "the last given counts"


def test_an_original_that_came_late_takes_over_its_copies_and_the_change_is_noted(db: Database) -> None:
    late, third = article("late"), article("third")
    relate(db, [relation(ONE), relation(TWO, copy_of=ONE), relation(third, copy_of=ONE), relation(late)])
    move(db, [relation(ONE, copy_of=late)], NOW)
    placed = of_articles(db, [ONE.id, TWO.id, third.id])
    assert {id_: each.copy_of for id_, each in placed.items()} == dict.fromkeys(placed, shown(late.id))
    assert db.rows("SELECT * FROM relation_changes") == [(ONE.id, NOW, None, late.id, "same text")]


def test_nothing_moved_is_nothing_noted(db: Database) -> None:
    move(db, [], NOW)
    assert db.rows("SELECT count(*) FROM relation_changes") == [(0,)]

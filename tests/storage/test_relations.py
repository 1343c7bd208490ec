import pytest

from news.ids import shown
from news.records import Relation
from storage.database import Database
from storage.relations import of_articles, relate
from tests.storage.samples import article, relation

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

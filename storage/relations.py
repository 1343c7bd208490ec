"""Where articles belong: what they copy, and their stories. Ids in a `Relation` are written as shown."""

from collections.abc import Collection, Iterable

from news.ids import parsed, shown
from news.records import Relation
from storage.database import Database

_COLUMNS = ("article", "copy_of", "kind", "similarity", "story", "reason")


def relate(db: Database, relations: Iterable[Relation]) -> None:
    """Write these relations; an article has one, and the last given counts."""
    rows = {relation.id: _row(relation) for relation in relations}
    with db.transaction():
        ids = [row[0] for row in rows.values()]
        db.run("DELETE FROM relations WHERE article IN (SELECT unnest(?::UBIGINT[]))", [ids])
        db.insert("relations", _COLUMNS, list(rows.values()))


def of_articles(db: Database, articles: Collection[int]) -> dict[int, Relation]:
    """Return the relations of these articles, by article id; an article may have none."""
    found = db.rows(
        "SELECT article, story, copy_of, kind, similarity, reason FROM relations "
        "WHERE article IN (SELECT unnest(?::UBIGINT[]))",
        [list(articles)],
    )
    return {
        article: Relation(shown(article), shown(story), None if copy_of is None else shown(copy_of), *rest)
        for article, story, copy_of, *rest in found
    }


def _row(relation: Relation) -> tuple[object, ...]:
    copy_of = None if relation.copy_of is None else parsed(relation.copy_of)
    story = parsed(relation.story)
    return (parsed(relation.id), copy_of, relation.kind, relation.similarity, story, relation.reason)

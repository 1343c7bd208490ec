"""Where articles belong: what they copy, and their stories. Ids in a `Relation` are written as shown."""

from collections.abc import Collection, Iterable
from datetime import datetime

from news.ids import parsed, shown
from news.relations import Kind, Link, Relation, Tie
from storage.database import Database

_COLUMNS = ("article", "copy_of", "kind", "similarity", "story", "reason", "passages")
_LINK_COLUMNS = ("story", "tie", "earlier", "article", "reason")
_CHANGE_COLUMNS = ("article", "changed_at", "copy_of_before", "copy_of", "reason")


def relate(db: Database, relations: Iterable[Relation]) -> None:
    """Write these relations; an article has one, and the last given counts."""
    given = {relation.id: relation for relation in relations}
    rows = {id_: _row(relation) for id_, relation in given.items()}
    links = [
        (parsed(relation.story), link.tie, parsed(link.story), parsed(relation.id), link.reason)
        for relation in given.values()
        for link in relation.links
    ]
    with db.transaction():
        ids = [row[0] for row in rows.values()]
        db.run("DELETE FROM relations WHERE article IN (SELECT unnest(?::UBIGINT[]))", [ids])
        db.run("DELETE FROM story_links WHERE article IN (SELECT unnest(?::UBIGINT[]))", [ids])
        db.insert("relations", _COLUMNS, list(rows.values()))
        db.insert("story_links", _LINK_COLUMNS, links)


def move(db: Database, relations: Collection[Relation], now: datetime) -> None:
    """Write these relations of articles placed before, and note the change; their copies go with them."""
    if not relations:
        return
    with db.transaction():
        before = of_articles(db, [parsed(relation.id) for relation in relations])
        changes = []
        for moved in relations:
            old = before.get(parsed(moved.id))
            copied = None if old is None else _or_none(old.copy_of)
            changes.append((parsed(moved.id), now, copied, _or_none(moved.copy_of), moved.reason))
            db.run(
                "UPDATE relations SET copy_of = ? WHERE copy_of = ?",
                [_or_none(moved.copy_of), parsed(moved.id)],
            )
        relate(db, relations)
        db.insert("relation_changes", _CHANGE_COLUMNS, changes)


def of_articles(db: Database, articles: Collection[int]) -> dict[int, Relation]:
    """Return the relations of these articles, by article id; an article may have none."""
    found = db.rows(
        "SELECT article, story, copy_of, kind, similarity, reason, passages FROM relations "
        "WHERE article IN (SELECT unnest(?::UBIGINT[]))",
        [list(articles)],
    )
    links = _links(db, articles)
    return {
        article: Relation(
            *(shown(article), shown(story), None if copy_of is None else shown(copy_of)),
            kind=None if kind is None else Kind(kind),
            similarity=similarity,
            reason=reason,
            passages=tuple(passages or ()),
            links=links.get(article, ()),
        )
        for article, story, copy_of, kind, similarity, reason, passages in found
    }


def _links(db: Database, articles: Collection[int]) -> dict[int, tuple[Link, ...]]:
    links: dict[int, tuple[Link, ...]] = {}
    for article, tie, earlier, reason in db.rows(
        "SELECT article, tie, earlier, reason FROM story_links "
        "WHERE article IN (SELECT unnest(?::UBIGINT[])) ORDER BY rowid",
        [list(articles)],
    ):
        links[article] = (*links.get(article, ()), Link(Tie(tie), shown(earlier), reason))
    return links


def _row(relation: Relation) -> tuple[object, ...]:
    return (
        *(parsed(relation.id), _or_none(relation.copy_of), relation.kind, relation.similarity),
        *(parsed(relation.story), relation.reason, list(relation.passages)),
    )


def _or_none(id_: str | None) -> int | None:
    return None if id_ is None else parsed(id_)

"""Searching what we hold, across spellings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from news.records import Access, OnTopic
from news.texts import folded_words
from storage.database import Database


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An article that was found. `actors` are the ids of those named in its current revision."""

    id: int
    title: str
    text: str
    outlet: str
    url: str
    language: str | None
    published_at: datetime | None
    first_seen_at: datetime
    access: Access
    on_topic: OnTopic
    copy_of: int | None
    actors: tuple[str, ...]


def search(
    db: Database,
    words: str,
    *,
    actor: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    since: datetime | None = None,
    limit: int = 50,
) -> list[SearchHit]:
    """Return articles that hold all of these words, in title or text, newest first.

    A word is found in every spelling that `news.texts.fold` makes alike, and inside longer words; marks
    between words count for nothing. Without words, all articles that the other arguments allow. An
    article without a date counts as published when it was first seen. A search reads all texts: about
    half a second over 100,000 articles.
    """
    wanted = [("outlet = ?", outlet), ("language = ?", language), ("dated_at >= ?", since), (_NAMES, actor)]
    conditions = [(sql, value) for sql, value in wanted if value is not None]
    conditions += [("contains(folded, ?)", word) for word in folded_words(words)]
    where = " AND ".join(sql for sql, _ in conditions) or "true"
    found = db.rows(_SEARCH.format(where=where), [*(value for _, value in conditions), limit])
    return [_hit(row) for row in found]


_NAMES = "(id, revision) IN (SELECT article, revision FROM mentions WHERE actor = ?)"
_SEARCH = """
    WITH hits AS (
        SELECT *, coalesce(published_at, first_seen_at) AS dated_at
        FROM articles WHERE {where} ORDER BY dated_at DESC, id LIMIT ?
    )
    SELECT id, title, text, outlet, url, language, published_at, first_seen_at, access, on_topic,
        (SELECT any_value(copy_of) FROM relations WHERE relations.article = hits.id),
        (SELECT list(DISTINCT actor ORDER BY actor) FROM mentions
         WHERE mentions.article = hits.id AND mentions.revision = hits.revision)
    FROM hits ORDER BY dated_at DESC, id
"""


def _hit(row: Sequence[Any]) -> SearchHit:
    *what, access, on_topic, copy_of, actors = row
    return SearchHit(*(*what, Access(access), OnTopic(on_topic), copy_of, tuple(actors or ())))

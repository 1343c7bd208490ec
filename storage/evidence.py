"""What original reports of the last days tell of their event, so that each is worked out once."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from news.ids import parsed, shown
from news.relations import Evidence, Vector
from storage.comparables import NAMED
from storage.database import Database

_VECTORS = ("title", "lead", "body", "names", "sounds")
_LISTS = tuple(column for vector in _VECTORS for column in (vector, f"{vector}_weights"))
_COLUMNS = ("article", "text_id", *_LISTS, "numbers", "counted", "weekday", "stored_at")
_KEPT = timedelta(days=10)


def around(
    db: Database, days: Collection[date], before: datetime, most: int
) -> tuple[list[Evidence], list[int]]:
    """Return the original reports of these days, and ids of those among them whose evidence is not kept.

    Those among the newest articles of before a time, `most` of them, come with them: words are weighed by
    them. An article without a date counts as published when it was first seen.
    """
    found = db.rows(
        f"""
        WITH dated AS (
            SELECT rowid AS place, id, coalesce(published_at, first_seen_at) AS dated_at FROM articles
        ),
        near AS (SELECT place, id FROM dated WHERE dated_at::DATE IN (SELECT unnest($1::DATE[]))),
        newest AS (SELECT place, id FROM dated WHERE dated_at < $2 ORDER BY dated_at DESC LIMIT $3),
        recent AS (
            SELECT id, text_id, revision, outlet, language, published_at, scene, story,
                coalesce(published_at, first_seen_at) AS dated_at
            FROM articles
            JOIN (SELECT * FROM relations WHERE article IN (SELECT id FROM near UNION SELECT id FROM newest))
                ON article = id AND copy_of IS NULL
            WHERE articles.rowid IN (SELECT place FROM near UNION SELECT place FROM newest)
        ),
        {NAMED}
        SELECT recent.id, recent.id IN (SELECT id FROM near), outlet, language, published_at, scene, story,
            actors.ids, places.ids, {", ".join(f"kept.{column}" for column in _LISTS)},
            numbers, counted, weekday
        FROM recent
        LEFT JOIN evidence AS kept ON kept.article = recent.id AND kept.text_id = recent.text_id
        LEFT JOIN actors ON actors.article = recent.id
        LEFT JOIN places ON places.article = recent.id
        ORDER BY dated_at, recent.id
        """,  # noqa: S608 - constants
        [list(days), before, most],
    )
    kept = [row for row in found if row[9] is not None]
    return [_evidence(row) for row in kept], [row[0] for row in found if row[9] is None and row[1]]


def write(db: Database, reports: Collection[Evidence], now: datetime) -> None:
    """Keep the evidence of these reports, which are stored; what was kept long enough is let go."""
    ids = {parsed(report.article): report for report in reports}
    stored = db.rows(
        "SELECT id, text_id FROM articles WHERE id IN (SELECT unnest(?::UBIGINT[]))", [list(ids)]
    )
    db.run("DELETE FROM evidence WHERE stored_at < ?", [now - _KEPT])
    db.insert("evidence", _COLUMNS, [_row(ids[id_], id_, text_id, now) for id_, text_id in stored])


def _evidence(row: Sequence[Any]) -> Evidence:
    (
        id_,
        _,
        outlet,
        language,
        published_at,
        scene,
        story,
        actors,
        places,
        *lists,
        numbers,
        counted,
        weekday,
    ) = row
    title, lead, body, names, sounds = (
        dict(zip(terms, weights, strict=True)) for terms, weights in zip(lists[::2], lists[1::2], strict=True)
    )
    return Evidence(
        *(shown(id_), outlet, language, published_at, title, lead, body, names, sounds),
        numbers=dict(zip(numbers, counted, strict=True)),
        weekday=weekday,
        scene=scene,
        actors=frozenset(actors or ()),
        places=frozenset(places or ()),
        story=shown(story),
    )


def _row(report: Evidence, id_: int, text_id: int, now: datetime) -> tuple[object, ...]:
    vectors: list[Vector] = [getattr(report, name) for name in _VECTORS]
    lists = [values for vector in vectors for values in (list(vector), list(vector.values()))]
    return (id_, text_id, *lists, list(report.numbers), list(report.numbers.values()), report.weekday, now)

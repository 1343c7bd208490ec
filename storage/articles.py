"""The articles we hold, copies included."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from news.ids import content_id, parsed
from news.records import Access, Article, Certainty, Flags, OnTopic, Relevance, Removed
from news.relations import Relation
from news.texts import fold
from news.urls import canonical
from storage import entries, mentions, relations
from storage.database import Database
from storage.entries import SeenEntry
from storage.revisions import Version

_CONTENT = (
    "url, canonical_url, feed, outlet, title, text, access, fetched_at, byline, published_at, language, "
    "declared_not_free, access_evidence, published_certainty, modified_at"
)
_FLAGGED = "on_topic, relevance, relevance_reasons, scene"
_COLUMNS = (
    *("id", *_CONTENT.split(", "), *_FLAGGED.split(", ")),
    *("first_seen_at", "text_id", "revision", "pack_version", "folded"),
)


@dataclass(frozen=True, slots=True)
class HeldArticle:
    """What is needed to tell whether a fetched article is new, changed or known."""

    id: int
    text_id: int
    revision: int
    access: Access
    feed: str
    outlet: str


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """All that we hold of an article, in its current revision (its number counts from 1)."""

    article: Article
    flags: Flags
    relation: Relation | None
    entries: tuple[SeenEntry, ...]
    revision: int
    first_seen_at: datetime
    pack_version: str


def held(db: Database, canonical_urls: Collection[str]) -> dict[str, HeldArticle]:
    """Return which of these articles we hold, by canonical URL."""
    wanted = {content_id(url): url for url in canonical_urls}
    found = db.rows(
        "SELECT id, text_id, revision, access, feed, outlet FROM articles "
        "WHERE id IN (SELECT unnest(?::UBIGINT[]))",
        [list(wanted)],
    )
    return {
        wanted[id_]: HeldArticle(id_, text_id, revision, Access(access), feed, outlet)
        for id_, text_id, revision, access, feed, outlet in found
    }


def article(db: Database, id_: int) -> StoredArticle | None:
    """Return all that we hold of an article, None where we hold none of this id."""
    found = db.rows(
        f"SELECT {_CONTENT}, {_FLAGGED}, revision, first_seen_at, pack_version FROM articles WHERE id = ?",  # noqa: S608
        [id_],
    )
    for *content, on_topic, score, reasons, scene, revision, first_seen_at, pack_version in found:
        relevance = Relevance(OnTopic(on_topic), score, tuple(reasons))
        return StoredArticle(
            article=_article(content, _removed(db, id_, revision)),
            flags=replace(mentions.load(db, {id_: relevance})[id_], scene=scene),
            relation=relations.of_articles(db, [id_]).get(id_),
            entries=entries.of_article(db, id_),
            revision=revision,
            first_seen_at=first_seen_at,
            pack_version=pack_version,
        )
    return None


def find(db: Database, id_or_url: str) -> StoredArticle | None:
    """Return the article that somebody means by an id as shown, by its URL, or by a URL in a feed."""
    for candidate in _meant(db, id_or_url.strip()):
        stored = article(db, candidate)
        if stored is not None:
            return stored
    return None


def batch(db: Database, start: int, most: int) -> tuple[Article, ...]:
    """Return at most `most` articles in the order of their ids, the first of them `start` or above.

    They come without the lines removed from them.
    """
    found = db.rows(
        f"SELECT {_CONTENT} FROM articles WHERE id >= ? ORDER BY id LIMIT ?",  # noqa: S608 - constant
        [start, most],
    )
    return tuple(_article(content) for content in found)


def write(db: Database, versions: Sequence[Version], pack_version: str, now: datetime) -> None:
    """Make these versions the current ones, in the caller's transaction; of one article the last counts.

    What we knew first stays: when it was seen, by which feed, and a date that a new version lacks.
    """
    latest = {version.article.id: version for version in versions}
    found = db.rows(
        "SELECT id, feed, outlet, published_at, published_certainty, modified_at, first_seen_at "
        "FROM articles WHERE id IN (SELECT unnest(?::UBIGINT[]))",
        [list(latest)],
    )
    first_seen = {}
    for id_, feed, outlet, *dates, first_seen_at in found:
        known = _with_dates(replace(latest[id_].article, feed=feed, outlet=outlet), *dates)
        latest[id_] = replace(latest[id_], article=known)
        first_seen[id_] = first_seen_at
    db.run("DELETE FROM articles WHERE id IN (SELECT unnest(?::UBIGINT[]))", [list(first_seen)])
    rows = [_row(version, first_seen.get(id_, now), pack_version) for id_, version in latest.items()]
    db.insert("articles", _COLUMNS, rows)


def weigh(db: Database, flags: Mapping[int, Flags], pack_version: str) -> None:
    """Write how relevant these articles are and where they play, in the caller's transaction.

    All else of them stays.
    """
    weighed = [each.relevance for each in flags.values()]
    db.run(
        """
        UPDATE articles
        SET on_topic = new.on_topic, relevance = new.score, relevance_reasons = new.reasons,
            scene = new.scene, pack_version = $1
        FROM (
            SELECT unnest($2::UBIGINT[]) AS id, unnest($3::VARCHAR[]) AS on_topic,
                unnest($4::DOUBLE[]) AS score, unnest($5::VARCHAR[][]) AS reasons,
                unnest($6::VARCHAR[]) AS scene
        ) AS new
        WHERE articles.id = new.id
        """,
        [
            pack_version,
            list(flags),
            [relevance.on_topic for relevance in weighed],
            [relevance.score for relevance in weighed],
            [list(relevance.reasons) for relevance in weighed],
            [each.scene for each in flags.values()],
        ],
    )


def _meant(db: Database, id_or_url: str) -> Iterator[int]:
    with suppress(ValueError):
        yield parsed(id_or_url)
    yield content_id(canonical(id_or_url))
    told = "SELECT article FROM entries WHERE url = ? AND article IS NOT NULL"
    read = "SELECT id FROM articles WHERE url = ?"
    yield from (id_ for (id_,) in db.rows(f"{told} UNION ALL {read}", [id_or_url, id_or_url]))


def _removed(db: Database, id_: int, revision: int) -> tuple[Removed, ...]:
    found = db.rows(
        "SELECT kind, text FROM removed_lines WHERE article = ? AND revision = ? ORDER BY position",
        [id_, revision],
    )
    return tuple(Removed(*row) for row in found)


def _with_dates(
    new: Article, published_at: datetime | None, certainty: str | None, modified_at: datetime | None
) -> Article:
    """Return a new version of an article with the dates that it lacks and we knew."""
    if new.published_at is None:
        new = replace(new, published_at=published_at, published_certainty=_certainty(certainty))
    if new.modified_at is None and modified_at and (not new.published_at or modified_at >= new.published_at):
        new = replace(new, modified_at=modified_at)
    return new


def _certainty(value: str | None) -> Certainty | None:
    return None if value is None else Certainty(value)


def _article(content: Sequence[Any], removed: tuple[Removed, ...] = ()) -> Article:
    values = dict(zip(_CONTENT.split(", "), content, strict=True))
    read = {
        "access": Access(values["access"]),
        "access_evidence": tuple(values["access_evidence"]),
        "published_certainty": _certainty(values["published_certainty"]),
    }
    return Article(**{**values, **read, "removed": removed})


def _row(version: Version, first_seen_at: datetime, pack_version: str) -> tuple[object, ...]:
    article, relevance = version.article, version.flags.relevance
    content = (
        *(article.url, article.canonical_url, article.feed, article.outlet, article.title, article.text),
        *(article.access, article.fetched_at, article.byline, article.published_at, article.language),
        *(article.declared_not_free, list(article.access_evidence), article.published_certainty),
        article.modified_at,
    )
    flagged = (relevance.on_topic, relevance.score, list(relevance.reasons), version.flags.scene)
    folded = fold(f"{article.title}\n{article.text}")
    ours = (first_seen_at, article.text_id, version.revision, pack_version, folded)
    return (article.id, *content, *flagged, *ours)

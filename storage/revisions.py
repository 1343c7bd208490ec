"""Every version of every article: a correction is a new revision, never an overwrite."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from news.records import Access, Article, Flags
from storage.database import Database

_COLUMNS = ("article", "revision", "text_id", "title", "text", "fetched_at", "cause", "stored_at")


class Cause(StrEnum):
    """Why a version differs from the one before it."""

    PUBLISHER = "publisher"  # the publisher wrote it so; a first version too
    EXTRACTION = "extraction"  # the same page, read better: no news for readers


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it is to be stored: as its revision number `revision`, with what was flagged in it."""

    article: Article
    revision: int
    flags: Flags
    cause: Cause = Cause.PUBLISHER


@dataclass(frozen=True, slots=True)
class Revision:
    """What an article said, and since when: a version as it was stored."""

    number: int
    title: str
    text: str
    fetched_at: datetime
    cause: Cause = Cause.PUBLISHER


@dataclass(frozen=True, slots=True)
class Current:
    """What an article says now, how much of it that is, and when it was fetched."""

    canonical_url: str
    title: str
    text: str
    access: Access
    fetched_at: datetime


def of_article(db: Database, article: int) -> tuple[Revision, ...]:
    """Return all versions of an article, oldest first."""
    found = db.rows(
        "SELECT revision, title, text, fetched_at, cause FROM revisions WHERE article = ? ORDER BY revision",
        [article],
    )
    return tuple(Revision(*(*row, Cause(cause))) for *row, cause in found)


def current(db: Database, articles: Collection[int]) -> dict[int, Current]:
    """Return what these articles say now, by id, as far as we hold them."""
    found = db.rows(
        "SELECT id, canonical_url, title, text, access, fetched_at FROM articles "
        "WHERE id IN (SELECT unnest(?::UBIGINT[]))",
        [list(articles)],
    )
    return {
        id_: Current(url, title, text, Access(access), fetched_at)
        for id_, url, title, text, access, fetched_at in found
    }


def write(db: Database, versions: Collection[Version], now: datetime) -> None:
    """Add these versions and the lines removed from them, in the caller's transaction."""
    texts = [
        (v.article.id, v.revision, *_said(v.article), v.article.fetched_at, v.cause, now) for v in versions
    ]
    lines = [
        (v.article.id, v.revision, position, removed.kind, removed.text)
        for v in versions
        for position, removed in enumerate(v.article.removed, start=1)
    ]
    db.insert("revisions", _COLUMNS, texts)
    db.insert("removed_lines", ("article", "revision", "position", "kind", "text"), lines)


def bearing(db: Database, kind: str, since: datetime) -> dict[str, int]:
    """Count by outlet the articles fetched since then of which, as they are now, a line of a kind is told.

    The outlet with the most comes first.
    """
    found = db.rows(
        "SELECT outlet, count(DISTINCT id) FROM articles JOIN removed_lines r "
        "ON r.article = id AND r.revision = articles.revision "
        "WHERE kind = ? AND fetched_at >= ? GROUP BY outlet ORDER BY 2 DESC, outlet",
        [kind, since],
    )
    return dict(found)


def forget_removed(db: Database, before: datetime) -> None:
    """Let go of the lines that were removed from versions fetched before this time; their texts stay."""
    old = "SELECT article, revision FROM revisions WHERE fetched_at < ?"
    if db.rows(f"SELECT 1 FROM removed_lines WHERE (article, revision) IN ({old}) LIMIT 1", [before]):  # noqa: S608 - a constant
        db.run(f"DELETE FROM removed_lines WHERE (article, revision) IN ({old})", [before])  # noqa: S608 - a constant


def _said(article: Article) -> tuple[int, str, str]:
    return article.text_id, article.title, article.text

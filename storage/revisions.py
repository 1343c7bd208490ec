"""Every version of every article: a correction is a new revision, never an overwrite."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from news.records import Article, Flags
from storage.database import Database

_COLUMNS = ("article", "revision", "text_id", "title", "text", "fetched_at")


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it is to be stored: as its revision number `revision`, with what was flagged in it."""

    article: Article
    revision: int
    flags: Flags


@dataclass(frozen=True, slots=True)
class Revision:
    """What an article said, and since when: a version as it was stored."""

    number: int
    title: str
    text: str
    fetched_at: datetime


def of_article(db: Database, article: int) -> tuple[Revision, ...]:
    """Return all versions of an article, oldest first."""
    found = db.rows(
        "SELECT revision, title, text, fetched_at FROM revisions WHERE article = ? ORDER BY revision",
        [article],
    )
    return tuple(Revision(*row) for row in found)


def write(db: Database, versions: Collection[Version]) -> None:
    """Add these versions and the lines removed from them, in the caller's transaction."""
    texts = [
        (v.article.id, v.revision, v.article.text_id, v.article.title, v.article.text, v.article.fetched_at)
        for v in versions
    ]
    lines = [
        (v.article.id, v.revision, position, removed.kind, removed.text)
        for v in versions
        for position, removed in enumerate(v.article.removed, start=1)
    ]
    db.insert("revisions", _COLUMNS, texts)
    db.insert("removed_lines", ("article", "revision", "position", "kind", "text"), lines)

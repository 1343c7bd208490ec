"""Articles as reports: what digests and stories tell of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from news.records import Access, Certainty, Flags, OnTopic, Relevance
from news.reports import Report
from storage import mentions
from storage.database import Database

COLUMNS = (
    "a.id, a.outlet, a.url, a.title, a.text, a.language, a.published_at, a.published_certainty, a.byline, "
    "a.access, a.on_topic, a.relevance, r.copy_of"
)
"""SQL: what `report` reads, of articles `a` and their relations `r`."""


def flags(db: Database, rows: Iterable[Sequence[Any]]) -> dict[int, Flags]:
    """Return what is flagged in the articles whose rows begin with `COLUMNS`, by article id."""
    return mentions.load(db, {row[0]: Relevance(OnTopic(row[10]), row[11]) for row in rows})


def report(row: Sequence[Any], flagged: Flags, revision: int) -> Report:
    """Return the report that a row of `COLUMNS` is; affiliations are left empty."""
    id_, outlet, url, title, text, language, published_at, certainty, byline, access, on_topic, _, copy_of = (
        row
    )
    return Report(
        article_id=id_,
        outlet=outlet,
        affiliation="",
        url=url,
        title=title,
        text=text,
        language=language,
        published_at=published_at,
        access=Access(access),
        on_topic=OnTopic(on_topic),
        mentions=flagged.mentions,
        title_mentions=flagged.title_mentions,
        places=flagged.places,
        copy_of=copy_of,
        revision=revision,
        byline=byline,
        published_certainty=None if certainty is None else Certainty(certainty),
    )

"""Recording what became of entries: a batch at a time, all of it or nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from news.ids import content_id
from news.records import STORING, Access, Article, Flags, OnTopic, Relevance, Settled
from news.urls import canonical
from storage import articles, entries, ledger, lines, mentions, relations, revisions
from storage.articles import HeldArticle
from storage.database import Database
from storage.revisions import Cause, Version

_UNFLAGGED = Flags((), (), (), (), Relevance(OnTopic.NO, 0.0))


def record(
    db: Database,
    run: int,
    settled: Sequence[Settled],
    pack_version: str,
    now: datetime,
    cause: Cause = Cause.PUBLISHER,
) -> None:
    """Write a batch of settled entries and all that comes with them, in one transaction.

    A run counts an entry once: recording a batch again changes nothing, and of two settlements of one
    entry the first counts. What is written of an article follows from what is held: an id not held yet
    is a first version, another text a further one, the same text none. `cause` is that of further versions.
    """
    with db.transaction():
        fresh = entries.unsettled(db, run, settled)
        urls = {each.entry.id: _canonical_url(each) for each in fresh}
        held = articles.held(db, set(urls.values()))
        versions = _versions(fresh, held, cause)
        flagged = [(version.article.id, version.revision, version.flags) for version in versions]
        entries.write(db, run, fresh, _led_to(urls, held, versions), now)
        ledger.count(db, run, Counter((each.entry.feed, each.outcome) for each in fresh))
        articles.write(db, versions, pack_version, now)
        revisions.write(db, versions, now)
        lines.sight(db, versions)
        mentions.write(db, flagged, pack_version)
        relations.relate(db, [each.relation for each in fresh if each.relation is not None])


def _versions(settled: Sequence[Settled], held: Mapping[str, HeldArticle], cause: Cause) -> list[Version]:
    """Return the versions to be stored, in their order; two of one article can stand in a batch."""
    current = {url: (each.text_id, each.revision, each.access) for url, each in held.items()}
    versions = []
    for each in settled:
        if each.article is None or each.outcome not in STORING:
            continue
        text_id, revision, access = current.get(each.article.canonical_url, (None, 0, Access.NONE))
        if each.article.text_id == text_id or _is_less(each.article, access):
            continue
        why = cause if revision else Cause.PUBLISHER
        versions.append(Version(each.article, revision + 1, each.flags or _UNFLAGGED, why))
        current[each.article.canonical_url] = (each.article.text_id, revision + 1, each.article.access)
    return versions


def _is_less(article: Article, held: Access) -> bool:
    """Tell whether this is a feed's summary of what we hold from the page: no revision, but less of it."""
    return article.access is Access.SUMMARY and held in (Access.FULL, Access.PARTIAL)


def _led_to(
    urls: Mapping[int, str], held: Mapping[str, HeldArticle], versions: Sequence[Version]
) -> dict[int, int]:
    """Return article ids by entry id, for entries whose canonical URL is that of an article we hold now."""
    ours = {*held, *(version.article.canonical_url for version in versions)}
    return {entry: content_id(url) for entry, url in urls.items() if url in ours}


def _canonical_url(settled: Settled) -> str:
    return canonical(settled.entry.url) if settled.article is None else settled.article.canonical_url

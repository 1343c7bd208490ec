"""How new articles find their place: what each copies, and the story it tells.

read ─▶ look up samples ─▶ load what may be copied, and the reports of the days around ─▶ relate ─▶ record
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from news.ids import parsed, shown
from news.knowledge import Pack
from news.records import STORING, Article, Capture, Flags, Outcome, Page, Settled
from news.relations import Comparable, Relation, Sightings
from storage import captures, comparables, evidence, fingerprints, relations, settling
from storage.database import Database
from storage.revisions import Cause
from stories.chances import REACH_DAYS
from stories.copies import COMMON
from stories.evidence import FEW
from stories.fingerprints import Folded
from stories.relations import Held, needed, read, relate

_CATCH_UP = 500  # articles whose samples are written in one transaction


def place(
    db: Database,
    pack: Pack,
    run: int,
    fates: Sequence[Settled],
    now: datetime,
    cause: Cause = Cause.PUBLISHER,
) -> list[Settled]:
    """Find what each new article copies and its story, and store all of it, in one transaction.

    An article without a date counts as published `now`. Revisions stay where their first version belongs;
    `cause` is that of further versions.
    """
    stored = [fate for fate in fates if fate.outcome in STORING]
    texts = read(comparable(fate.article, fate.flags) for fate in stored if fate.article and fate.flags)
    revised = {fate.article.id for fate in stored if fate.article and fate.outcome is Outcome.REVISION}
    new = [text for text in texts if parsed(text.article.id) not in revised]
    placed = relate(new, held_for(db, new, now), pack.names)
    related = {relation.id: relation for relation in placed.relations}
    settled = [_with_relation(fate, related) for fate in fates]
    with db.transaction():
        settling.record(db, run, settled, pack.version, now, cause)
        fingerprints.write(db, {parsed(text.article.id): text.sample for text in texts})
        evidence.write(db, placed.reports, now)
        relations.move(db, placed.moved, now)
        captures.write(db, _captured(settled))
    return settled


def catch_up(db: Database) -> int:
    """Write the samples of articles that were stored before samples were kept; return of how many."""
    count = 0
    while ids := fingerprints.lacking(db, _CATCH_UP):
        texts = read(comparables.of_articles(db, ids))
        with db.transaction():
            fingerprints.write(db, {parsed(text.article.id): text.sample for text in texts})
        count += len(ids)
    return count


def held_for(db: Database, new: Sequence[Folded], now: datetime) -> Held:
    """Load what new articles are compared with."""
    if not new:
        return Held()
    times = [text.article.published_at or now for text in new]
    with db.sparing():
        sightings, texts = similar(db, new)
        reports, unread = evidence.around(db, _days_around(times), max(times), FEW)
        return Held(sightings, texts, reports, comparables.of_articles(db, unread))


def similar(db: Database, new: Sequence[Folded]) -> tuple[Sightings, list[Folded]]:
    """Load the texts that new articles may copy, and where the samples of all of these stand."""
    samples = _samples(new)
    seen = fingerprints.sightings(db, samples, COMMON)
    texts = read(comparables.of_articles(db, [parsed(id_) for id_ in needed(new, seen)]))
    return seen.beside(fingerprints.sightings(db, _samples(texts) - samples, COMMON)), texts


def comparable(article: Article, flags: Flags) -> Comparable:
    """Return what an article is compared by."""
    return Comparable(
        id=shown(article.id),
        url=article.canonical_url,
        title=article.title,
        text=article.text,
        outlet=article.outlet,
        language=article.language,
        published_at=article.published_at,
        actors=flags.actors,
        places=flags.place_ids,
        scene=flags.scene,
    )


def _samples(texts: Iterable[Folded]) -> set[int]:
    return {hash_ for text in texts for hash_ in text.sample}


def _days_around(times: Iterable[datetime]) -> set[date]:
    """Return the days on which reports within reach of these times were published."""
    reach = int(REACH_DAYS) + 1
    return {(at + timedelta(days=apart)).date() for at in times for apart in range(-reach, reach + 1)}


def _with_relation(fate: Settled, related: Mapping[str, Relation]) -> Settled:
    if fate.article is None or fate.outcome not in STORING - {Outcome.REVISION}:
        return fate
    relation = related[shown(fate.article.id)]
    copied = relation.copy_of is not None and fate.outcome is Outcome.STORED
    return replace(fate, relation=relation, outcome=Outcome.COPY if copied else fate.outcome)


def _captured(fates: Iterable[Settled]) -> list[tuple[int, Page, Capture]]:
    return [
        (fate.entry.id, fate.page, fate.capture)
        for fate in fates
        if fate.page is not None and fate.capture is not None
    ]

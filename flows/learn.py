"""What the pages of outlets teach: lines that recur are judged, and the articles that bear them put right.

judge ─▶ read again from the archive ─▶ strip what is in no archive
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from flows.parallel import Each, Watcher
from flows.place import place
from flows.reread import Desk, reread
from flows.settle import flags_of
from news.records import Article, Outcome, Settled
from news.recurrence import without
from storage import articles, ledger, lines, revisions
from storage.database import Database, opened
from storage.lines import NO_MEMORY, Waiting
from storage.revisions import Cause

_CHUNK = 100  # articles stripped in one transaction
_NOTE = "lines that recur on its outlet's pages were removed"


@dataclass(frozen=True, slots=True)
class Learnt:
    """How many lines count otherwise than before, and how many articles read otherwise for it."""

    lines: int
    articles: int


def learn(desk: Desk, clock: Callable[[], datetime], watcher: Watcher, each: Each) -> Learnt:
    """Judge the lines of outlets of which new pages came, and put right the articles that bear them.

    What is judged is stored first, and what waits to be put right with it: a run that is killed between is
    finished by the next one.
    """
    with opened(desk.store) as db:
        changed = lines.learn(db, clock())
    return Learnt(len(changed), put_right(desk, clock, watcher, each))


def put_right(desk: Desk, clock: Callable[[], datetime], watcher: Watcher, each: Each) -> int:
    """Read again all articles that bear lines which count otherwise now; return how many read otherwise.

    Where a page is not in the archive, boilerplate is removed from the text that is held; a line that is
    article again cannot be had back then.
    """
    with opened(desk.store) as db:
        waiting = lines.waiting(db)
    if not waiting.lines:
        return 0
    replayed = reread(desk, clock, watcher, each, articles=waiting.articles, apply=True)
    stripped = _strip(desk, waiting, clock)
    with opened(desk.store) as db:
        lines.put_right(db, waiting)
    return replayed.stored + stripped


def _strip(desk: Desk, waiting: Waiting, clock: Callable[[], datetime]) -> int:
    """Remove boilerplate from the texts of articles that still bear it: their pages cannot be read again."""
    ids = sorted(waiting.articles)
    run: int | None = None
    count = 0
    for at in range(0, len(ids), _CHUNK):
        outlets = {id_: waiting.articles[id_] for id_ in ids[at : at + _CHUNK]}
        with opened(desk.store) as db:
            fates = list(_stripped(desk, db, outlets))
            if fates:
                run = ledger.start(db, "learn", clock()) if run is None else run
                place(db, desk.pack, run, fates, clock(), Cause.EXTRACTION)
        count += len(fates)
    if run is not None:
        with opened(desk.store) as db:
            ledger.finish(db, run, (), clock())
    return count


def _stripped(desk: Desk, db: Database, outlets: Mapping[int, str]) -> Iterator[Settled]:
    memories = lines.memories(db, set(outlets.values()))
    for id_, held in revisions.current(db, outlets).items():
        recurring = memories.get(outlets[id_], NO_MEMORY).recurring(held.fetched_at)
        stored = articles.article(db, id_) if without(held.text, recurring)[1] else None
        if stored is not None and stored.entries:
            article = _without(stored.article, recurring)
            flags = flags_of(desk.flagger, article)
            yield Settled(stored.entries[0].entry, Outcome.REVISION, article, flags, note=_NOTE)


def _without(article: Article, recurring: frozenset[int]) -> Article:
    text, removed = without(article.text, recurring)
    return replace(article, text=text, removed=(*article.removed, *removed))

"""How archived pages are read again, compared with what is held, and stored where they read better.

read ─▶ judge ─▶ apply, chunk by chunk
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path

from actors.flags import Flagger
from flows.collect import read_page
from flows.parallel import Each, Watcher, in_turn
from flows.place import place
from flows.settle import flags_of
from news.changes import Changes, changes
from news.errors import ShamalError
from news.knowledge import Pack
from news.records import Access, Article, FeedEntry, Outcome, Settled
from scrapers.workers import Call
from storage import captures, entries, ledger, lines, revisions
from storage.archive import Archive
from storage.captures import Captured
from storage.database import Database, opened
from storage.entries import SeenEntry
from storage.lines import NO_MEMORY, OutletMemory
from storage.revisions import Cause, Current

_CHUNK = 100  # pages judged and stored in one transaction
_EXAMPLES = 5  # of each verdict
_NOTE = "its page was read again from the archive"


class Verdict(StrEnum):
    """What came of reading a page again."""

    SAME = "same"
    CHANGED = "changed"  # another text or headline than we hold
    FOUND = "found"  # gave no text before, or only the feed's summary was held
    LOST = "lost"  # gave text before and gives none now; never applied
    WITHOUT = "without"  # gives no text, as before
    OLDER = "older"  # what is held was fetched later than this page
    WAITING = "waiting"  # is to be fetched again anyway
    MISSING = "missing"  # cannot be read from the archive


_STORING = (Verdict.CHANGED, Verdict.FOUND)
_TOLD = (Verdict.CHANGED, Verdict.FOUND, Verdict.LOST)


@dataclass(frozen=True, slots=True)
class Judged:
    """A page that was read again: `article` is what it says now, `before` what we held of it."""

    verdict: Verdict
    entry: FeedEntry
    article: Article | None = None
    before: Current | None = None

    @property
    def changes(self) -> Changes | None:
        """What differs, where there is something on both sides."""
        if self.article is None or self.before is None:
            return None
        return changes(self.before, self.article)


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay found: pages by verdict, a few that changed, were found or lost, and problems."""

    counts: Mapping[Verdict, int]
    examples: tuple[Judged, ...]
    problems: tuple[str, ...]

    @property
    def stored(self) -> int:
        """How many pages say something that is worth a revision."""
        return sum(self.counts.get(verdict, 0) for verdict in _STORING)


@dataclass(frozen=True, slots=True)
class Desk:
    """What reading again needs: the store, the pages, today's knowledge, and where documents are parsed."""

    store: Path
    archive: Archive
    pack: Pack
    flagger: Flagger
    call: Call


def reread(
    desk: Desk,
    clock: Callable[[], datetime],
    watcher: Watcher,
    each: Each = in_turn,
    *,
    since: datetime | None = None,
    feed: str | None = None,
    articles: Collection[int] | None = None,
    apply: bool,
) -> Replayed:
    """Read the newest page of each entry again, oldest first; with `apply`, store what reads better.

    `since`, `feed` and `articles` narrow it, as in `storage.captures.latest`. Each chunk is stored whole or
    not at all, and pages that read as they are held change nothing: a replay that was stopped is done by
    another one.
    """
    chosen = partial(captures.latest, since=since, feed=feed, articles=articles, most=_CHUNK)
    counts: Counter[Verdict] = Counter()
    examples: list[Judged] = []
    problems: list[str] = []
    run: int | None = None
    with opened(desk.store) as db:
        watcher.expect(
            "Reading again", captures.count(db, since, feed) if articles is None else len(articles)
        )
        chunk = chosen(db)
        memories = _memories(db, chunk)
    while chunk:
        fates: dict[int, Settled | ShamalError] = {}
        read = partial(_read, desk, memories)
        for (entry, _), fate in each(read, chunk, "Reading again"):
            fates[entry.id] = fate
            watcher.done("Reading again")
        problems += [str(fate) for fate in fates.values() if isinstance(fate, ShamalError)]
        with opened(desk.store) as db:
            judged = _judged(db, chunk, fates)
            if apply and any(_stores(each_) for each_ in judged):
                run = ledger.start(db, "replay", clock()) if run is None else run
                _apply(desk, db, run, judged, clock())
            last, captured = chunk[-1]
            chunk = chosen(db, after=(captured.fetched_at, last.id))
            memories = _memories(db, chunk)
        for one in judged:
            counts[one.verdict] += 1
            if one.verdict in _TOLD and counts[one.verdict] <= _EXAMPLES:
                examples.append(one)
    if run is not None:
        with opened(desk.store) as db:
            ledger.finish(db, run, (), clock())
    return Replayed(counts, tuple(examples), tuple(problems[:_EXAMPLES]))


def judge(seen: SeenEntry, at: datetime, fate: Settled, held: Mapping[int, Current]) -> Judged:
    """Compare what a page fetched `at` some time says now with what is held of its article.

    `held` gives articles by id. An article keeps the address it is held under, even where the page now
    names another as its canonical one.
    """
    article = None if fate.outcome is Outcome.SUMMARY else fate.article
    before = None if seen.article is None else held.get(seen.article)
    if before is None and article is not None:
        before = held.get(article.id)
    if article is not None and before is not None:
        article = replace(article, canonical_url=before.canonical_url)
    return Judged(_verdict(seen, at, article, before), seen.entry, article, before)


def _verdict(seen: SeenEntry, at: datetime, article: Article | None, before: Current | None) -> Verdict:
    if seen.outcome is Outcome.DEFERRED:
        return Verdict.WAITING
    if before is None or before.access is Access.SUMMARY:
        return Verdict.WITHOUT if article is None else Verdict.FOUND
    if before.fetched_at > at:
        return Verdict.OLDER
    if article is None:
        return Verdict.LOST
    return Verdict.SAME if (article.title, article.text) == (before.title, before.text) else Verdict.CHANGED


def _memories(db: Database, chunk: Iterable[tuple[FeedEntry, Captured]]) -> dict[str, OutletMemory]:
    return lines.memories(db, {entry.outlet for entry, _ in chunk})


def _read(desk: Desk, memories: Mapping[str, OutletMemory], pair: tuple[FeedEntry, Captured]) -> Settled:
    entry, captured = pair
    page, memory = desk.archive.read(captured.capture), memories.get(entry.outlet, NO_MEMORY)
    drop_marked = any(feed.drop_marked for feed in desk.pack.feeds if feed.id == entry.feed)
    return read_page(desk.call, desk.pack, entry, page, memory, drop_marked=drop_marked)


def _judged(
    db: Database,
    chunk: Iterable[tuple[FeedEntry, Captured]],
    fates: Mapping[int, Settled | ShamalError],
) -> list[Judged]:
    """Judge a chunk by what is held now: somebody else may have written since it was read."""
    seen = entries.seen(db, fates.keys())
    read_now = [fate.article.id for fate in fates.values() if isinstance(fate, Settled) and fate.article]
    held = revisions.current(db, {*read_now, *(each.article for each in seen.values() if each.article)})
    judged = []
    for entry, captured in chunk:
        fate = fates[entry.id]
        if isinstance(fate, ShamalError):
            judged.append(Judged(Verdict.MISSING, entry))
            continue
        one = judge(seen[entry.id], captured.fetched_at, fate, held)
        judged.append(one)
        if one.article is not None and _stores(one):  # another entry of the chunk may be of this article
            held[one.article.id] = _as_held(one.article)
    return judged


def _stores(judged: Judged) -> bool:
    return judged.verdict in _STORING


def _as_held(article: Article) -> Current:
    return Current(article.canonical_url, article.title, article.text, article.access, article.fetched_at)


def _apply(desk: Desk, db: Database, run: int, judged: Sequence[Judged], now: datetime) -> None:
    fates = [_fate(desk, one, one.article) for one in judged if _stores(one) and one.article is not None]
    place(db, desk.pack, run, fates, now, Cause.EXTRACTION)


def _fate(desk: Desk, one: Judged, article: Article) -> Settled:
    outcome = Outcome.STORED if one.before is None else Outcome.REVISION
    return Settled(one.entry, outcome, article, flags_of(desk.flagger, article), note=_NOTE)

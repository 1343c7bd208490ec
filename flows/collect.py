"""How news comes in, in plain Python: a step takes values and gives values, and never reaches back.

    poll ─▶ choose ─▶ fetch ─▶ read ─▶ settle

Here, and in `flows.tell`, the rooms of the house meet; nowhere else.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from actors.flags import Flagger
from flows import decide
from flows.parallel import Each, in_turn
from flows.settings import Settings
from news.errors import FetchError, ShamalError, TemporaryFetchError
from news.ids import shown
from news.knowledge import Feed, Pack
from news.records import (
    STORING,
    Article,
    Comparable,
    FeedEntry,
    FeedState,
    Flags,
    Outcome,
    Page,
    Poll,
    Relation,
    Settled,
)
from news.urls import canonical
from scrapers import feeds, pages
from scrapers.articles import read
from scrapers.web import Web
from storage import articles, entries, ledger, settling
from storage.database import opened
from stories.relations import relate

CHUNK = 200  # articles settled in one transaction
_WINDOW = timedelta(days=5)  # how far from it a copy's original or a story's other reports are looked for
_PATIENCE = 3  # pages of one host that may fail in a row before the rest are left for the next run


@dataclass(frozen=True, slots=True)
class Station:
    """All that a run works with: settings, knowledge, and the door to the network."""

    settings: Settings
    pack: Pack
    flagger: Flagger
    web: Web


@dataclass(frozen=True, slots=True)
class MonitorReport:
    """What a pass over the feeds did. The outcomes add up to the entries that were seen."""

    run: int
    states: tuple[FeedState, ...]
    outcomes: Mapping[Outcome, int]

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        failed = [asdict(state) for state in self.states if state.state == "failed"]
        outcomes = {str(outcome): count for outcome, count in self.outcomes.items()}
        return {"run": self.run, "feeds": len(self.states), "failed": failed, "outcomes": outcomes}


def monitor(
    station: Station, each: Each, clock: Callable[[], datetime], in_order: Each = in_turn
) -> MonitorReport:
    """Poll every active feed, fetch what is new, and settle each entry in exactly one outcome.

    `each` does the network work, feed by feed and host by host; `in_order` what must keep its order.
    `clock` gives the time, aware and in UTC: what is stored bears the time at which the run began.
    """
    now = clock()
    with opened(station.settings.store) as db:
        run = ledger.start(db, "monitor", now)
    polls = poll(station, each)
    choice, tried = choose(station, polls)
    fates = [Settled(entry, Outcome.KNOWN) for entry in choice.known]
    for entry, got in fetch(station, choice.fetch, each, now):
        fate = got if isinstance(got, Settled) else _fate(station, entry, got, tried, now)
        fates += [fate, *(decide.twin_fate(twin, fate) for twin in choice.twins[entry.id])]
    outcomes = settle(station, run, fates, in_order, now)
    states = tuple(poll.state for poll in polls)
    with opened(station.settings.store) as db:
        ledger.finish(db, run, states, clock())
    return MonitorReport(run, states, outcomes)


def poll(station: Station, each: Each) -> list[Poll]:
    """Ask every active feed; one that fails tells so in its state. In the order of the pack."""

    def ask(feed: Feed) -> Poll:
        return feeds.poll(feed, station.web)

    active = [feed for feed in station.pack.feeds if feed.active]
    polls = {feed.id: _polled(feed, got) for feed, got in each(ask, active, "Polling feeds")}
    return [polls[feed.id] for feed in active]


def choose(station: Station, polls: Iterable[Poll]) -> tuple[decide.Choice, Mapping[int, int]]:
    """Choose the entries whose pages are wanted, those deferred by earlier runs included.

    Returned beside the choice: how often each entry was tried before, by entry id.
    """
    told = [entry for poll in polls for entry in poll.entries]
    with opened(station.settings.store) as db:
        told += entries.deferred(db)
        seen = entries.seen(db, {entry.id for entry in told})
        held = articles.held(db, {canonical(entry.url) for entry in told})
    return decide.choose(told, seen, held), {key: before.attempts for key, before in seen.items()}


def fetch(
    station: Station, wanted: Sequence[FeedEntry], each: Each, now: datetime
) -> Iterator[tuple[FeedEntry, Page | ShamalError | Settled]]:
    """Fetch the wanted pages, host by host; pair each entry with its page, its error or its fate."""
    feed_only = {feed.id: feed.note for feed in station.pack.feeds if not feed.page_fetch}
    for entry in wanted:
        if entry.feed in feed_only:
            yield entry, decide.not_asked_fate(entry, feed_only[entry.feed], now)

    def ask(batch: tuple[FeedEntry, ...]) -> list[tuple[FeedEntry, Page | FetchError]]:
        return fetch_host(station.web, batch)

    batches = decide.by_host(entry for entry in wanted if entry.feed not in feed_only)
    for batch, got in each(ask, batches, "Fetching pages"):
        yield from ((entry, got) for entry in batch) if isinstance(got, ShamalError) else got


def fetch_host(web: Web, batch: Sequence[FeedEntry]) -> list[tuple[FeedEntry, Page | FetchError]]:
    """Fetch the pages of one host, one after the other; TemporaryFetchError when it gave nothing at all."""
    got: list[tuple[FeedEntry, Page | FetchError]] = []
    for entry in batch:
        lately = [result for _, result in got[-_PATIENCE:]]
        if len(lately) == _PATIENCE and all(isinstance(result, TemporaryFetchError) for result in lately):
            got.append((entry, TemporaryFetchError(f"left for the next run: {lately[-1]}")))
            continue
        try:
            got.append((entry, pages.fetch(entry.url, web)))
        except FetchError as error:
            got.append((entry, error))
    failures = [result for _, result in got if isinstance(result, TemporaryFetchError)]
    if len(failures) == len(got):
        raise failures[0]
    return got


def settle(
    station: Station, run: int, fates: Sequence[Settled], in_order: Each, now: datetime
) -> Mapping[Outcome, int]:
    """Flag, compare and store, in order of time and in small transactions; return the outcomes' counts.

    A run that is killed has settled the oldest articles whole and the others not at all, so that the next
    run, which meets them in the same order, ends in the same state.
    """
    storing = sorted((fate for fate in fates if fate.article is not None), key=_order)
    rest = [fate for fate in fates if fate.article is None]
    counts: Counter[Outcome] = Counter()

    def one(chunk: Sequence[Settled]) -> None:
        done = _settle_chunk(station, run, chunk, now)
        counts.update(fate.outcome for fate in done)

    chunks = [storing[at : at + CHUNK] for at in range(0, len(storing), CHUNK)]
    for _, problem in in_order(one, [*chunks, rest], "Flagging, storing"):
        if isinstance(problem, ShamalError):
            raise problem
    return counts


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
    )


def flags_of(station: Station, article: Article) -> Flags:
    """Return all mentions in an article, and its relevance."""
    return station.flagger.flag(article.title, article.text, article.language, article.published_at)


def _polled(feed: Feed, got: Poll | ShamalError) -> Poll:
    if isinstance(got, ShamalError):
        return Poll(FeedState(feed.id, feed.outlet, "failed", message=str(got)))
    return got


def _fate(
    station: Station, entry: FeedEntry, got: Page | ShamalError, tried: Mapping[int, int], now: datetime
) -> Settled:
    if isinstance(got, ShamalError):
        attempts = station.settings.fetch.attempts
        return decide.failed_fate(entry, got, tried.get(entry.id, 0), attempts, now)
    rules = station.pack.line_rules
    reading = read(got.body, got.final_url, rules, entry.outlet, entry.title, got.content_type)
    return decide.read_fate(entry, got, reading)


def _order(fate: Settled) -> tuple[bool, datetime, int]:
    article = fate.article
    assert article is not None  # noqa: S101 - settle() sorts fates that store
    return article.published_at is None, article.published_at or article.fetched_at, article.id


def _settle_chunk(station: Station, run: int, chunk: Sequence[Settled], now: datetime) -> list[Settled]:
    flagged = [_flagged(station, fate) for fate in chunk]
    with opened(station.settings.store) as db:
        held = articles.held(db, {fate.article.canonical_url for fate in chunk if fate.article is not None})
        fates = [_against_held(fate, held) for fate in _first_of_each(flagged)]
        times = [fate.article.published_at or now for fate in fates if fate.article is not None]
        if times:
            window = articles.comparables(db, min(times) - _WINDOW, max(times) + _WINDOW)
            fates = _related(fates, window)
        settling.record(db, run, fates, station.pack.version, now)
    return fates


def _flagged(station: Station, fate: Settled) -> Settled:
    return fate if fate.article is None else replace(fate, flags=flags_of(station, fate.article))


def _first_of_each(fates: Iterable[Settled]) -> Iterator[Settled]:
    """Let the first of several entries that turned out to be one article (by rel=canonical) stand for it."""
    firsts: dict[int, Settled] = {}
    for fate in fates:
        if fate.article is None or firsts.setdefault(fate.article.id, fate) is fate:
            yield fate
        else:
            yield decide.twin_fate(fate.entry, firsts[fate.article.id])


def _against_held(fate: Settled, held: Mapping[str, articles.HeldArticle]) -> Settled:
    if fate.article is None or fate.article.canonical_url not in held:
        return fate
    if held[fate.article.canonical_url].text_id == fate.article.text_id or fate.outcome is Outcome.SUMMARY:
        return Settled(fate.entry, Outcome.KNOWN)
    return replace(fate, outcome=Outcome.REVISION)


def _related(fates: Sequence[Settled], window: Sequence[Comparable]) -> list[Settled]:
    new = [
        comparable(fate.article, fate.flags)
        for fate in fates
        if fate.article is not None and fate.flags is not None and fate.outcome is not Outcome.REVISION
    ]
    relations = {relation.id: relation for relation in relate(new, window)}
    return [_with_relation(fate, relations) for fate in fates]


def _with_relation(fate: Settled, relations: Mapping[str, Relation]) -> Settled:
    if fate.article is None or fate.outcome not in STORING - {Outcome.REVISION}:
        return fate
    relation = relations[shown(fate.article.id)]
    copied = relation.copy_of is not None and fate.outcome is Outcome.STORED
    return replace(fate, relation=relation, outcome=Outcome.COPY if copied else fate.outcome)

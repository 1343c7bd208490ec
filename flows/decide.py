"""What becomes of an entry: pure decisions on records."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from news.errors import FetchError, ShamalError, TemporaryError, TemporaryFetchError
from news.records import Access, Article, Certainty, FeedEntry, Outcome, Page, Reading, Settled
from news.texts import folded_words
from news.urls import canonical, host_of, untracked
from scrapers.identity import is_front
from storage.entries import SeenEntry
from storage.revisions import Current

SUMMARY_WORDS = 5  # a feed's summary with fewer words tells nothing
_AHEAD = timedelta(days=1)  # a date further in the future than time zones explain is no date
_SAME_DAY = timedelta(hours=38)  # apart at most: one day, told in two zones
_FIRST_WAIT, _LONGER_EACH_TIME = (
    timedelta(minutes=10),
    3,
)  # 10 min, 30 min, 90 min ...: five tries in 6 h 40 min
_LONGEST_WAIT = timedelta(days=1)
_RUN = 4  # words in a row, by which two texts are compared
_SHARED = 0.5  # of the runs of the shorter text, that make both versions of one article


@dataclass(frozen=True, slots=True)
class _Dates:
    published_at: datetime | None = None
    certainty: Certainty | None = None
    modified_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What to do with the entries of a pass.

    `twins` are other entries of an article in `fetch`, by the id of the entry that stands for them;
    `settled` are those whose end is known without a look at their page.
    """

    fetch: tuple[FeedEntry, ...]
    twins: Mapping[int, tuple[FeedEntry, ...]]
    settled: tuple[Settled, ...]


def choose(
    entries: Iterable[FeedEntry], seen: Mapping[int, SeenEntry], held: Collection[str], now: datetime
) -> Choice:
    """Part entries into those whose page is wanted now and those that are settled, or have to wait.

    `seen` tells how entries of earlier runs ended, by entry id; `held` are the canonical URLs of the
    articles in the store. Of several wanted entries of one article the first is fetched that led to one
    before, else the first.
    """
    wanted: dict[str, list[FeedEntry]] = {}
    settled = []
    for entry in {entry.id: entry for entry in entries}.values():
        key, before = canonical(entry.url), seen.get(entry.id)
        if key in held if before is None else _is_settled(entry, before):
            settled.append(Settled(entry, Outcome.KNOWN))
        elif before is not None and before.retry_at is not None and before.retry_at > now:
            settled.append(Settled(entry, Outcome.DEFERRED, note=before.note, retry_at=before.retry_at))
        else:
            wanted.setdefault(key, []).append(entry)
    groups = [
        sorted(group, key=lambda entry: not _led_somewhere(seen.get(entry.id))) for group in wanted.values()
    ]
    firsts = tuple(group[0] for group in groups)
    twins = {group[0].id: tuple(group[1:]) for group in groups}
    return Choice(firsts, twins, tuple(settled))


def by_host(entries: Iterable[FeedEntry]) -> list[tuple[FeedEntry, ...]]:
    """Return the entries in batches of one host each, so that a host is asked by one worker only."""
    ordered = sorted(entries, key=lambda entry: host_of(entry.url))
    return [tuple(batch) for _, batch in groupby(ordered, key=lambda entry: host_of(entry.url))]


def read_fate(entry: FeedEntry, page: Page, reading: Reading) -> Settled:
    """Settle an entry whose page was fetched and read."""
    if reading.access is Access.CONSENT:
        return _from_summary(entry, page.fetched_at, Outcome.CONSENT, "a consent or bot wall was served")
    if reading.access is Access.NONE or not reading.text:
        return _from_summary(entry, page.fetched_at, Outcome.UNREADABLE, "no article text in the page")
    if is_front(reading.canonical_url or page.final_url) and not is_front(entry.url):
        return _from_summary(
            entry, page.fetched_at, Outcome.UNREADABLE, "the address leads to the front page"
        )
    dates = _dates(page.fetched_at, entry, reading)
    article = Article(
        url=untracked(page.final_url),
        canonical_url=reading.canonical_url or canonical(page.final_url),
        feed=entry.feed,
        outlet=entry.outlet,
        title=reading.title or entry.title,
        text=reading.text,
        access=reading.access,
        fetched_at=page.fetched_at,
        byline=reading.byline,
        published_at=dates.published_at,
        language=reading.language or _only(entry.languages),
        declared_not_free=reading.declared_not_free,
        access_evidence=reading.access_evidence,
        removed=reading.removed,
        published_certainty=dates.certainty,
        modified_at=dates.modified_at,
    )
    return Settled(entry, Outcome.STORED, article)


def as_held(fate: Settled, held: Current) -> Settled:
    """Let a fetched article keep the address under which its entry led to it before.

    Sites give an article another address, in the feed or as the declared one, and leave the entry its guid.
    Where the text is another one as well, it is the guid that was used again.
    """
    if fate.article is None or not _is_version(fate.article.text, held.text):
        return fate
    return replace(fate, article=replace(fate.article, canonical_url=held.canonical_url))


def unread_fate(entry: FeedEntry, page: Page, note: str) -> Settled:
    """Settle an entry whose page no parser could read within its limits."""
    return _from_summary(entry, page.fetched_at, Outcome.UNREADABLE, note)


def failed_fate(entry: FeedEntry, error: ShamalError, tried: int, attempts: int, now: datetime) -> Settled:
    """Settle an entry whose page was not to be had.

    `tried` counts the earlier tries that failed, `attempts` is the number of tries after which we give up.
    Each wait is longer than the last, and as long as the server asks.
    """
    if isinstance(error, TemporaryError):
        if tried + 1 < attempts:
            return Settled(entry, Outcome.DEFERRED, note=str(error), retry_at=now + _wait(error, tried))
        return _from_summary(entry, now, Outcome.ABANDONED, f"given up after {attempts} tries: {error}")
    status = error.status if isinstance(error, FetchError) else None
    if status in (404, 410):
        return Settled(entry, Outcome.GONE, note=str(error))
    return _from_summary(entry, now, Outcome.REFUSED, str(error))


def not_asked_fate(entry: FeedEntry, note: str, now: datetime) -> Settled:
    """Settle an entry of an outlet whose terms allow its feed only."""
    return _from_summary(
        entry, now, Outcome.REFUSED, note or "the pack says not to fetch this outlet's pages"
    )


def twin_fate(entry: FeedEntry, first: Settled) -> Settled:
    """Settle another entry of an article that was fetched for `first`."""
    if first.article is None:
        return Settled(entry, first.outcome, note=first.note, retry_at=first.retry_at)
    return Settled(entry, Outcome.KNOWN, note=f"the same article came by {first.entry.feed}")


def _wait(error: ShamalError, tried: int) -> timedelta:
    asked = error.retry_after if isinstance(error, TemporaryFetchError) else None
    wait: timedelta = _FIRST_WAIT * (_LONGER_EACH_TIME ** min(tried, 10))
    return min(max(wait, timedelta(seconds=asked or 0)), _LONGEST_WAIT)


def _is_settled(entry: FeedEntry, before: SeenEntry) -> bool:
    if before.outcome is Outcome.DEFERRED:
        return False
    newer = entry.updated_at is not None and (
        before.updated_at is None or entry.updated_at > before.updated_at
    )
    titles = {entry.title, before.title} - {""}  # a sitemap gives none, which says nothing
    return not newer and len(titles) < 2


def _led_somewhere(before: SeenEntry | None) -> bool:
    return before is not None and before.article is not None


def _is_version(one: str, other: str) -> bool:
    """Tell whether the shorter of two texts is for its greater part in the other."""
    fewer, more = sorted((_runs(one), _runs(other)), key=len)
    return len(fewer & more) > _SHARED * len(fewer)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = folded_words(text)
    return set(zip(*(words[start:] for start in range(_RUN)), strict=False))


def _from_summary(entry: FeedEntry, now: datetime, otherwise: Outcome, note: str) -> Settled:
    """Keep the feed's own summary as the article, if it says something; else end as `otherwise`."""
    if len(entry.summary.split()) < SUMMARY_WORDS:
        return Settled(entry, otherwise, note=note)
    dates = _dates(now, entry)
    article = Article(
        url=untracked(entry.url),
        canonical_url=canonical(entry.url),
        feed=entry.feed,
        outlet=entry.outlet,
        title=entry.title,
        text=entry.summary,
        access=Access.SUMMARY,
        fetched_at=now,
        published_at=dates.published_at,
        language=_only(entry.languages),
        published_certainty=dates.certainty,
        modified_at=dates.modified_at,
    )
    return Settled(entry, Outcome.SUMMARY, article, note=note)


def _dates(now: datetime, entry: FeedEntry, reading: Reading | None = None) -> _Dates:
    """Date an article: by its feed, and by its page where that is silent, or surer and agrees."""
    told = [(entry.published_at, entry.published_certainty or Certainty.ZONE_ASSUMED)]
    changed = [entry.updated_at]
    if reading is not None:
        told.append((reading.published_at, reading.published_certainty or Certainty.ZONE_ASSUMED))
        changed.append(reading.modified_at)
    believable = [(at, how) for at, how in told if at is not None and at <= now + _AHEAD]
    if not believable:
        return _Dates(modified_at=_change(now, None, changed))
    published_at, certainty = min(
        (each for each in believable if abs(each[0] - believable[0][0]) <= _SAME_DAY),
        key=lambda each: each[1] is not Certainty.EXACT,
    )
    return _Dates(published_at, certainty, _change(now, published_at, changed))


def _change(
    now: datetime, published_at: datetime | None, changes: Iterable[datetime | None]
) -> datetime | None:
    """Return the first believable change that is after the publication, else one at that very time."""
    usable = [at for at in changes if at is not None and at <= now + _AHEAD]
    if published_at is None:
        return next(iter(usable), None)
    later = (at for at in usable if at > published_at)
    return next(later, published_at if published_at in usable else None)


def _only(languages: tuple[str, ...]) -> str | None:
    return languages[0] if len(languages) == 1 else None

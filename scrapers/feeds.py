"""Feeds in: asks a feed, reads what it tells of articles, however loosely, and says how it is."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

import feedparser

from news.errors import FeedError, ShamalError, TemporaryFetchError
from news.knowledge import Feed
from news.records import Answer, FeedMemory, FeedState, Health, Page, Poll
from scrapers import health, jsonfeeds, rhythm, sniffing
from scrapers.documents import FeedDocument, is_ahead, leaves_gap, newest, told_at
from scrapers.items import Item, distinct, entry_of, newest_items, title_of, told
from scrapers.web import Ask, Web
from scrapers.workers import Call

_MOST_ENTRIES = 2_000  # Media Cloud's limit
_MOST_BYTES = 16 * 1024 * 1024  # Miniflux has 15 MB
_SECONDS = 20.0  # what Miniflux gives a feed; with robots.txt before it, less than 30
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, */*;q=0.5"
)
_TRUSTED = timedelta(hours=24)  # after so long the whole document is asked for: some ETags never change
_LONGEST_VALIDATOR = 1_000  # characters
_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}


def poll(
    feed: Feed,
    memory: FeedMemory | None,
    web: Web,
    call: Call,
    now: datetime,
    *,
    max_bytes: int = _MOST_BYTES,
) -> Poll:
    """Ask a feed what is new, and return that with what is to be remembered of it.

    It is asked where it moved to, if it did so for good, and then at its address in the pack. A failure
    is no error but a Poll that tells of it.
    """
    before = memory if memory is not None and memory.url == feed.url else _nothing_known(feed, now)
    failures: list[ShamalError] = []
    for address in health.addresses(before):
        ask = _ask(feed, before, now, max_bytes, conditional=not failures)
        try:
            return _answered(feed, before, address, ask, web.get(address, ask), call, now)
        except TemporaryFetchError as error:
            return _failed(feed, health.doubted(before), error, now)
        except ShamalError as error:
            failures.append(error)
    return _failed(feed, before, failures[-1], now)


def parse(feed: Feed, page: Page) -> FeedDocument:
    """Read a feed's document: RSS, Atom, RDF or JSON Feed, well-formed or not.

    Entries without a usable address are left out, and of more than 2,000 the oldest. Raises FeedError
    where the document is no feed (WebPageError, WallError), and no other error whatever its bytes are.
    """
    text = sniffing.text_of(page.body, page.content_type)
    if sniffing.is_json(text):
        (about, items), version, whole = jsonfeeds.read(text), "json", True
    else:
        markup, whole = sniffing.fit_for_parsing(text, page.final_url)
        about, items, version = _parsed(markup, page.final_url)
    kept = newest_items(items, _MOST_ENTRIES)
    usable = [entry for item in kept if (entry := entry_of(feed, item, page.final_url)) is not None]
    entries = tuple(distinct(usable))
    return FeedDocument(
        entries=entries,
        items=len(items),
        left_out=len(items) - len(kept),
        unaddressed=len(kept) - len(usable),
        undated=sum(told_at(entry) is None for entry in entries),
        ahead=sum(is_ahead(entry, page.fetched_at) for entry in entries),
        wait_seconds=_wait(about),
        whole=whole,
        version=version,
        title=title_of(about),
        language=told(about, "language"),
    )


def _nothing_known(feed: Feed, now: datetime) -> FeedMemory:
    return FeedMemory(feed.url, FeedState(feed.id, feed.outlet, Health.FAILED), asked_at=now, due_at=now)


def _ask(feed: Feed, before: FeedMemory, now: datetime, max_bytes: int, *, conditional: bool) -> Ask:
    ask = Ask(_ACCEPT, max_bytes, _SECONDS, permitted=feed.permitted)
    # A 304 must never hide a failure: after one, the document itself has to come.
    well = not before.failures and not health.is_failure(before.state.state)
    if not (conditional and well and before.read_at is not None and now - before.read_at < _TRUSTED):
        return ask
    return replace(ask, etag=before.etag, last_modified=before.last_modified)


def _answered(
    feed: Feed, before: FeedMemory, address: str, ask: Ask, page: Page, call: Call, now: datetime
) -> Poll:
    """Return the poll that a page is; raises FeedError or HostileDocumentError where it is no feed."""
    answer, document = _document(feed, before, page, call)
    after = health.moved(before, address, page)
    interval = rhythm.interval_after(before, document, page, now)
    state = health.answered(feed, before, after, document, interval, now)
    after = replace(after, state=state, asked_at=now, interval_seconds=interval, failures=0.0)
    if not (ask.etag or ask.last_modified):
        after = replace(after, read_at=now)
    if answer is not Answer.UNCHANGED:
        after = _with_validators(after, page, whole=document is None or document.whole)
    after = replace(after, due_at=rhythm.due_after(after, now))
    if document is None:
        return Poll(answer, after)
    after = replace(after, newest=newest(document.entries, now))
    return Poll(answer, after, document.entries, leaves_gap(document.entries, before.newest))


def _document(feed: Feed, before: FeedMemory, page: Page, call: Call) -> tuple[Answer, FeedDocument | None]:
    """Return a page read, None for its document where that is the one of the last reading."""
    if page.status == 304:
        return Answer.UNCHANGED, None
    if _hash(page) == before.body_hash and before.state.entries:
        return Answer.SAME, None
    document = call(parse, feed, page)
    if document.items and not document.entries:
        raise health.EmptyFeedError(f"none of the feed's {document.items} items has a usable address")
    if not document.entries:
        raise health.EmptyFeedError("the feed holds no items")
    return Answer.READ, document


def _hash(page: Page) -> str:
    return blake2b(page.body, digest_size=16).hexdigest()


def _with_validators(memory: FeedMemory, page: Page, *, whole: bool) -> FeedMemory:
    """Remember how to ask whether a document changed; one that broke off is to be read again anyway."""
    told = (page.header("etag"), page.header("last-modified"))
    etag, last_modified = (value if whole and len(value) <= _LONGEST_VALIDATOR else "" for value in told)
    body_hash = _hash(page) if whole else ""
    return replace(memory, etag=etag, last_modified=last_modified, body_hash=body_hash)


def _failed(feed: Feed, before: FeedMemory, error: ShamalError, now: datetime) -> Poll:
    state = health.failed(feed, before.state, error, now)
    after = replace(before, state=state, asked_at=now, failures=before.failures + rhythm.weight(error, state))
    after = replace(after, due_at=rhythm.due_after(after, now, error))
    return Poll(Answer.READ if state.state is Health.EMPTY else Answer.FAILED, after)


def _parsed(markup: bytes, base: str) -> tuple[Item, list[Item], str]:
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": base}
    try:
        # BytesIO, since feedparser opens the file or URL that a plain string or bytes may name.
        document: Any = feedparser.parse(
            io.BytesIO(markup), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except MemoryError:  # the limit of our process, and for its owner to judge
        raise
    except Exception as error:  # hostile markup brings out whatever feedparser's own parsers can raise
        raise FeedError(f"the feed cannot be parsed ({type(error).__name__})") from error
    if not document.entries and not document.get("version"):
        raise FeedError("the address answers with something that is no feed")
    return document.feed, document.entries, document.get("version") or ""


def _wait(about: Item) -> float:
    """Return the seconds for which a feed asks not to be asked again, 0 where it says nothing sensible."""
    return max((0.0, *_waits(about)))


def _waits(about: Item) -> Iterator[float]:
    minutes = told(about, "ttl").strip()
    if minutes.isdecimal() and len(minutes) < 9:
        yield int(minutes) * 60.0
    period = _PERIODS.get(told(about, "sy_updateperiod").strip().lower())
    if period is not None:
        times = told(about, "sy_updatefrequency").strip()
        yield period / max(1, int(times) if times.isdecimal() and len(times) < 9 else 1)

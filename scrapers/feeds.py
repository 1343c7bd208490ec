"""Feeds in: polls a feed and reads what it tells of articles, however loosely it is written."""

import calendar
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import feedparser

from news.errors import FeedError
from news.knowledge import Feed
from news.records import FeedEntry, FeedState, Page, Poll
from news.texts import clean_line
from news.urls import absolute, canonical
from scrapers.markup import cut, plain_text
from scrapers.web import Web

# Limits of Media Cloud (2,000 items, URLs of 2,048 characters) and Miniflux (size, rounded down).
_MOST_ENTRIES = 2_000
_LONGEST_URL = 2_048
_MOST_BYTES = 10 * 1024 * 1024
_SECONDS = 30.0
_LONGEST_TITLE = 500
_LONGEST_SUMMARY = 10_000
_LONGEST_EXCERPT = 1_000  # of a full text that stands in for a missing summary
_FIRST_YEAR = 1990  # earlier dates are unset clocks: 1970, 0001
_ACCEPT = "application/rss+xml, application/atom+xml, application/rdf+xml, application/xml;q=0.9, */*;q=0.5"
_WEB_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_SNIFFED = 2_048  # bytes in which a web page shows itself
_LONGEST_FOOTER = 120  # characters around the title: "The post ... appeared first on ..."


def poll(feed: Feed, web: Web) -> Poll:
    """Ask a feed for its entries.

    Raises what `Web.get` raises, and FeedError where the answer is no feed.
    """
    page = web.get(feed.url, accept=_ACCEPT, max_bytes=_MOST_BYTES, seconds=_SECONDS)
    entries = parse(feed, page)
    if not entries:
        return Poll(FeedState(feed.id, feed.outlet, "empty", message="the feed holds no entries"))
    return Poll(FeedState(feed.id, feed.outlet, "ok", entries=len(entries)), entries)


def parse(feed: Feed, page: Page) -> tuple[FeedEntry, ...]:
    """Return the entries of a feed's document in its order, each article once.

    Entries without a usable address are left out. Raises FeedError where the document is no feed.
    """
    headers = {"content-type": page.content_type, "content-location": page.final_url}
    # BytesIO, since feedparser opens the file or URL that a plain string or bytes may name.
    document = feedparser.parse(io.BytesIO(page.body), response_headers=headers)
    if not document.entries and not document.get("version"):
        raise FeedError(_why_no_feed(page.body))
    found = (_entry(feed, item, page.final_url) for item in document.entries[:_MOST_ENTRIES])
    return tuple(_distinct(entry for entry in found if entry is not None))


def _entry(feed: Feed, item: Any, base: str) -> FeedEntry | None:
    url = _url(item, base)
    if url is None:
        return None
    title = cut(clean_line(plain_text(item.get("title", ""))), _LONGEST_TITLE)
    return FeedEntry(
        feed=feed.id,
        outlet=feed.outlet,
        url=url,
        guid=clean_line(item.get("id", ""))[:_LONGEST_URL],
        title=title,
        summary=_summary(item, title),
        published_at=_time(item, "published_parsed"),
        updated_at=_time(item, "updated_parsed"),
        languages=feed.languages,
    )


def _url(item: Any, base: str) -> str | None:
    # feedparser gives a permalink guid as `link` where there is no link.
    for link in (item.get("feedburner_origlink"), item.get("link")):
        url = absolute(link, base) if link else None
        if url is not None and len(url) <= _LONGEST_URL:
            return url
    return None


def _summary(item: Any, title: str) -> str:
    contents = [content.get("value", "") for content in item.get("content", ())]
    summary = item.get("summary", "")
    if summary and summary not in contents:
        return cut(_without_footer(plain_text(summary), title), _LONGEST_SUMMARY)
    return cut(_without_footer(plain_text(contents[0]), title), _LONGEST_EXCERPT) if contents else ""


def _without_footer(summary: str, title: str) -> str:
    """Drop the last paragraph where it only names the title again, as WordPress has it in any language."""
    body, parted, last = summary.rpartition("\n\n")
    if parted and title and title in clean_line(last) and len(last) <= len(title) + _LONGEST_FOOTER:
        return body
    return summary


def _time(item: Any, key: str) -> datetime | None:
    if key not in item:  # feedparser's `get` would answer "updated" with "published"
        return None
    parsed = item[key]
    if parsed is None or parsed.tm_year < _FIRST_YEAR:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError):
        return None


def _distinct(entries: Iterable[FeedEntry]) -> Iterator[FeedEntry]:
    """Give each article once. A guid that several articles share says nothing and is dropped."""
    articles: dict[str, FeedEntry] = {}
    for entry in entries:
        articles.setdefault(canonical(entry.url), entry)
    uses = Counter(entry.guid for entry in articles.values())
    for entry in articles.values():
        yield entry if uses[entry.guid] == 1 else replace(entry, guid="")


def _why_no_feed(body: bytes) -> str:
    if not body.strip():
        return "the address answers with an empty document, not a feed"
    if _WEB_PAGE.search(body[:_SNIFFED]):
        return "the address answers with a web page, not a feed"
    return "the address answers with something that is no feed"

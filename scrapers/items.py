"""Items of a feed, as its parser gives them, to entries: addresses, titles, summaries and dates."""

import calendar
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from time import struct_time
from typing import Any

from news.knowledge import Feed
from news.records import Certainty, FeedEntry
from news.texts import clean_line
from news.urls import absolute, canonical
from scrapers.dates import Dated, dated
from scrapers.markup import cut, plain_text

LONGEST_URL = 2_048  # Media Cloud's limit
LONGEST_TITLE = 500
LONGEST_SUMMARY = 10_000
_LONGEST_EXCERPT = 1_000  # of a full text that stands in for a missing summary
_LONGEST_FOOTER = 120  # characters around the title: "The post ... appeared first on ..."
_FIRST_YEAR = 1990  # earlier dates are unset clocks: 1970, 0001
_LATEST = datetime.max.replace(tzinfo=UTC)

Item = Mapping[str, Any]


def entry_of(feed: Feed, item: Item, base: str) -> FeedEntry | None:
    """Return the entry that an item is, None where it has no usable address; `base` is the feed's own."""
    url = _url(item, base)
    if url is None:
        return None
    title, published = title_of(item), _published(item)
    return FeedEntry(
        feed=feed.id,
        outlet=feed.outlet,
        url=url,
        guid=clean_line(told(item, "id"))[:LONGEST_URL],
        title=title,
        summary=_summary(item, title),
        published_at=None if published is None else published.at,
        updated_at=_time(item, "updated_parsed"),
        languages=feed.languages,
        published_certainty=None if published is None else published.certainty,
    )


def title_of(item: Item) -> str:
    """Return the title of an item, or of a feed, as a line of plain text."""
    return cut(clean_line(plain_text(told(item, "title"))), LONGEST_TITLE)


def told(item: Item, name: str) -> str:
    """Return what an item, or a feed, tells under a name, "" where that is no text.

    feedparser takes any element for a field, and gives one that has attributes as a table of those.
    """
    value = item.get(name)
    return value if isinstance(value, str) else ""


def newest_items(items: list[Item], most: int) -> list[Item]:
    """Return the `most` newest items in their order; those without a date count as new, the first first."""
    if len(items) <= most:
        return items
    ages = sorted(range(len(items)), key=lambda place: _newness(items[place]), reverse=True)
    return [items[place] for place in sorted(ages[:most])]


def distinct(entries: Iterable[FeedEntry]) -> Iterator[FeedEntry]:
    """Give each article once. A guid that several articles share says nothing and is dropped."""
    articles: dict[str, FeedEntry] = {}
    for entry in entries:
        articles.setdefault(canonical(entry.url), entry)
    uses = Counter(entry.guid for entry in articles.values())
    for entry in articles.values():
        yield entry if uses[entry.guid] == 1 else replace(entry, guid="")


def _url(item: Item, base: str) -> str | None:
    # feedparser gives a permalink guid as `link` where there is no link.
    for link in (told(item, "feedburner_origlink"), told(item, "link")):
        url = absolute(link, base) if link else None
        if url is not None and len(url) <= LONGEST_URL:
            return url
    return None


def _summary(item: Item, title: str) -> str:
    contents = _contents(item)
    summary = told(item, "summary")
    if summary and summary not in contents:
        return cut(_without_footer(plain_text(summary), title), LONGEST_SUMMARY)
    return cut(_without_footer(plain_text(contents[0]), title), _LONGEST_EXCERPT) if contents else ""


def _contents(item: Item) -> list[str]:
    contents = item.get("content")
    return [told(content, "value") for content in contents] if isinstance(contents, list) else []


def _without_footer(summary: str, title: str) -> str:
    """Drop the last paragraph where it only names the title again, as WordPress has it in any language."""
    body, parted, last = summary.rpartition("\n\n")
    if parted and title and title in clean_line(last) and len(last) <= len(title) + _LONGEST_FOOTER:
        return body
    return summary


def _newness(item: Item) -> datetime:
    published = _published(item)
    return (None if published is None else published.at) or _time(item, "updated_parsed") or _LATEST


def _published(item: Item) -> Dated | None:
    """Return when an item was published, and how sure that is.

    feedparser takes every time whose zone is missing, or unknown to it, for UTC; and reads no Arabic.
    """
    parsed, read = _time(item, "published_parsed"), dated(told(item, "published"))
    if parsed is None or (read is not None and read.certainty is Certainty.EXACT):
        return read
    return Dated(parsed, Certainty.ZONE_ASSUMED if read is None else read.certainty)


def _time(item: Item, key: str) -> datetime | None:
    if key not in item:  # feedparser's `get` would answer "updated" with "published"
        return None
    parsed = item[key]
    if not isinstance(parsed, struct_time) or parsed.tm_year < _FIRST_YEAR:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError):
        return None

"""Sitemaps in: what a sitemap's document lists, and which of what it lists is worth asking for.

The format is that of sitemaps.org, with Google's extension for news.
"""

import calendar
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from news.errors import FeedError
from news.records import Certainty
from news.texts import clean_line
from scrapers.bodies import BodyError, unpacked
from scrapers.dates import dated
from scrapers.editions import usable
from scrapers.markup import cut, plain_text

MOST_BYTES = 32 * 1024 * 1024  # unpacked; 50,000 URLs with their images stay below
_MOST_URLS = 50_000  # of one document, as the protocol has it
_LONGEST_TITLE = 500
_FIRST_YEAR = 1990  # earlier dates are unset clocks
_DAY = timedelta(days=1)
_PACKED = b"\x1f\x8b"
_ROOTS = ("urlset", "sitemapindex")
# Names of sitemaps that list no articles. "sitemap-page-3" is a third part, "page-sitemap" lists fixed pages.
_NO_ARTICLES = re.compile(
    r"wp-sitemap-(?:taxonomies|users|posts-page)|"
    r"(?<![a-z])(?:categor(?:y|ies)|post_tag|tags?|authors?|users?|images?|videos?|galler(?:y|ies)|topics?|"
    r"taxonom(?:y|ies)|products?|attachments?|locations?|landing|static|forums?)(?![a-z])|"
    r"(?<![a-z])pages?[-_.]?sitemap|sitemap[-_.]?pages?(?=\.|$)",
    re.IGNORECASE,
)
_NEWS = re.compile(r"(?<![a-z])(?:google)?news(?![a-z])", re.IGNORECASE)
# 2026-03-01, 202603, 2026/3/1, yyyy=2026&mm=03; but in 2026-3 the 3 may count parts of a year.
_NAMED_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:(?:[-_/]|&\w{1,6}=)?(0[1-9]|1[0-2]|(?<=[/=])[1-9])"
    r"(?:(?:[-_/]|&\w{1,6}=)?(0[1-9]|[12]\d|3[01]|(?<=[/=])[1-9]))?)?(?!\d)"
)
_PATH_DATE = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])(?:/(0?[1-9]|[12]\d|3[01]))?(?=/)")

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Listed:
    """One address in a sitemap, with what is told of it. A time at midnight may stand for its whole day."""

    url: str
    modified_at: datetime | None = None
    published_at: datetime | None = None  # only sitemaps for news tell it
    title: str = ""
    language: str = ""
    published_certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one document lists: other sitemaps, or pages; in its order."""

    maps: tuple[Listed, ...] = ()
    pages: tuple[Listed, ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether it is a sitemap for news: all of its pages are dated."""
        return bool(self.pages) and all(page.published_at is not None for page in self.pages)


def read(body: bytes, base: str) -> Sitemap:
    """Read a sitemap's document, packed by gzip or not; `base` is its address.

    Addresses that cannot be asked are left out. FeedError where the document is no sitemap.
    """
    maps: list[Listed] = []
    pages: list[Listed] = []
    for name, element in islice(_elements(_plain(body)), _MOST_URLS):
        listed = _listed(element, base)
        if listed is not None:
            (maps if name == "sitemap" else pages).append(listed)
    return Sitemap(tuple(maps), tuple(pages))


def lists_articles(url: str) -> bool:
    """Tell whether a sitemap's address says nothing against articles in it."""
    return _NO_ARTICLES.search(_name(url)) is None


def is_for_news(url: str) -> bool:
    """Tell whether a sitemap's address says that it is one for news."""
    return _NEWS.search(_name(url)) is not None


def worth_asking(maps: Iterable[Listed], since: datetime, until: datetime) -> list[Listed]:
    """Return the sitemaps that may list articles of that time, the newest first.

    Told apart by their names and times; one that tells nothing is worth asking.
    """
    kept = [each for each in maps if lists_articles(each.url) and _may_reach(each, since, until)]
    return sorted(kept, key=_newness, reverse=True)


def is_of_time(page: Listed, since: datetime, until: datetime) -> bool:
    """Tell whether a page was published in that time.

    A page that does not tell is judged by the date in its address, else by when it was changed; one
    without any of these is not taken, for nobody could say how old it is.
    """
    if page.published_at is not None:
        return _touches(_span(page.published_at), since, until)
    told = _PATH_DATE.search(_name(page.url))
    if told is not None:
        span = _days(*told.groups())
        return span is not None and _touches(span, since, until)
    return page.modified_at is not None and _touches(_span(page.modified_at), since, until)


def _plain(body: bytes) -> bytes:
    # The door has undone the transfer's gzip; an .xml.gz may be packed once more in itself.
    if not body.startswith(_PACKED):
        return body
    try:
        return unpacked([body], "gzip", MOST_BYTES)
    except BodyError as error:
        raise FeedError(f"the sitemap is {error}") from error


def _elements(body: bytes) -> Iterator[tuple[str, etree._Element]]:
    """Yield what stands for one address each, with its name, and let go of it afterwards."""
    if not body.strip():
        raise FeedError("the address answers with an empty document, not a sitemap")
    found = etree.iterparse(
        io.BytesIO(body),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    known = False
    try:
        for _, element in found:
            parent = element.getparent()
            if parent is not None and _local(parent) in _ROOTS:
                known = True
                yield _local(element), element
                element.clear()
                while element.getprevious() is not None:
                    del parent[0]
        known = known or (found.root is not None and _local(found.root) in _ROOTS)
    except (etree.LxmlError, ValueError) as error:
        raise FeedError(f"the address answers with something that is no sitemap: {error}") from error
    if not known:
        raise FeedError("the address answers with something that is no sitemap")


def _listed(element: etree._Element, base: str) -> Listed | None:
    fields = {_local(child): child for child in element}
    url = usable(_text(fields.get("loc")), base)
    if url is None:
        return None
    news = {_local(child): child for child in fields.get("news", ())}
    publication = {_local(child): child for child in news.get("publication", ())}
    published = _text(news.get("publication_date"))
    published_at, read = moment(published), dated(published)
    return Listed(
        url=url,
        modified_at=moment(_text(fields.get("lastmod"))),
        published_at=published_at,
        title=cut(clean_line(plain_text(_text(news.get("title")))), _LONGEST_TITLE),
        language=clean_line(_text(publication.get("language")))[:20].lower(),
        published_certainty=read.certainty if read is not None and published_at is not None else None,
    )


def moment(text: str) -> datetime | None:
    """Read a time as the web writes it, None where it tells none; without a zone it is taken for UTC."""
    try:
        told = datetime.fromisoformat(text.strip())
    except ValueError:
        try:
            told = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):  # hostile dates bring all of them out
            return None
    if told.year < _FIRST_YEAR:
        return None
    try:
        return (told if told.tzinfo is not None else told.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):  # the last day of the year 9999
        return None


def _text(element: etree._Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


def _local(element: etree._Element) -> str:
    """Return a tag's name without its namespace, also where its prefix was never declared."""
    tag = element.tag if isinstance(element.tag, str) else ""  # comments have a function there
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def _name(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _may_reach(listed: Listed, since: datetime, until: datetime) -> bool:
    span = _named_span(listed.url)
    if span is not None and not _touches(span, since, until):
        return False
    return listed.modified_at is None or _span(listed.modified_at)[1] >= since


def _newness(listed: Listed) -> datetime:
    if is_for_news(listed.url):
        return datetime.max.replace(tzinfo=UTC)
    span = _named_span(listed.url)
    # Where a name is dated its times are: some sites call all of their sitemaps changed today.
    if span is not None:
        return span[1]
    return listed.modified_at or datetime.min.replace(tzinfo=UTC)


def _named_span(url: str) -> Span | None:
    told = _NAMED_DATE.search(_name(url))
    return None if told is None else _days(*told.groups())


def _days(year: str, month: str | None, day: str | None) -> Span | None:
    """Return the first and last moment of a day, a month or a year; None for a day that no calendar has."""
    first_month, last_month = (int(month), int(month)) if month else (1, 12)
    last_day = calendar.monthrange(int(year), last_month)[1]
    if day is not None and int(day) > last_day:
        return None
    start = datetime(int(year), first_month, int(day or 1), tzinfo=UTC)
    end = datetime(int(year), last_month, int(day or last_day), tzinfo=UTC)
    # Sites name their days in their own time zones.
    return start - _DAY, end + 2 * _DAY


def _span(at: datetime) -> Span:
    """Return the moments a time may stand for: midnight is mostly a date without a time."""
    whole_day = at.time() == time(0) and at < datetime.max.replace(tzinfo=UTC) - _DAY
    return at, at + _DAY if whole_day else at


def _touches(span: Span, since: datetime, until: datetime) -> bool:
    return span[0] <= until and span[1] >= since

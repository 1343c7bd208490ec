"""The articles that a site's sitemaps list, document after document, in steps that can be resumed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from news.errors import FeedError, ShamalError, TemporaryError
from news.ids import content_id, shown
from news.knowledge import Feed
from news.records import FeedEntry
from news.urls import canonical
from scrapers import sitemaps
from scrapers.editions import is_article_of, same_domain, speaks
from scrapers.sitemaps import Listed, Sitemap
from scrapers.web import Ask, Web
from scrapers.workers import Call

ASK = Ask("application/xml, text/xml;q=0.9, application/gzip;q=0.8, */*;q=0.1", sitemaps.MOST_BYTES, 60.0)
_BATCH = 100
_DEEPEST = 3  # the protocol has two levels; some sites have three
_MOST_DOCUMENTS = 1_000  # three years of one a day


def entries(
    feed: Feed,
    roots: Sequence[str],
    since: datetime,
    until: datetime,
    web: Web,
    call: Call,
    *,
    cursor: str = "",
    most_documents: int = _MOST_DOCUMENTS,
) -> Iterator[tuple[tuple[FeedEntry, ...], str]]:
    """Yield the articles of that time, up to a hundred at a time, with a cursor to go on from.

    `roots` are addresses of sitemaps, one for news first, which may make the rest needless. A nested
    sitemap that cannot be had or read is passed over. Raises TemporaryError where a server may do better
    later, and what was wrong with the last of the roots where none could be read.
    """
    walk = _Walk(feed, since, until, web, call, cursor, most_documents)
    for root in roots:
        yield from walk.through(root, 0)
        if walk.covered:
            return
    if walk.failure is not None and not walk.read:
        raise walk.failure


def pages_of(feed: Feed, document: Sitemap) -> tuple[Listed, ...]:
    """Return the pages that look like articles of the feed.

    Languages are heeded only where a document tells several: a plugin may call all pages alike.
    """
    mixed = len({page.language for page in document.pages if page.language}) > 1
    return tuple(
        page
        for page in document.pages
        if is_article_of(page.url, feed) and not (mixed and page.language and not speaks(feed, page.language))
    )


class _Walk:
    """A walk through sitemaps: what is behind it, and where it stands.

    The cursor holds ids: those of the documents that are done, then, joined by ">", that of the one at
    hand and of the last page taken from it. So it stays right when a site adds documents and pages.
    """

    def __init__(
        self,
        feed: Feed,
        since: datetime,
        until: datetime,
        web: Web,
        call: Call,
        cursor: str,
        most_documents: int,
    ) -> None:
        words = cursor.split()
        self._feed, self._since, self._until = feed, since, until
        self._web, self._call = web, call
        self._done = dict.fromkeys(word for word in words if ">" not in word)
        self._at, _, self._last = next((word for word in words if ">" in word), "").partition(">")
        self._met = set(self._done)
        self._left = most_documents - len(self._done)
        self._told: set[str] = set()
        self.failure: ShamalError | None = None
        self.read = bool(words)
        self.covered = False

    def through(self, url: str, depth: int) -> Iterator[tuple[tuple[FeedEntry, ...], str]]:
        key = _key(url)
        if key in self._met or self._left <= 0:
            return
        self._met.add(key)
        document = self._document(url, depth)
        if document is not None:
            if depth < _DEEPEST:
                for nested in sitemaps.worth_asking(document.maps, self._since, self._until):
                    if same_domain(nested.url, self._feed.url):
                        yield from self.through(nested.url, depth + 1)
            yield from self._batches(key, document)
            self.covered = depth == 0 and document.is_news and _oldest(document) < self._since
        self._done[key] = None

    def _document(self, url: str, depth: int) -> Sitemap | None:
        self._left -= 1
        try:
            page = self._web.get(url, replace(ASK, permitted=self._feed.permitted))
            if not same_domain(page.final_url, self._feed.url):
                raise FeedError(f"{url} leads away from the outlet's domain")
            document = self._call(sitemaps.read, page.body, page.final_url)
        except TemporaryError:
            raise
        except ShamalError as error:
            if depth == 0:
                self.failure = error
            return None
        self.read = True
        return document

    def _batches(self, key: str, document: Sitemap) -> Iterator[tuple[tuple[FeedEntry, ...], str]]:
        wanted = [
            page
            for page in pages_of(self._feed, document)
            if sitemaps.is_of_time(page, self._since, self._until)
        ]
        keys = [_key(page.url) for page in wanted]
        start = keys.index(self._last) + 1 if key == self._at and self._last in keys else 0
        for first in range(start, len(wanted), _BATCH):
            batch = wanted[first : first + _BATCH]
            last = first + _BATCH >= len(wanted)
            place = key if last else f"{key}>{keys[first + _BATCH - 1]}"
            yield tuple(self._new(batch)), " ".join([*self._done, place])

    def _new(self, pages: Sequence[Listed]) -> Iterator[FeedEntry]:
        """Give the pages that no other sitemap of this walk has told, as entries of the feed."""
        for page in pages:
            article = canonical(page.url)
            if article not in self._told:
                self._told.add(article)
                yield _entry(self._feed, page)


def _entry(feed: Feed, page: Listed) -> FeedEntry:
    return FeedEntry(
        feed=feed.id,
        outlet=feed.outlet,
        url=page.url,
        guid="",
        title=page.title,
        published_at=page.published_at,
        languages=feed.languages,
        published_certainty=page.published_certainty,
    )


def _oldest(document: Sitemap) -> datetime:
    return min(page.published_at for page in document.pages if page.published_at is not None)


def _key(url: str) -> str:
    return shown(content_id(url))

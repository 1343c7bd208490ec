"""Where a site lists the articles that its feed no longer holds, and what is listed there."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from protego import Protego

from news.errors import InputError, ShamalError, TemporaryFetchError
from news.knowledge import Feed
from news.records import FeedEntry, Page
from scrapers import listings, sitemaps, wordpress
from scrapers.charsets import decode
from scrapers.editions import edition, home_of, same_domain, site_of, usable
from scrapers.sitemaps import Sitemap
from scrapers.web import Ask, Web
from scrapers.workers import Call

NONE = "none"
_WORDPRESS, _SITEMAP = "wordpress", "sitemap"
_MOST_REQUESTS = 8  # to find out
_MOST_FOR_A_GAP = 12  # sitemaps that are read to fill a gap
_ASK_HOME = Ask("text/html, */*;q=0.1", 4 * 1024 * 1024, 20.0)
_ASK_ROBOTS = Ask("text/plain, */*;q=0.1", 512 * 1024, 20.0)  # as much of it as Google reads
_NEWS_PATHS = ("news-sitemap.xml", "sitemap-news.xml")
_PATHS = ("sitemap_index.xml", "sitemap.xml")

R = TypeVar("R")
N = TypeVar("N")


def seek(feed: Feed, web: Web, call: Call) -> str:
    """Find out where a feed's site lists its articles, in at most eight requests.

    Returns "wordpress URL", with the address of the REST interface; "sitemap URL", or "sitemap URL URL",
    one for news and one that goes back further; or "none". Raises TemporaryFetchError where the site did
    not answer or asked us to wait: then nothing was found out.
    """
    few = _FewRequests(feed, web, call)
    root = _wordpress(feed, few)
    if root is not None:
        return f"{_WORDPRESS} {root}"
    found = _sitemaps(feed, few)
    return " ".join([_SITEMAP, *found]) if found else NONE


def entries(
    feed: Feed, archive: str, since: datetime, until: datetime, web: Web, call: Call, *, cursor: str = ""
) -> Iterator[tuple[tuple[FeedEntry, ...], str]]:
    """Yield what an archive lists of that time, in batches, each with a cursor to go on from behind it.

    `archive` is what `seek` returned. Batches may be empty; "none" has none. Raises ShamalErrors: see
    `wordpress.entries` and `listings.entries`.
    """
    kind, urls = _parts(archive)
    if kind == _WORDPRESS:
        yield from wordpress.entries(feed, urls[0], since, until, web, call, cursor=cursor)
    elif kind == _SITEMAP:
        yield from listings.entries(feed, urls, since, until, web, call, cursor=cursor)


def catch_up(
    feed: Feed, archive: str, since: datetime, until: datetime, web: Web, call: Call, most: int = 200
) -> tuple[FeedEntry, ...]:
    """Return what an archive lists of that time, in few requests, at most `most` entries.

    Raises ShamalErrors only where nothing was found before.
    """
    kind, urls = _parts(archive)
    if kind == _SITEMAP:
        batches = listings.entries(feed, urls, since, until, web, call, most_documents=_MOST_FOR_A_GAP)
    else:
        batches = entries(feed, archive, since, until, web, call)
    found: list[FeedEntry] = []
    try:
        for batch, _ in batches:
            found += batch
            if len(found) >= most:
                break
    except ShamalError:
        if not found:
            raise
    return tuple(found[:most])


def _parts(archive: str) -> tuple[str, list[str]]:
    kind, *urls = archive.split()[:3] or [NONE]
    if kind == NONE or (kind in (_WORDPRESS, _SITEMAP) and urls):
        return kind, urls
    raise InputError(f"{archive[:200]!r} names no archive of a site")


class _FewRequests:
    """The web, for a few requests; what fails is None, but for a site that does not answer at all."""

    def __init__(self, feed: Feed, web: Web, call: Call) -> None:
        self._feed, self._web, self._call = feed, web, call
        self.left = _MOST_REQUESTS

    def page(self, url: str, ask: Ask) -> Page | None:
        if self.left <= 0:
            return None
        self.left -= 1
        try:
            page = self._web.get(url, replace(ask, permitted=self._feed.permitted))
        except ShamalError as error:
            _heed_silence(error)
            return None
        return page if same_domain(page.final_url, self._feed.url) else None

    def sitemap(self, url: str) -> Sitemap | None:
        page = self.page(url, listings.ASK)
        return None if page is None else self._read(None, sitemaps.read, page.body, page.final_url)

    def named_sitemaps(self, robots: str) -> list[str]:
        """Return the addresses of the sitemaps that a robots.txt names."""
        page = self.page(robots, _ASK_ROBOTS)
        if page is None:
            return []
        told = self._read([], _sitemaps_in, page.body, page.content_type)
        return [url for each in told if (url := usable(each, page.final_url)) is not None]

    def posts(self, root: str) -> int:
        """Return how many posts of the feed are among the newest of a WordPress."""
        page = self.page(*wordpress.sample(root))
        posts = None if page is None else self._read(None, wordpress.read, self._feed, page)
        return 0 if posts is None else len(posts.entries)

    def _read(self, otherwise: N, work: Callable[..., R], *args: object) -> R | N:
        try:
            return self._call(work, *args)
        except ShamalError:
            return otherwise


def _heed_silence(error: ShamalError) -> None:
    # A status of 5xx is how some sites say "no" to such addresses; 429 and silence are no answer.
    if isinstance(error, TemporaryFetchError) and error.status in (None, 429):
        raise error


def _wordpress(feed: Feed, few: _FewRequests) -> str | None:
    home = few.page(home_of(feed), _ASK_HOME)
    return next((root for root in wordpress.roots(feed, home) if few.posts(root)), None)


def _sitemaps(feed: Feed, few: _FewRequests) -> list[str]:
    """Return the address of a sitemap for news, that of one which goes back further, or both."""
    announced = _announced(feed, few)
    guesses = [site_of(feed) + path for path in (*(_NEWS_PATHS if not announced else ()), *_PATHS)]
    news: str | None = None
    whole: str | None = None
    for url in dict.fromkeys([*announced, *guesses]):
        if whole is not None and (news is not None or url in guesses):
            break
        if news is not None and sitemaps.is_for_news(url):
            continue
        document = few.sitemap(url)
        if document is None or not _lists(feed, document):
            continue
        if document.is_news:
            news = news or url
        else:
            whole = whole or url
    return [url for url in (news, whole) if url is not None]


def _announced(feed: Feed, few: _FewRequests) -> list[str]:
    """Return the sitemaps that robots.txt names, those of the feed's edition and for news first."""
    named = few.named_sitemaps(site_of(feed) + "robots.txt")
    fit = [url for url in named if same_domain(url, feed.url) and sitemaps.lists_articles(url)]
    own = edition(feed.url)
    return sorted(fit, key=lambda url: (edition(url) != own, not sitemaps.is_for_news(url)))


def _lists(feed: Feed, document: Sitemap) -> bool:
    if any(sitemaps.lists_articles(each.url) and same_domain(each.url, feed.url) for each in document.maps):
        return True
    dated = document.is_news or any(page.modified_at is not None for page in document.pages)
    return dated and bool(listings.pages_of(feed, document))


def _sitemaps_in(robots: bytes, content_type: str) -> list[str]:
    return list(Protego.parse(decode(robots, content_type)).sitemaps)

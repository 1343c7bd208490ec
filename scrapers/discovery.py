"""The feeds of a site, found from its address: announced ones first, then the usual places."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html

from news.errors import FeedError, HostileDocumentError, InputError, ShamalError, TemporaryFetchError
from news.knowledge import Feed
from news.records import FeedEntry, Page
from news.urls import absolute, host_of
from scrapers.charsets import decode
from scrapers.documents import told_at
from scrapers.editions import same_domain, usable
from scrapers.feeds import parse
from scrapers.languages import code_of, detect
from scrapers.markup import cut
from scrapers.web import Ask, Web
from scrapers.workers import Call

_MOST_REQUESTS = 12
_MOST_ANNOUNCED = 6  # a large site announces a feed for each of its sections
_ASK = Ask(
    "text/html, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5",
    10 * 1024 * 1024,
    30.0,
)
_FEED_TYPES = frozenset(
    f"{kind}/{form}" for kind in ("application", "text") for form in ("rss+xml", "atom+xml", "rdf+xml", "xml")
) | {"application/feed+json", "application/rss", "application/atom"}
_FEED_LINK = re.compile(
    r"/(?:feeds?|rss|atom)(?:[./_-]|\d|$)|\.(?:rss|rdf|atom)$|/(?:index|news|main)\.xml$|[?&]feed=|"
    r"[?&](?:format|type)=(?:rss|feed)|feeds/posts/default",
    re.IGNORECASE,
)
_FEED_HOSTS = ("feeds.feedburner.com", "feedburner.com", "feeds2.feedburner.com")
_COMMENTS = re.compile(r"comments?(?:[/_.-]|$)", re.IGNORECASE)
# The order is that of how often news sites on the region have them: most are WordPress.
_PLACES = (
    "feed/",
    "rss",
    "rss.xml",
    "feed.xml",
    "atom.xml",
    "index.xml",
    "feeds/posts/default",
    "?feed=rss2",
)
_VERSION = re.compile(r"\d+$")  # of "rss20", "atom10"
_LONGEST_TITLE = 200
_SAMPLE = 20  # entries that show a feed's language


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that may be a feed, tried. `problem` says why it is none that can be used, "" where it is.

    `kind` is "rss", "atom" or the like, `languages` a guess from what its entries say.
    """

    url: str
    title: str = ""
    kind: str = ""
    entries: int = 0
    newest_at: datetime | None = None
    languages: tuple[str, ...] = ()
    problem: str = ""

    @property
    def ok(self) -> bool:
        """Whether it can be watched."""
        return not self.problem


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses in a page that may be feeds: those announced in its head, those it links to."""

    announced: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()


def find(address: str, web: Web, call: Call) -> tuple[Candidate, ...]:
    """Find the feeds of a site and try them, in at most twelve requests; those that work come first.

    `address` is that of a feed, or of any page of the site. Feeds that do not work are told where the site
    announces them. Raises what `Web.get` raises where the address cannot be asked and nothing else was
    found, InputError where it is no address.
    """
    start = written_out(address)
    trial = _Trial(web, call)
    page, problem = trial.ask(start)
    if page is not None:
        itself = trial.judge(start, page)
        if itself.ok or itself.kind:
            return (itself,)
    if isinstance(problem, TemporaryFetchError) and problem.status is None:
        raise problem
    links = trial.links(page) if page is not None else Links()
    base = start if page is None else page.final_url
    found: list[Candidate] = []
    for urls in (links.announced[:_MOST_ANNOUNCED], links.linked[:_MOST_ANNOUNCED]):
        found += trial.each(urls)
        if any(each.ok for each in found):
            return _in_order(found)
    for url in _usual_places(base):
        tried = trial.each([url])
        if tried and tried[0].ok:
            return _in_order([*found, *tried])
    if not found and problem is not None:
        raise problem
    return _in_order(found)


def written_out(address: str) -> str:
    """Return an address as a person types it as a URL; InputError where it is none."""
    written = address.strip()
    url = usable(written if "://" in written else f"https://{written}", "")
    if url is None or not host_of(url):
        raise InputError(f"{address[:200]!r} is no address; write it like https://outlet.org")
    return url.split("#", 1)[0]


def links_in(body: bytes, content_type: str, base: str) -> Links:
    """Return what in a page may be a feed, in its order, each once, without feeds of comments."""
    try:
        text = decode(body, content_type).replace("\0", "")
        root = lxml.html.document_fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (lxml.etree.LxmlError, ValueError):
        return Links()
    announced = [
        link.get("href", "")
        for link in root.iter("link")
        if "alternate" in link.get("rel", "").lower().split()
        and link.get("type", "").partition(";")[0].strip().lower() in _FEED_TYPES
        and not _COMMENTS.search(link.get("title", ""))
    ]
    hrefs = [link.get("href", "") for link in root.iter("a")]
    linked = [href for href in hrefs if _FEED_LINK.search(href)]
    return Links(_clean(announced, base, elsewhere=True), _clean(linked, base, elsewhere=False))


def glance(url: str, page: Page) -> Candidate:
    """Return what a document says of itself as a feed; FeedError where it is none."""
    document = parse(Feed("candidate", "candidate", url), page)
    return Candidate(
        url=url,
        title=cut(document.title, _LONGEST_TITLE),
        kind=_VERSION.sub("", document.version),
        entries=len(document.entries),
        newest_at=max(filter(None, map(told_at, document.entries)), default=None),
        languages=_languages(document.entries, document.language),
        problem="" if document.entries else "a feed without entries",
    )


class _Trial:
    """The web, for a few requests, and what was tried already."""

    def __init__(self, web: Web, call: Call) -> None:
        self._web, self._call = web, call
        self._tried: set[str] = set()
        self._same: set[tuple[str, int, datetime | None]] = set()

    def ask(self, url: str) -> tuple[Page | None, ShamalError | None]:
        self._tried.add(url)
        try:
            return self._web.get(url, _ASK), None
        except ShamalError as error:
            return None, error

    def judge(self, url: str, page: Page) -> Candidate:
        try:
            return self._call(glance, page.moved_to or url, page)
        except (FeedError, HostileDocumentError) as error:
            return Candidate(url, problem=str(error))

    def links(self, page: Page) -> Links:
        try:
            return self._call(links_in, page.body, page.content_type, page.final_url)
        except HostileDocumentError:
            return Links()

    def each(self, urls: Iterable[str]) -> list[Candidate]:
        """Try addresses that were not tried before, as long as requests are left; the same feed once."""
        return list(self._new(urls))

    def _new(self, urls: Iterable[str]) -> Iterator[Candidate]:
        for url in urls:
            if url in self._tried or len(self._tried) >= _MOST_REQUESTS:
                continue
            page, problem = self.ask(url)
            candidate = Candidate(url, problem=str(problem)) if page is None else self.judge(url, page)
            looks = (candidate.title, candidate.entries, candidate.newest_at)
            if not candidate.ok or looks not in self._same:
                yield candidate
            if candidate.ok:
                self._same.add(looks)


def _clean(hrefs: Iterable[str], base: str, *, elsewhere: bool) -> tuple[str, ...]:
    urls = (usable(href, base) for href in hrefs if href.strip())
    return tuple(
        dict.fromkeys(
            url.split("#", 1)[0]
            for url in urls
            if url is not None
            and not _COMMENTS.search(urlsplit(url).path)
            and (elsewhere or same_domain(url, base) or host_of(url) in _FEED_HOSTS)
        )
    )


def _usual_places(base: str) -> Iterator[str]:
    """Yield where feeds mostly are: below the page's own folder, then below the site's root, in turns."""
    folder = urljoin(base, ".")
    root = urljoin(base, "/")
    for place in _PLACES:
        for start in dict.fromkeys((folder, root)):
            url = absolute(place, start)
            if url is not None:
                yield url


def _languages(entries: tuple[FeedEntry, ...], declared: str) -> tuple[str, ...]:
    """Guess a feed's language by most of its entries; WordPress is "en-US" where nobody changed that."""
    told = Counter(
        language
        for entry in entries[:_SAMPLE]
        if (language := detect(f"{entry.title}\n{entry.summary}", declared)) is not None
    )
    if told:
        return (told.most_common(1)[0][0],)
    code = code_of(declared)
    return (code,) if code is not None else ()


def _in_order(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(found, key=lambda each: not each.ok))

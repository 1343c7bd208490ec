"""Made-up sites for tests: the web as a table of addresses, a WordPress with posts, sitemaps."""

import json
import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from news.errors import FetchError, ShamalError
from news.knowledge import Feed
from news.records import FeedEntry, Page
from scrapers.web import Ask

NOW = datetime(2026, 3, 20, 7, tzinfo=UTC)
DAY = timedelta(days=1)
FEED = Feed("furat", "Furat Post", "https://furat.example/feed/", languages=("ar",))
ENGLISH = Feed("furat-en", "Furat Post", "https://furat.example/en/feed/", languages=("en",))

Answer = bytes | str | Page | ShamalError
R = TypeVar("R")


def in_parcels(work: Callable[..., R], *args: Any) -> R:
    """A `Call` whose work, arguments and results go through pickle, as between processes."""
    work, args = pickle.loads(pickle.dumps((work, args)))
    result: R = pickle.loads(pickle.dumps(work(*args)))
    return result


class FakeWeb:
    """Answers the addresses it knows, and those of its WordPress sites; anything else is not found."""

    def __init__(self, answers: Mapping[str, Answer], *sites: "WordPress") -> None:
        self.answers = dict(answers)
        self.sites = sites
        self.asked: list[str] = []
        self.asks: list[Ask] = []

    def get(self, url: str, ask: Ask) -> Page:
        self.asked.append(url)
        self.asks.append(ask)
        answer = self.answers.get(url)
        for site in self.sites:
            if answer is None and url.startswith(site.root):
                answer = site.respond(url)
        if answer is None:
            raise FetchError(f"HTTP 404 from {urlsplit(url).hostname}", 404)
        if isinstance(answer, ShamalError):
            raise answer
        return answer if isinstance(answer, Page) else page(url, answer)


@dataclass(frozen=True)
class Post:
    """A post of a WordPress site."""

    number: int
    published_at: datetime
    link: str

    def as_json(self) -> dict[str, object]:
        base = "{0.scheme}://{0.netloc}".format(urlsplit(self.link))
        return {
            "date_gmt": f"{self.published_at:%Y-%m-%dT%H:%M:%S}",
            "link": self.link,
            "guid": {"rendered": f"{base}/?p={self.number}"},
            "title": {"rendered": f"Lorry no. {self.number} &#8211; seen"},
            "excerpt": {"rendered": f"<p>Lorry no. {self.number} crossed the bridge.</p>\n"},
        }


@dataclass
class WordPress:
    """A WordPress whose REST interface has this address; newest posts first, `per_page` at a time."""

    posts: Sequence[Post]
    root: str = "https://furat.example/wp-json/"
    counts_pages: bool = True
    heeds_pages: bool = True
    heeds_times: bool = True
    asked: list[int] = field(default_factory=list)

    def respond(self, url: str) -> Answer:
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        number, size = int(query.get("page", 1)), int(query["per_page"])
        self.asked.append(number)
        posts = sorted(self.posts, key=lambda post: post.published_at, reverse=True)
        if "after" in query and self.heeds_times:
            after, before = (datetime.fromisoformat(query[name]) for name in ("after", "before"))
            posts = [post for post in posts if after < post.published_at < before]
        pages = max(1, -(-len(posts) // size))
        if self.heeds_pages and number > pages:
            return FetchError("HTTP 400 from furat.example", 400)
        start = (number - 1) * size if self.heeds_pages else 0
        body = json.dumps([post.as_json() for post in posts[start : start + size]])
        headers = (("X-WP-TotalPages", str(pages)),) if self.counts_pages else ()
        return page(url, body, headers=headers)


def page(
    url: str, body: bytes | str, *, final_url: str = "", headers: Sequence[tuple[str, str]] = ()
) -> Page:
    content = body.encode() if isinstance(body, str) else body
    return Page(url, final_url or url, 200, "text/plain", content, NOW, tuple(headers))


def posts(count: int, base: str = "https://furat.example", every: timedelta = DAY) -> list[Post]:
    """So many posts, the first now, and each before the last."""
    return [Post(n, NOW - n * every, f"{base}/{n:05}/lorries/") for n in range(count)]


def urlset(*urls: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        f'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{"".join(urls)}</urlset>'
    )


def url(loc: str, lastmod: str = "", extra: str = "") -> str:
    modified = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    return f"<url><loc>{escape(loc)}</loc>{modified}{extra}</url>"


def story(loc: str, published: str, title: str = "A title", language: str = "ar") -> str:
    """One address in a sitemap for news."""
    return url(
        loc,
        extra=f"<news:news><news:publication><news:name>Furat</news:name><news:language>{language}"
        f"</news:language></news:publication><news:publication_date>{published}</news:publication_date>"
        f"<news:title>{escape(title)}</news:title></news:news>",
    )


def index(*maps: str | tuple[str, str]) -> str:
    """An index of sitemaps: addresses, or addresses with the time of their last change."""
    pairs = [each if isinstance(each, tuple) else (each, "") for each in maps]
    listed = (
        f"<sitemap><loc>{escape(loc)}</loc>{f'<lastmod>{time}</lastmod>' if time else ''}</sitemap>"
        for loc, time in pairs
    )
    return (
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(listed)}</sitemapindex>'
    )


def urls_of(batches: Iterable[tuple[Sequence[FeedEntry], str]]) -> list[str]:
    return [entry.url for batch, _ in batches for entry in batch]

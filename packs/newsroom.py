"""The sample newsroom: a small fictional news world that answers like the web, for the demo and for tests.

Pure: it reads its folder once, renders every page for a given `now`, and from then on only looks up. The
outlets' names end in .example, so nothing of it exists on the net; every event in it is invented.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from news.errors import PackError
from packs.sample_articles import Outlet, SampleArticle, read_articles, read_outlets

_FEED_TYPES = {"rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}
_HTML = "text/html; charset=utf-8"
_CHOOSING = ("p", "id")  # the parameters that choose an article; any other is tracking
_RELATED = 4  # links to other articles on each page


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answers: a status, a content type, the body's bytes and further headers."""

    status: int
    content_type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Newsroom:
    """An edition of the sample newsroom. `answers` holds every document by host and path."""

    outlets: tuple[Outlet, ...]
    articles: tuple[SampleArticle, ...]
    answers: Mapping[tuple[str, str], Response]

    def respond(self, host: str, path: str) -> Response:
        """Return the document at this host and path (with its query); 404 where there is none."""
        name = host.lower().partition(":")[0].removeprefix("www.")
        return self.answers.get((name, _asked(path))) or Response(404, _HTML, b"<h1>404 Not Found</h1>\n")


def load_newsroom(folder: Path, now: datetime, edition: int = 1, shape: str = "") -> Newsroom:
    """Read and render the newsroom in `folder`, with all pages in one shape where that is given.

    `now` (aware) is the time of the first edition, from which all dates count back. Give the second edition
    the same `now`: it holds all of the first, one article in a corrected version, and three new ones.
    Raises PackError, naming file and key, for a folder that is not right.
    """
    outlets = read_outlets(folder)
    if shape:
        outlets = tuple(replace(outlet, template=shape) for outlet in outlets)
    articles = read_articles(folder, outlets, now.astimezone(UTC), edition)
    pages = _environment(folder)
    try:
        answers = dict(_documents(pages, outlets, articles))
    except TemplateError as error:
        raise PackError(f"{folder / 'templates'}: {error!r}") from error
    return Newsroom(outlets, articles, answers)


def _environment(folder: Path) -> Environment:
    pages = Environment(
        loader=FileSystemLoader(folder / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    pages.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "indent": 1}
    pages.filters["rfc822"] = lambda moment: format_datetime(moment, usegmt=True)
    pages.filters["rfc3339"] = lambda moment: moment.isoformat().replace("+00:00", "Z")
    return pages


def _documents(
    pages: Environment, outlets: tuple[Outlet, ...], articles: tuple[SampleArticle, ...]
) -> Iterable[tuple[tuple[str, str], Response]]:
    """Yield every document of the edition with its host and path."""
    for outlet in outlets:
        listed = [article for article in articles if article.outlet.id == outlet.id]
        shown = {"outlet": outlet, "words": outlet.words, "articles": listed}
        feed = pages.get_template(f"{outlet.feed}.xml.jinja").render(shown)
        yield (outlet.host, _asked(outlet.feed_path)), _document(feed, _FEED_TYPES[outlet.feed])
        yield (outlet.host, "/"), _document(pages.get_template("front.html.jinja").render(shown), _HTML)
        yield (
            (outlet.host, "/robots.txt"),
            _document("User-agent: *\nAllow: /\n", "text/plain; charset=utf-8"),
        )
        own = [article for article in listed if article.kind != "amp-link"]
        for number, article in enumerate(own):
            older_first = own[number + 1 :] + own[:number]
            yield from _pages_of(pages, article, [other for other in older_first if other.steady][:_RELATED])


def _pages_of(
    pages: Environment, article: SampleArticle, related: list[SampleArticle]
) -> Iterable[tuple[tuple[str, str], Response]]:
    """Yield an article's page and its AMP page, or what stands in their place."""
    address = urlsplit(article.url)
    key = (address.hostname or "", _asked(f"{address.path}?{address.query}"))
    shown = {
        "outlet": article.outlet,
        "words": article.outlet.words,
        "article": article,
        "related": related,
        "linked_data": _linked_data(article),
    }
    if article.status != 200:
        body = pages.get_template("refusal.html.jinja").render(shown)
        yield key, Response(article.status, _HTML, body.encode())
        return
    shape = "consent" if article.page == "consent" else article.outlet.template
    yield key, _document(pages.get_template(f"{shape}.html.jinja").render(shown), _HTML)
    if shape != "consent" and not address.query:
        amp = pages.get_template("amp.html.jinja").render(shown)
        yield (key[0], f"{key[1]}/amp"), _document(amp, _HTML)


def _document(text: str, content_type: str) -> Response:
    body = text.encode()
    return Response(200, content_type, body, (("ETag", f'"{blake2b(body, digest_size=8).hexdigest()}"'),))


def _asked(path: str) -> str:
    """Return a path with its choosing parameter, if any, and without tracking and trailing slashes."""
    parts = urlsplit(path)
    chosen = parse_qs(parts.query)
    query = "&".join(f"{name}={chosen[name][0]}" for name in _CHOOSING if name in chosen)
    return (parts.path.rstrip("/") or "/") + (f"?{query}" if query else "")


def _linked_data(article: SampleArticle) -> dict[str, Any]:
    """Return the article's schema.org NewsArticle."""
    changed = article.updated_at or article.published_at
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": article.url,
        "headline": article.title,
        "description": article.standfirst or article.summary,
        "datePublished": article.published_at.isoformat(),
        "dateModified": changed.isoformat(),
        "inLanguage": article.language,
        "author": {"@type": "Person", "name": article.byline or article.outlet.name},
        "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet.name},
    }
    if article.paywall == "declared":
        data["isAccessibleForFree"] = False
        data["hasPart"] = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".locked"}
    elif article.outlet.article_body and not article.paywall:
        data["articleBody"] = "\n\n".join(article.paragraphs)
    return data

"""What a page tells of its article beside the text: title, byline, times, language, canonical address."""

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from courlan import extract_domain
from lxml.html import HtmlElement

from news.records import Certainty
from news.urls import absolute, canonical
from scrapers import structured
from scrapers.bylines import declared_byline, shown_byline
from scrapers.dating import declared_times, guessed_times, shown_times
from scrapers.heads import Head
from scrapers.openings import marked, opening
from scrapers.titles import site_names, title_of

# What may follow an article's own address: a further page of it, its comments, a print version.
_PART_OF_ARTICLE = re.compile(r"(?:page/?)?\d{1,2}|print|comments?|full|all|single|mobile", re.IGNORECASE)
_SCRIPT = re.compile(r"/[a-z_-]{0,20}\.(?:php|aspx?|jsp|cfm|cgi)$", re.IGNORECASE)
_NUMBER = re.compile(r"=\d")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page declares; None and "" where it declares nothing usable. Times are aware, in UTC."""

    title: str = ""
    byline: str | None = None
    published_at: datetime | None = None
    published_certainty: Certainty | None = None
    modified_at: datetime | None = None
    language: str | None = None
    canonical_url: str | None = None


def metadata(
    tree: HtmlElement,
    url: str,
    declared: structured.Declared,
    about: Head,
    outlet: str = "",
    title: str = "",
) -> Metadata:
    """Read what the page at `url` tells of its article; the outlet's name is no part of a title.

    `declared` is its JSON-LD, `about` what its elements declare. `title` is the headline that the feed
    gave: better than a <title>, but not than a declared headline. What the page shows is read only where it
    declares nothing for machines.
    No page makes it raise: it is not worth the text.
    """
    try:
        return _metadata(tree, url, declared, about, outlet, title)
    except (MemoryError, OSError):  # the machine's trouble, or a limit's: not told by the page
        raise
    except Exception:  # hostile markup fails in ways that no list of errors holds
        return Metadata(title=title)


def _metadata(
    tree: HtmlElement, url: str, declared: structured.Declared, about: Head, outlet: str, title: str
) -> Metadata:
    linked = structured.of_page(declared, url)
    names = (outlet, *site_names(about, declared.things, url))
    headline = title_of(about, linked, declared.things, names, url, title)
    byline = declared_byline(about, linked, declared.things, names)
    times = declared_times(about, linked, url)
    if byline is None or times.published_at is None:
        lines = opening(tree, about.headings, headline)
        byline = byline or shown_byline(lines, names)
        times = times if times.published_at else shown_times(about, lines, times.modified_at)
    if times.published_at is None:  # dear, and a byline alone is found near the headline or hardly ever
        dates, authors = marked(tree)
        byline = byline or shown_byline(authors, names)
        below = opening(tree, about.headings, headline, past_text=True)
        times = shown_times(about, (*dates, *below, *authors), times.modified_at)
    if times.published_at is None:
        times = guessed_times(url, times.modified_at)
    return Metadata(
        title=headline,
        byline=byline,
        published_at=times.published_at,
        published_certainty=times.certainty,
        modified_at=times.modified_at,
        language=about.language,
        canonical_url=_canonical_url(about, url),
    )


def _canonical_url(about: Head, url: str) -> str | None:
    """Return the declared canonical address, if it lies on the same site and names no more than this page.

    Themes that declare the front page, a section, or a script without the number of the article would
    make one article of all.
    """
    own = canonical(url)
    site = extract_domain(own, fast=True)
    for declared in (*about.canonical, *about.values("og:url")):
        address = absolute(unescape(declared), url) if declared.strip() else None
        found = None if address is None else canonical(address)
        if found is None or extract_domain(found, fast=True) != site:
            continue
        if not _is_wider(found, own):
            return found
    return None


def _is_wider(declared: str, own: str) -> bool:
    """Tell whether an address names the front page, or what lies above the page's own address."""
    path, asked = declared.partition("?")[0], own.partition("?")
    if path.count("/") == 3 and path.endswith("/"):
        return "?" not in declared
    below = asked[0].removeprefix(f"{path}/") if asked[0].startswith(f"{path}/") else ""
    if below and "?" not in declared:
        return _PART_OF_ARTICLE.fullmatch(below) is None
    script = path == asked[0] and _SCRIPT.search(path) is not None
    return script and "?" not in declared and _NUMBER.search(asked[2]) is not None

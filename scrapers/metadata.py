"""What a page tells of its article beside the text: title, byline, times, language, canonical address."""

from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement

from news.records import Certainty
from scrapers import structured
from scrapers.bylines import declared_byline, shown_byline
from scrapers.dating import declared_times, guessed_times, shown_times
from scrapers.heads import Head
from scrapers.identity import declared_address
from scrapers.openings import marked, opening
from scrapers.titles import site_names, title_of


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
        canonical_url=declared_address(about, declared, url),
    )

"""What a page tells of its article beside the text: title, byline, date, canonical address."""

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from courlan import extract_domain
from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura.metadata import examine_meta, extract_author, extract_meta_json, extract_title

from news.texts import clean_line
from news.urls import absolute, canonical
from scrapers import structured
from scrapers.surroundings import folded

_PUBLISHED = (
    "//meta[@property='article:published_time' or @name='article:published_time' or @itemprop='datePublished'"
    " or @name='parsely-pub-date' or @name='publishdate' or @name='DC.date.issued']/@content"
    " | //time[@itemprop='datePublished' or @pubdate]/@datetime"
)
_CANONICAL = "//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"
_SEPARATOR = r"\s*(?:\s[-–—:]\s|[|•·«»])\s*"
_NO_PERSON = re.compile(
    r"https?:|www\.|@|^(?:admin\w*|administrator|editor\w*|webmaster|wordpress|user\d*|redaktion|newsroom|root)$",
    re.IGNORECASE,
)
_LONGEST_BYLINE = 120
_LONGEST_TITLE = 500
_FIRST_YEAR = 1990
# htmldate would ask the clock for its upper bound and search the running text for dates: neither is wanted.
_LAST_DAY = "2100-01-01"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page declares; None and "" where it declares nothing usable. Times are aware, in UTC."""

    title: str = ""
    byline: str | None = None
    published_at: datetime | None = None
    language: str | None = None
    canonical_url: str | None = None


def metadata(
    tree: HtmlElement, url: str, articles: Sequence[structured.Thing] = (), outlet: str = "", title: str = ""
) -> Metadata:
    """Read what the page at `url` declares of its article; the outlet's name is no part of a title.

    `articles` are those of its JSON-LD.
    `title` is the headline that the feed gave: better than a <title>, but not than a declared headline.
    """
    found = extract_meta_json(tree, examine_meta(tree))
    headline = structured.first_text(articles, "headline") or found.title or _only_heading(tree) or title
    names = (outlet, found.sitename or "")
    return Metadata(
        title=without_outlet(clean_line(headline or extract_title(tree) or ""), names)[:_LONGEST_TITLE],
        byline=_byline(found.author or extract_author(tree) or "", outlet),
        published_at=_published_at(tree, url, structured.first_text(articles, "datePublished")),
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        canonical_url=_canonical_url(tree, url),
    )


def _only_heading(tree: HtmlElement) -> str:
    headings = [heading.text_content() for heading in tree.iter("h1")]
    return headings[0] if len(headings) == 1 else ""


def without_outlet(title: str, names: tuple[str, ...]) -> str:
    """Return a title without the outlet's name before or after it ("Title | Outlet", "Outlet - Title")."""
    wanted = {folded(name) for name in names} - {""}
    if folded(title) in wanted:
        return ""
    parts = re.split(f"({_SEPARATOR})", title)
    if len(parts) > 2 and folded(parts[-1]) in wanted:
        parts = parts[:-2]
    if len(parts) > 2 and folded(parts[0]) in wanted:
        parts = parts[2:]
    return "".join(parts).strip()


def _byline(authors: str, outlet: str) -> str | None:
    names = [clean_line(name) for name in authors.split(";")]
    people = [
        name for name in names if name and not _NO_PERSON.search(name) and folded(name) != folded(outlet)
    ]
    return ", ".join(people)[:_LONGEST_BYLINE] or None


def _published_at(tree: HtmlElement, url: str, declared: str) -> datetime | None:
    times = (_time(value) for value in (declared, *map(str, tree.xpath(_PUBLISHED))))
    found = next((time for time in times if time is not None), None)
    if found is not None:
        return found
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dateutil warns of zones that it does not know
        return _time(find_date(tree, False, True, url=url, max_date=_LAST_DAY) or "")


def _time(value: str) -> datetime | None:
    """Read a date with or without time. A time without zone is taken for UTC: its zone is not known."""
    try:
        time = datetime.fromisoformat(value.strip())
    except ValueError:
        try:
            time = parsedate_to_datetime(value)
        except (ValueError, IndexError, TypeError):
            return None
    if time.year < _FIRST_YEAR:
        return None
    try:
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except OverflowError:
        return None


def _canonical_url(tree: HtmlElement, url: str) -> str | None:
    """Return the declared canonical address, if it lies on the same site and is no front page."""
    site = extract_domain(url, fast=True)
    for path in _CANONICAL:
        for declared in tree.xpath(path):
            address = absolute(str(declared), url)
            if address and extract_domain(address, fast=True) == site and not _is_front_page(address):
                return canonical(address)
    return None


def _is_front_page(url: str) -> bool:
    return canonical(url).count("/") == 3 and canonical(url).endswith("/")

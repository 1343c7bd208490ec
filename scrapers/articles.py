"""Pages to articles: clean text, what is known beside it, and whether it is whole."""

from collections.abc import Sequence

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Document
from trafilatura.utils import load_html

from news.knowledge import LineRule
from news.records import NOTHING_KNOWN, Access, Known, Reading
from news.texts import clean, clean_line, line_id
from scrapers import languages, marked, structured
from scrapers.access import Served, judge
from scrapers.boilerplate import strip_lines
from scrapers.charsets import decode
from scrapers.metadata import metadata
from scrapers.surroundings import folded, standfirst, surroundings
from scrapers.walls import is_wall


def read(
    html: bytes | str,
    url: str,
    rules: Sequence[LineRule],
    known: Known = NOTHING_KNOWN,
    content_type: str = "",
) -> Reading:
    """Read an article's page.

    `url` is the page's own address, `content_type` the header that came with bytes. No page makes it raise:
    one that cannot be read gives a Reading without text, whose access is NONE or, where a consent or bot
    wall stands in its place, CONSENT.
    """
    nothing = Reading(title=clean_line(known.title), text="", access=Access.NONE)
    try:
        tree = load_html(decode(html, content_type) if isinstance(html, bytes) else html)
        return nothing if tree is None else _read(tree, url, rules, known)
    except (MemoryError, OSError):  # the machine's trouble, or a limit's: not told by the page
        raise
    except Exception:  # parsers of a hostile web fail in ways that no list of errors holds
        return nothing


def _read(tree: HtmlElement, url: str, rules: Sequence[LineRule], known: Known) -> Reading:
    title = clean_line(known.title)
    declared = structured.declared(tree)
    lock = structured.lock(tree, declared)
    dropped = marked.take_out(marked.marked(tree, lock.selectors)) if known.drop_marked else ()
    about = metadata(tree, url, declared.articles, known.outlet, title)
    around = surroundings(tree, url, title)
    lines = _lines(tree, url)
    kept, removed = strip_lines(lines, rules, about.title, known.outlet, around, known.recurring)
    kept = _with_standfirst(kept, standfirst(tree), known.recurring)
    if is_wall(kept, tree, url, rules, declared):
        return Reading(title=about.title or title, text="", access=Access.CONSENT, removed=removed)
    text = "\n\n".join(kept)
    judged = judge(Served(lines, kept, removed, tree), rules, lock, known, dropped)
    return Reading(
        title=about.title or title,
        text=text,
        access=judged.access,
        byline=about.byline,
        published_at=about.published_at,
        language=languages.detect(text, about.language),
        canonical_url=about.canonical_url,
        declared_not_free=bool(lock.said),
        access_evidence=judged.evidence,
        removed=removed + dropped,
    )


def _lines(tree: HtmlElement, url: str) -> tuple[str, ...]:
    """Extract the text of a page, a paragraph a line; empty where there is none."""
    document = trafilatura.bare_extraction(tree, url=url, include_comments=False, include_tables=True)
    text = document.text if isinstance(document, Document) else None
    return tuple(line for line in clean(text or "").split("\n") if line)


def _with_standfirst(lines: tuple[str, ...], standfirst: str, recurring: frozenset[int]) -> tuple[str, ...]:
    """Put a standfirst before a text that lacks it: extraction loses it with the page's header.

    One that is `recurring` tells of the site, on every page.
    """
    wanted = folded(standfirst)
    if not wanted or line_id(standfirst) in recurring or any(wanted in folded(line) for line in lines):
        return lines
    return (standfirst, *lines)

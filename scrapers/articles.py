"""Pages to articles: clean text, what is known beside it, and whether it is whole."""

from collections.abc import Sequence

from lxml.html import HtmlElement
from trafilatura.utils import load_html

from news.knowledge import LineRule
from news.records import NOTHING_KNOWN, Access, Known, Reading
from news.texts import clean_line
from scrapers import languages, structured
from scrapers.access import is_wall, judge
from scrapers.boilerplate import strip
from scrapers.charsets import decode
from scrapers.drafts import draft
from scrapers.lines import lines, with_standfirst
from scrapers.metadata import metadata
from scrapers.surroundings import said, standfirst, surroundings


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
    about = metadata(tree, url, declared, known.outlet, title)
    found = draft(tree, url, structured.first_text(declared.articles, "articleBody"))
    told = said(tree, found.blocks, declared.articles, (title, about.title))
    judged = strip(
        with_standfirst(lines(found, told), standfirst(found.blocks, told), known.recurring),
        rules,
        known.outlet,
        surroundings(found.blocks, told),
        known.recurring,
    )
    kept, removed = judged
    if is_wall(kept, tree, url, rules, declared):
        return Reading(title=about.title or title, text="", access=Access.CONSENT, removed=removed)
    text = "\n\n".join(kept)
    not_free = structured.declared_not_free(tree, declared.things)
    return Reading(
        title=about.title or title,
        text=text,
        access=judge(found.lines, kept, removed, tree, rules, not_free),
        byline=about.byline,
        published_at=about.published_at,
        published_certainty=about.published_certainty,
        modified_at=about.modified_at,
        language=languages.detect(text, about.language),
        canonical_url=about.canonical_url,
        declared_not_free=not_free,
        removed=removed,
    )

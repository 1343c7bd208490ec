"""Pages to articles: clean text, what is known beside it, and whether it is whole."""

from collections.abc import Sequence

from lxml.html import HtmlElement
from trafilatura.utils import load_html

from news.knowledge import LineRule
from news.records import NOTHING_KNOWN, Access, Known, Reading, Removed
from news.texts import clean_line
from scrapers import languages, layouts, marked, structured
from scrapers.access import Served, judge
from scrapers.appended import take_out_appended
from scrapers.blocks import blocks
from scrapers.boilerplate import strip
from scrapers.charsets import decode
from scrapers.declarations import said, standfirst
from scrapers.drafts import take_out_unread
from scrapers.heads import Head, head
from scrapers.lines import lines, with_standfirst
from scrapers.metadata import metadata
from scrapers.walls import is_wall, unread
from scrapers.weighing import best


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
    beside = unread(tree)
    heads = head(tree)
    about = metadata(tree, url, declared, heads, known.outlet, title)
    served, left_out = _served(tree, url, rules, known, declared, heads, (title, about.title))
    if is_wall(served.kept, tree, beside, url, rules, declared):
        return Reading(
            title=about.title or title, text="", access=Access.CONSENT, removed=tuple(served.removed)
        )
    language = languages.detect("\n\n".join(served.kept), about.language)
    judged = judge(served, rules, lock, known, dropped, language)
    prompts = frozenset(line.text for line in judged.prompts)
    return Reading(
        title=about.title or title,
        text="\n\n".join(line for line in served.kept if line not in prompts),
        access=judged.access,
        byline=about.byline,
        published_at=about.published_at,
        published_certainty=about.published_certainty,
        modified_at=about.modified_at,
        language=language,
        canonical_url=about.canonical_url,
        declared_not_free=bool(lock.said),
        access_evidence=judged.evidence,
        removed=(*served.removed, *judged.prompts, *dropped, *left_out),
    )


def _served(
    tree: HtmlElement,
    url: str,
    rules: Sequence[LineRule],
    known: Known,
    declared: structured.Declared,
    heads: Head,
    titles: tuple[str, str],
) -> tuple[Served, tuple[Removed, ...]]:
    """Return the lines of a page, parted into those kept and those not, and what was taken out before."""
    take_out_unread(tree)
    appended = take_out_appended(heads.headings, titles)
    layout = layouts.laid_out(tree, known.selectors)
    page = blocks(layout.tree)
    told = said(heads, page, declared.articles, titles)
    found = layouts.told(layout.body) if layout.body else best(layout.tree, url, page, told)
    whole = with_standfirst(lines(found), standfirst(page, told), known.recurring)
    kept, removed = strip(whole, rules, known.outlet, told.headlines, known.recurring)
    shown = page if layout.tree is tree else blocks(tree)
    return Served(whole, kept, removed, shown, tree, url), appended + layout.removed

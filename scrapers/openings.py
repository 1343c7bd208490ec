"""Where a page shows who wrote its article and when: near its headline, and in elements marked so."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from news.texts import folded

_BEFORE, _AFTER = 12, 60  # elements
_MOST_PARAGRAPHS = 2  # long ones; a standfirst may be one
_MOST_INNER = 14  # elements in one line
_LONGEST = 160  # characters
_HEADINGS = ("h1", "h2", "h3")
_TAGS = """
    p div span time li small td a b strong em i font abbr address h2 h3 h4 h5 h6 header section ul dd bdi
    label center figcaption
"""
_DATES = re.compile(r"date|publi|posted|time", re.IGNORECASE)
_AUTHORS = re.compile(r"author|byline|writer", re.IGNORECASE)
_NAMES = re.compile(
    r"(?:author|byline|writer)[-_]*name|\bname\b.*author|author.*\bname\b|\bauthor$", re.IGNORECASE
)
_PROFILE = re.compile(
    r"/(?:authors?|auteurs?|autor(?:en|es)?|yazar(?:lar)?|writers?|kolumnist|people|byline)/", re.IGNORECASE
)
_BREAKS = frozenset(("br", "p", "div", "li", "time", "td", "ul", "section", "header", "h2", "h3", "h4", "dd"))
# At the start of a name: "elementor-widget" holds articles, "entry-footer" their dates.
_ELSEWHERE = re.compile(
    r"(?<![-\w])(?:comments?|related|sidebar|widget|recommend|most-|popular|latest|trending|site-footer)",
    re.IGNORECASE,
)
_ASIDE = frozenset(("nav", "footer", "aside"))
_MOST_SOUGHT, _MOST_MARKED = 300, 40
_MOST_HEADINGS = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A short line of a page and its element."""

    text: str
    element: HtmlElement


def opening(
    tree: HtmlElement, headings: Iterable[HtmlElement], title: str, *, past_text: bool = False
) -> tuple[Line, ...]:
    """Return the short lines near the headline of a page, those after it first, each outer before inner.

    The headline is the heading that reads as `title`, else the first h1; without one there are none. They
    end where the article's text begins, except `past_text`.
    """
    headline = _headline(tree, headings, title)
    if headline is None:
        return ()
    before = islice(_preceding(headline), _BEFORE)
    after = _until_text(_following(headline), _AFTER if past_text else _MOST_PARAGRAPHS)
    tags = frozenset(_TAGS.split())
    elements = (each for each in (*after, *before) if each.tag in tags)
    lines = (Line(line_of(element), element) for element in elements)
    return tuple(line for line in lines if line.text)


def marked(tree: HtmlElement) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the lines that are marked as dates and as authors, by class or id.

    Those of comments, side columns and lists of other articles are left out.
    """
    found: dict[str, list[HtmlElement]] = {"date": [], "author": []}
    kinds: dict[tuple[str | None, str | None], tuple[str, ...]] = {(None, None): ()}
    for element in tree.iter(*_TAGS.split()):
        marks = element.get("class"), element.get("id")
        if marks not in kinds:  # a page has few marks and uses them often
            text = f"{marks[0]} {marks[1]}"
            wanted = (("date", _DATES), ("author", _AUTHORS))
            kinds[marks] = tuple(kind for kind, pattern in wanted if pattern.search(text))
        for kind in kinds[marks]:
            found[kind].append(element)
    return _lines_of(found["date"]), _lines_of(found["author"])


def authorship(line: Line) -> int:
    """Return how surely a line names an author by its marks: 2 for a name or a link, 1 for more, 0."""
    marks = marks_of(line.element)
    if _NAMES.search(marks) or (line.element.tag == "a" and _PROFILE.search(line.element.get("href", ""))):
        return 2
    return 1 if _AUTHORS.search(marks) else 0


def marks_of(element: HtmlElement) -> str:
    """Return what marks an element: class, id, itemprop and rel."""
    attributes = element.attrib
    if not attributes:
        return ""
    return " ".join(attributes[key] for key in ("class", "id", "itemprop", "rel") if key in attributes)


def line_of(element: HtmlElement) -> str:
    """Return the text of an element on one line, its blocks parted by "|"; "" where it is too long."""
    if len(element) >= _MOST_INNER or len(element.text or "") > 2 * _LONGEST:
        return ""
    parts: list[str] = []
    for count, inner in enumerate(element.iter()):
        if count == _MOST_INNER:
            return ""
        if isinstance(inner.tag, str) and inner.tag not in ("script", "style"):
            parts += ("|" if inner.tag in _BREAKS and parts else "", inner.text or "")
        if inner is not element:
            parts.append(inner.tail or "")
    blocks = (" ".join(block.split()) for block in " ".join(parts).split("|"))
    text = " | ".join(block for block in blocks if block)
    return text if len(text) <= _LONGEST else ""


def _headline(tree: HtmlElement, headings: Iterable[HtmlElement], title: str) -> HtmlElement | None:
    wanted, firsts = folded(title), list(headings)
    for heading in firsts:
        if wanted and folded(heading.text_content()[: _LONGEST + 2 * len(title)]) == wanted:
            return heading
    if firsts:
        return firsts[0]
    if not wanted:
        return None
    shown = ((each, each.text_content()) for each in islice(tree.iter(*_HEADINGS), _MOST_HEADINGS))
    longest = _LONGEST + 2 * len(title)
    return next((each for each, text in shown if len(text) < longest and folded(text) == wanted), None)


def _following(element: HtmlElement) -> Iterator[HtmlElement]:
    """Give the elements after one, in document order, from its next sibling on."""
    at: HtmlElement | None = element
    while at is not None:
        for sibling in at.itersiblings():
            yield from _of_article(sibling)
        at = at.getparent()


def _of_article(element: HtmlElement) -> Iterator[HtmlElement]:
    """Give an element and those in it, without what belongs to other articles or to the site."""
    inner = [element]
    while inner:
        each = inner.pop()
        if not _is_other(each):
            yield each
            inner += reversed(each)


def _until_text(elements: Iterator[HtmlElement], most: int) -> Iterator[HtmlElement]:
    """Give elements until the article's text has begun: more than `most` long paragraphs."""
    paragraphs = 0
    for element in islice(elements, _AFTER):
        paragraphs += element.tag == "p" and len(element.text or "") > _LONGEST
        if paragraphs > most:
            return
        yield element


def _preceding(element: HtmlElement) -> Iterator[HtmlElement]:
    """Give the elements before one, the nearest first, each outer before inner."""
    at: HtmlElement | None = element
    while at is not None:
        for sibling in at.itersiblings(preceding=True):
            yield from islice(_of_article(sibling), _BEFORE)
        at = at.getparent()


def _lines_of(elements: Iterable[HtmlElement]) -> tuple[Line, ...]:
    wanted = (each for each in islice(elements, _MOST_SOUGHT) if not _is_elsewhere(each))
    lines = (Line(line_of(element), element) for element in islice(wanted, _MOST_MARKED))
    return tuple(line for line in lines if line.text)


def _is_elsewhere(element: HtmlElement) -> bool:
    at: HtmlElement | None = element
    while at is not None and at.tag not in ("body", "article", "main"):
        if _is_other(at):
            return True
        at = at.getparent()
    return False


def _is_other(element: HtmlElement) -> bool:
    if element.tag in _ASIDE:  # an article has a footer of its own
        return element.tag != "footer" or not any(True for _ in element.iterancestors("article"))
    marks = element.get("class", ""), element.get("id", "")
    return any(mark and _ELSEWHERE.search(mark) for mark in marks)

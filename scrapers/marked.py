"""What a publisher marks as not free: the elements that the CSS selectors of its JSON-LD mean."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from news.records import Removed
from news.selectors import paths
from news.texts import clean_line
from scrapers.blocks import blocks

KIND = "marked_not_free"

_MOST = 10  # selectors of one page; the most seen is 4


def marked(tree: HtmlElement, selectors: Sequence[str]) -> tuple[HtmlElement, ...]:
    """Return the elements that the selectors of a page mean, none of them inside another.

    They are a stranger's: only simple ones are followed (tag, class, id and attribute, joined by space,
    ">" and comma), and not many; another kind costs only itself.
    """
    return meant(tree, selectors[:_MOST])


def meant(tree: HtmlElement, selectors: Sequence[str]) -> tuple[HtmlElement, ...]:
    """Return the elements that these selectors mean in a page's body, in its order, none inside another."""
    body = tree.find(".//body")
    wanted = [path for selector in selectors for path in paths(selector) if path]
    if body is None or not wanted:
        return ()
    found = {id(element): element for path in wanted for element in body.xpath(path)}
    return tuple(
        element
        for element in (body.iter() if found else ())
        if id(element) in found and not any(id(ancestor) in found for ancestor in element.iterancestors())
    )


def shown_text(elements: Sequence[HtmlElement]) -> str:
    """Return the text of these elements, on one line of single spaces."""
    return " ".join(" ".join(element.text_content().split()) for element in elements)


def take_out(elements: Sequence[HtmlElement], kind: str = KIND) -> tuple[Removed, ...]:
    """Take elements out of their page; return what stood in them, a block of text a line."""
    lines = [clean_line(block.text) for element in elements for block in blocks(element)]
    for element in elements:
        element.drop_tree()
    return tuple(Removed(kind, line) for line in lines)

"""Markup to plain text, for the short pieces of HTML that feeds carry in titles and summaries."""

import html

import lxml.etree
import lxml.html

from news.texts import clean

# fmt: off
_BLOCKS = (
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section",
    "table", "td", "th", "tr", "ul",
)
# fmt: on
_UNSEEN = ("script", "style", "template", "noscript", "iframe", "object", "svg", "figcaption")


def plain_text(markup: str) -> str:
    """Return the clean text of a piece of HTML, a paragraph for each of its blocks.

    Text that was escaped once too often ("Assad&amp;#8217;s") is set right. Never raises: what cannot be
    parsed is taken as text.
    """
    if "<" not in markup:
        return clean(html.unescape(html.unescape(markup)))
    try:
        root = lxml.html.fragment_fromstring(markup.replace("\0", ""), create_parent="div")
    except (lxml.etree.LxmlError, ValueError):
        return clean(html.unescape(markup))
    for element in list(root.iter(*_UNSEEN)):
        element.drop_tree()
    for element in root.iter(*_BLOCKS):
        element.text = "\n\n" + (element.text or "")
        element.tail = "\n\n" + (element.tail or "")
    return clean(html.unescape(root.text_content()))


def cut(text: str, limit: int) -> str:
    """Return at most `limit` characters of a text, cut after a sentence or else after a word."""
    if len(text) <= limit:
        return text
    piece = text[:limit]
    sentence = max(piece.rfind(end) for end in (". ", "? ", "! ", "؟ ", "۔ ", ".\n", "\n\n")) + 1
    if sentence > limit // 2:
        return piece[:sentence].rstrip()
    word = max(piece.rfind(" "), piece.rfind("\n"))
    return (piece[:word] if word > limit // 2 else piece[: limit - 1]).rstrip() + "…"

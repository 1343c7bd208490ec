"""A page as blocks of text: what stands between the borders of paragraphs, headings, items, cells."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from news.texts import clean_line
from scrapers.marks import marks

# fmt: off
# Elements that begin no block of their own.
_INLINE = frozenset((
    "a", "abbr", "acronym", "amp-img", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "picture", "q", "rb", "rp", "rt", "ruby", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))
# Elements without text for readers.
_UNSEEN = frozenset((
    "amp-ad", "amp-analytics", "amp-iframe", "amp-sidebar", "area", "audio", "button", "canvas", "dialog",
    "embed", "iframe", "input", "link", "map", "math", "meta", "noscript", "object", "option",
    "script", "select", "source", "style", "svg", "template", "textarea", "title", "video",
))
# fmt: on
_SENTENCE_ENDS = tuple(".!?…:;\"'”»’)؟。！？」』）")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_LONG = 15  # words from which a block is a paragraph
_LINKED = 0.3  # share of its characters in links from which it is none
_LETTER = re.compile(r"[^\W_]")
LONG_LINK = 6  # words of a link that is told: shorter ones are as often a sub-heading of the article
_LONGEST_BUTTON = 80  # characters of a button that are read
_NAMING = ("class", "id", "itemprop")  # attributes that name an element
_LEVELS = 4  # containers that are remembered of a block, from the nearest outwards
_NO_HOLDERS = (-1,) * _LEVELS


class Block(NamedTuple):
    """A block of text on one line, and where it stands.

    `words` is how many it has; in scripts that part no words, two signs count as one. `linked` is the share
    of its characters in links, `links` are the texts of the longer ones. `own` are the marks of the element
    that holds it, `around` those of what is around that. `holders` are the numbers of the nearest block
    elements around it, its own first; -1 beyond the page. `buttons` is what the buttons right behind it say.
    """

    text: str
    words: float
    linked: float
    tag: str
    own: int
    around: int
    depth: int
    holders: tuple[int, ...]
    links: tuple[str, ...] = ()
    buttons: str = ""

    @property
    def is_long(self) -> bool:
        """Whether it looks like a paragraph of an article: some text, and hardly a link in it."""
        return self.words >= _LONG and self.linked < _LINKED


class _Holder(NamedTuple):
    """An element around text: its number in the page, its tag, its marks and those of what is around it."""

    number: int
    tag: str
    own: int
    around: int
    depth: int


def blocks(tree: HtmlElement) -> list[Block]:
    """Return the blocks of a page in the order of the document; those without a letter or digit are left out.

    A single line break ends a block only behind the end of a sentence: else it is a matter of layout.
    """
    body = tree.find("body")
    page = _Page(str(tree.tag))
    if body is None:
        _walk(tree, page)
    else:
        head = tree.find("head")
        if head is not None:  # libxml2 leaves HTML5's elements in it where no body has begun
            _walk(head, page)
        _walk(body, page)
    return page.blocks


def _walk(root: HtmlElement, page: "_Page") -> None:
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if element.tag in _UNSEEN:
                walk.skip_subtree()
                if element.tag == "button":
                    page.press(element)
            else:
                page.enter(element)
        elif event == "end" and element.tag not in _UNSEEN:
            page.leave(element)
        if event != "start" and element.tail and element is not root:
            page.add(element.tail)
    page.end()


class _Page:
    """What a walk through the elements of a page, in the order of the document, has found so far."""

    def __init__(self, tag: str) -> None:
        self.blocks: list[Block] = []
        self._holders = [_Holder(0, tag, 0, 0, 0)]
        self._numbers = 0
        self._links: list[int] = []  # open ones, by the number of parts before them
        self._link_texts: list[str] = []
        self._parts: list[str] = []
        self._linked = 0
        self._broken = False  # nothing but a line break came since the last text
        self._buttons = ""  # what buttons inside the block to come say

    def enter(self, element: HtmlElement) -> None:
        """Come to the start of an element."""
        tag = element.tag
        if tag == "a":
            self._links.append(len(self._parts))
        elif tag == "br":
            self._break()
        elif tag not in _INLINE:
            self.end()
            self._open(element)
        if element.text:
            self.add(element.text)

    def leave(self, element: HtmlElement) -> None:
        """Come to the end of an element."""
        tag = element.tag
        if tag == "a":
            text = " ".join("".join(self._parts[self._links.pop() :]).split())
            if word_count(text) >= LONG_LINK:
                self._link_texts.append(text)
        elif tag not in _INLINE and tag != "br":
            self.end()
            self._holders.pop()

    def add(self, text: str) -> None:
        """Come to a piece of text."""
        self._parts.append(text)
        if self._links:
            self._linked += len(text.strip())
        if self._broken and not text.isspace():
            self._broken = False

    def press(self, button: HtmlElement) -> None:
        """Come to a button: it is no text, but tells what the text before it is for."""
        said = " ".join("".join(button.itertext()).split())[:_LONGEST_BUTTON]
        if self._parts and not all(map(str.isspace, self._parts)):
            self._buttons += f" {said}"
        elif self.blocks:
            last = self.blocks[-1]
            self.blocks[-1] = last._replace(buttons=f"{last.buttons} {said}".strip())

    def end(self) -> None:
        """Come to the border of a block."""
        if not self._parts:
            return
        text = " ".join("".join(self._parts).split())
        if not (text.isascii() and text.isprintable()):  # else it is clean; that is told much faster
            text = clean_line(text)
        linked, self._linked = self._linked, 0
        links, self._link_texts = tuple(self._link_texts), []
        self._links = [0] * len(self._links)
        self._parts.clear()
        buttons, self._buttons = self._buttons.strip(), ""
        if _LETTER.search(text):
            holder = self._holders[-1]
            around = tuple(each.number for each in self._holders[: -_LEVELS - 1 : -1])
            self.blocks.append(
                Block(
                    text,
                    word_count(text),
                    min(1.0, linked / len(text)),
                    *(holder.tag, holder.own, holder.around, holder.depth),
                    (around + _NO_HOLDERS)[:_LEVELS],
                    links,
                    buttons,
                )
            )

    def _open(self, element: HtmlElement) -> None:
        tag = str(element.tag)
        told = dict(element.items())  # its attributes; most elements of a text have none
        own = _marks_told(tag, told) if told else marks(tag, "", "", hidden=False)
        outer = self._holders[-1]
        self._numbers += 1
        self._holders.append(_Holder(self._numbers, tag, own, outer.around | outer.own, outer.depth + 1))

    def _break(self) -> None:
        # The last part that is no space: a text of all parts at each of many breaks would take hours.
        said = next((part.rstrip() for part in reversed(self._parts) if not part.isspace()), "")
        if self._broken or not said or said.endswith(_SENTENCE_ENDS):
            self.end()
        else:
            self._parts.append(" ")
        self._broken = True


def word_count(text: str) -> float:
    """Return how many words a line of text has; in scripts that part no words, two signs count as one."""
    count = float(text.count(" ") + 1)
    return count if text.isascii() else count + len(_UNSPACED.findall(text)) / 2


def _marks_told(tag: str, told: Mapping[str, str]) -> int:
    names = " ".join([told[name] for name in _NAMING if name in told])
    if "data-paywall" in told:
        names += " data-paywall"
    hidden = "hidden" in told or told.get("aria-hidden") == "true" or _is_hidden(told.get("style"))
    return marks(tag, names, told.get("role", ""), hidden=hidden)


def _is_hidden(style: str | None) -> bool:
    return style is not None and "display:none" in style.replace(" ", "")

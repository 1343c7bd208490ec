"""What stands right behind the text of an article on its page: where prompts to pay or to sign in stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

_NEAR = 5  # pieces of text behind the end of an article in which a prompt belongs to it
_LONG_LINE = 60  # characters from which a line is a paragraph, not a label or link
_TELLING = 28  # characters of a paragraph by which it is found again on its page
_LONGEST = 400  # characters of a piece that can be a prompt; two longer ones are another article
_GATE_LINES = 3  # lines at the end of a text that can be a gate's
_LARGEST_GATE = 600  # characters of a gate: a larger one holds the article itself
_DEEPEST = 30  # elements inside each other that are looked into
_MOST_NODES = 100  # elements looked at for one page
_HOLDING = etree.XPath(
    "/html/body/descendant::text()[contains(., $part)]"
    "[not(parent::script or parent::style or parent::noscript)]"
)
_GRANTED = etree.XPath(
    "boolean(//*[@subscriptions-section='content' or @amp-access='access'][string-length() > 400])"
)
_UNSEEN_TAGS = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "head", "dialog"))
_INLINE = frozenset(
    (
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "br",
            "button",
            "cite",
            "code",
            "em",
            "font",
            "i",
            "img",
            "input",
            "label",
        ),
        *("mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u"),
    )
)
_ELSEWHERE_TAGS = frozenset(("footer", "nav", "select"))
_ELSEWHERE = re.compile(
    r"comment|disqus|newsletter|footer|sidebar|related|recommend|share|social|cookie|consent|popup|"
    r"subscribe-(?:modal|overlay)|breadcrumb|author-?(?:box|bio)|(?:^|[\s_-])nav(?:[\s_-]|$)|(?:^|[\s_-])menu"
)
_GATE = re.compile(
    r"(?:pay|reg|registration|login|abo|plus|offer|subscri\w+)-?wall|"
    r"piano-(?:id|inline|offer|template|modal|container)|tp-(?:modal|container|iframe)|poool|"
    r"(?:subscriber|member)s?-?only|premium-(?:wall|gate|lock|offer|prompt|notice|box)|"
    r"(?:content|article|subscription|member|premium)-?gate|gated|barrier|locked|restricted|"
    r"subscri(?:be|ption)-?(?:prompt|gate|required)"
)
_HIDDEN = frozenset(
    ("hidden", "d-none", "is-hidden", "hide", "visually-hidden", "sr-only", "screen-reader-text")
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text behind an article; `gate` names the paywall's element that it stands in, if any."""

    text: str
    gate: str = ""


def behind(tree: HtmlElement, lines: Sequence[str]) -> tuple[Piece, ...]:
    """Return the pieces of text that follow the last of these lines on its page, nearest first.

    At most five; what is hidden, and what belongs to comments, footers, newsletters and the like, is passed
    over. None where the line is not found again.
    """
    pieces: list[Piece] = []
    left = list(lines)
    end = _end(tree, left)
    # Extraction often takes the words of a gate for the last lines of the text.
    while end is not None and len(pieces) < _GATE_LINES and (gate := _gate_around(end, lines[0])):
        line = last_paragraph(left) or left[-1]
        pieces.insert(0, Piece(line, gate))
        left = left[: left.index(line)]
        end = _end(tree, left)
    if end is None:
        return ()
    long = 0
    for piece in _pieces(tree, end):
        long += len(piece.text) > _LONGEST and not piece.gate
        if long == 2:
            break
        if len(piece.text) <= _LONGEST:
            pieces.append(piece)
        if len(pieces) == _NEAR:
            break
    return tuple(pieces)


def stands_elsewhere(tree: HtmlElement, line: str) -> bool:
    """Tell whether a line is hidden on its page, or in a part of it that says nothing of the article."""
    found = _last_holding(tree, line[:_TELLING])
    node = None if found is None else found.getparent()
    if node is None:
        return False
    around = [node, *node.iterancestors()]
    if any(_gate(element) for element in around if element.tag not in ("body", "html")):
        return any(_is_hidden(element) for element in around)
    return any(_is_passed_over(element) for element in around if element.tag not in ("body", "html"))


def last_paragraph(lines: Sequence[str]) -> str:
    """Return the last line that is long enough for a paragraph, "" where there is none."""
    return next((line for line in reversed(lines) if len(line) >= _LONG_LINE), "")


def _gate_around(end: "etree._ElementUnicodeResult", first: str) -> str:
    """Return the name of the small gate that a piece of text stands in, "" where it stands in none.

    What holds the `first` line too is the article's own element, whatever its name.
    """
    element = end.getparent()
    while element is not None and element.tag not in ("body", "html", "article", "main"):
        gate = _gate(element)
        if gate:
            text = "".join(element.itertext())
            return gate if len(text) <= _LARGEST_GATE and first[:_TELLING] not in text else ""
        element = element.getparent()
    return ""


def _end(tree: HtmlElement, lines: Sequence[str]) -> "etree._ElementUnicodeResult | None":
    line = last_paragraph(lines) or (lines[-1] if lines else "")
    middle = max(0, len(line) // 2 - _TELLING)
    parts = (line[-_TELLING:], line[middle : middle + _TELLING], line[:_TELLING])
    return next((found for part in parts if (found := _last_holding(tree, part)) is not None), None)


def _last_holding(tree: HtmlElement, part: str) -> "etree._ElementUnicodeResult | None":
    """Return the last text of a page that holds this part, None where there is none."""
    try:
        found = _HOLDING(tree, part=part.strip()) if part.strip() else []
    except ValueError:  # lxml looks for no control characters: no page that was parsed holds any
        return None
    return found[-1] if found else None


def _pieces(tree: HtmlElement, end: "etree._ElementUnicodeResult") -> Iterator[Piece]:
    budget = iter(range(_MOST_NODES))
    for element in _following(end):
        granted = element.get("subscriptions-section") or element.get("amp-access")
        if granted and _GRANTED(tree):
            continue
        for piece in _blocks(element, "", budget, _DEEPEST):
            if any(char.isalnum() for char in piece.text):
                yield piece


def _following(end: "etree._ElementUnicodeResult") -> "Iterator[etree._Element]":
    """Give the elements that begin after a piece of text, in the order of the page, outermost first."""
    element = end.getparent()
    if end.is_text and element is not None:
        yield from element
    while element is not None and element.tag != "body":
        yield from element.itersiblings()
        element = element.getparent()


def _blocks(element: "etree._Element", gate: str, budget: Iterator[int], depth: int) -> Iterator[Piece]:
    """Give the text below an element, a block a piece."""
    if depth == 0 or next(budget, None) is None or not isinstance(element.tag, str):
        return
    if element.tag in _UNSEEN_TAGS:
        return
    if element.attrib:
        gate = gate or _gate(element)
        if _is_hidden(element) if gate else _is_passed_over(element):
            return
    elif element.tag in _ELSEWHERE_TAGS and not gate:
        return
    if not len(element) or all(child.tag in _INLINE for child in islice(element.iter(), 1, 40)):
        yield Piece(" ".join("".join(element.itertext()).split()), gate)
        return
    yield Piece(" ".join((element.text or "").split()), gate)
    for child in element:
        yield from _blocks(child, gate, budget, depth - 1)
        if child.tail and not child.tail.isspace():
            yield Piece(" ".join(child.tail.split()), gate)


def _names(element: "etree._Element") -> str:
    """Return class, id and label of an element in small letters, "" where it has none."""
    given = (element.get("class"), element.get("id"), element.get("aria-label"))
    return " ".join(name for name in given if name).lower()


def _gate(element: "etree._Element") -> str:
    """Return the name by which an element is a paywall's, "" where it is none."""
    names = _names(element)
    if names and _GATE.search(names):
        return next((name for name in names.split() if _GATE.search(name)), names)
    return "data-paywall" if element.get("data-paywall") is not None else ""


def _is_passed_over(element: "etree._Element") -> bool:
    if element.tag in _ELSEWHERE_TAGS or _is_hidden(element):
        return True
    return _ELSEWHERE.search(_names(element)) is not None


def _is_hidden(element: "etree._Element") -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    names, style = element.get("class"), element.get("style")
    return bool(names and not _HIDDEN.isdisjoint(names.split())) or bool(
        style and _HIDDEN_STYLE.search(style)
    )

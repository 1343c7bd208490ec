"""What a publisher marks as not free: the elements that the CSS selectors of its JSON-LD mean."""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from news.records import Removed
from news.texts import clean_line

KIND = "marked_not_free"

_MOST = 10  # selectors of one page; the most seen is 4
_LONGEST = 200  # characters of one selector
_STEPS = 5  # of one path: ".a .b > .c" has three
_PATH = re.compile(r"\s*>\s*|\s+")
_SIMPLE = re.compile(
    r"(?P<tag>[A-Za-z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+|\[[\w-]+(?:[~^$*]?=[\"']?[^\"'\[\]]*[\"']?)?\])*)"
)
_CONDITION = re.compile(
    r"\.(?P<class>[\w-]+)|#(?P<id>[\w-]+)|"
    r"\[(?P<name>[\w-]+)(?:(?P<how>[~^$*]?)=[\"']?(?P<value>[^\"'\[\]]*)[\"']?)?\]"
)
_BLOCKS = ("p", "li", "h2", "h3", "h4", "blockquote")


def marked(tree: HtmlElement, selectors: Sequence[str]) -> tuple[HtmlElement, ...]:
    """Return the elements that the selectors of a page mean, none of them inside another.

    They are a stranger's: only simple ones are followed (tag, class, id and attribute, joined by space,
    ">" and comma), and not many; another kind costs only itself.
    """
    body = tree.find(".//body")
    if body is None or not selectors:
        return ()
    wanted = [path for selector in selectors[:_MOST] for path in _paths(selector)]
    found = {id(element): element for path in wanted for element in body.xpath(path)}
    return tuple(
        element
        for element in found.values()
        if not any(id(ancestor) in found for ancestor in element.iterancestors())
    )


def shown_text(elements: Sequence[HtmlElement]) -> str:
    """Return the text of these elements, on one line of single spaces."""
    return " ".join(" ".join(element.text_content().split()) for element in elements)


def take_out(elements: Sequence[HtmlElement]) -> tuple[Removed, ...]:
    """Take elements out of their page; return what stood in them, a paragraph a line."""
    lines = [line for element in elements for line in _lines(element)]
    for element in elements:
        element.drop_tree()
    return tuple(Removed(KIND, line) for line in lines)


def _lines(element: HtmlElement) -> Iterator[str]:
    blocks = [element] if element.tag in _BLOCKS else list(element.iter(*_BLOCKS)) or [element]
    texts = (clean_line(block.text_content()) for block in blocks)
    return (text for text in texts if text)


def _paths(selector: str) -> Iterator[str]:
    """Give a selector's alternatives as XPath below the body."""
    if len(selector) <= _LONGEST:
        for alternative in selector.split(","):
            path = _path(alternative.strip())
            if path:
                yield path


def _path(selector: str) -> str:
    steps, joints = _PATH.split(selector), _PATH.findall(selector)
    simple = [_SIMPLE.fullmatch(step) for step in steps]
    if not selector or len(steps) > _STEPS or not all(simple):
        return ""
    axes = [".//", *("/" if ">" in joint else "//" for joint in joints)]
    return "".join(axis + _step(step) for axis, step in zip(axes, simple, strict=True) if step is not None)


def _step(step: re.Match[str]) -> str:
    conditions = (_condition(**match.groupdict("")) for match in _CONDITION.finditer(step["rest"]))
    return (step["tag"] or "*").lower() + "".join(f"[{condition}]" for condition in conditions)


def _condition(**of: str) -> str:
    if of["class"]:
        return _has_word("@class", of["class"])
    if of["id"]:
        return f"@id='{of['id']}'"
    name, value = f"@{of['name'].lower()}", of["value"]
    if not value:
        return name
    if of["how"] == "~":
        return _has_word(name, value)
    if of["how"] == "$":
        return f"substring({name}, string-length({name}) - {len(value) - 1})='{value}'"
    return {"": f"{name}='{value}'", "^": f"starts-with({name}, '{value}')"}.get(
        of["how"], f"contains({name}, '{value}')"
    )


def _has_word(name: str, word: str) -> str:
    return f"contains(concat(' ', normalize-space({name}), ' '), ' {word} ')"

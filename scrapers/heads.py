"""What the elements of a page's head declare, in one walk: meta, link, title, time and the headings."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

_MOST = 2_000  # characters of a declared value
_MOST_ALIKE = 20  # metas of one name
_MOST_HEADINGS = 20
_MOST_TIMES = 60


@dataclass(frozen=True, slots=True)
class Head:
    """What a page declares beside its JSON-LD.

    `metas` are the contents of meta elements by their property, name or itemprop in lower case, in
    document order. `canonical` are the targets of canonical links, `headings` the h1 and `times` the time
    elements.
    """

    metas: Mapping[str, tuple[str, ...]]
    canonical: tuple[str, ...] = ()
    title: str = ""
    headings: tuple[HtmlElement, ...] = ()
    times: tuple[HtmlElement, ...] = ()
    language: str | None = None

    def values(self, names: str) -> tuple[str, ...]:
        """Return what the metas of these names, parted by spaces, hold; in the order of the names."""
        return tuple(value for name in names.split() for value in self.metas.get(name, ()))


def head(tree: HtmlElement) -> Head:
    """Read what the elements of a page declare."""
    metas: dict[str, tuple[str, ...]] = {}
    links: list[str] = []
    titles: list[str] = []
    headings: list[HtmlElement] = []
    times: list[HtmlElement] = []
    for element in tree.iter("meta", "link", "title", "h1", "time"):
        if element.tag == "meta":
            content = element.get("content", "").strip()[:_MOST]
            for name in _names(element) if content else ():
                metas[name] = (*metas.get(name, ())[:_MOST_ALIKE], content)
        elif element.tag == "link":
            if "canonical" in element.get("rel", "").lower().split():
                links.append(element.get("href", ""))
        elif element.tag == "title":
            if not _is_drawn(element):
                titles.append(element.text_content())
        else:
            (headings if element.tag == "h1" else times).append(element)
    return Head(
        metas=metas,
        canonical=tuple(links),
        title=titles[0] if titles else "",
        headings=tuple(headings[:_MOST_HEADINGS]),
        times=tuple(times[:_MOST_TIMES]),
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def _names(element: HtmlElement) -> set[str]:
    named = (element.get(key, "") for key in ("property", "name", "itemprop"))
    return {word for name in named for word in name.lower().split()}


def _is_drawn(title: HtmlElement) -> bool:
    parent = title.getparent()
    return parent is not None and parent.tag not in ("head", "html", "body")

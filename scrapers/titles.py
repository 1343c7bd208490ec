"""The headline of a page: the best of its spellings, without the outlet's name and its sections'."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from news.texts import clean_line, folded
from news.urls import canonical, host_of
from scrapers.heads import Head
from scrapers.structured import first_text

_LONGEST = 500  # characters
_LONGEST_CLAIM = 1_000  # characters of what is looked at
# A separator stands free; only strokes and dots part words that they touch. "»" and "«" also quote.
_SEPARATOR = re.compile(r"(\s+(?:[-–—−―‒ـ:~/⋆*›‹»«|•·⁄]|::|<<|>>|\|\|)\s+|\s*[|•｜]\s*|：|[-–—]\s+)")
_CUT = re.compile(r"\s*(?:\.{2,}|…)\s*(?:\[\+\])?$")
_CUT_AT = 100  # characters: schema.org's readers once took 110, and pages cut their headlines for them
_DECLARED = "og:title twitter:title headline parsely-title sailthru.title dc.title"
_SITES = "og:site_name application-name twitter:site dc.publisher apple-mobile-web-app-title"
_SECTIONS = "article:section parsely-section category section cxenseparse:recs:category"
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,100}>")
_LOGO = re.compile(r"logo|site-?title|site-?name|brand|masthead", re.IGNORECASE)
_LONGEST_TAIL, _SHORTEST_HEADLINE = 4, 4  # words
_FEWEST_WORDS = 2  # of a heading that corrects a declared headline


def title_of(
    head: Head,
    articles: Sequence[dict[str, Any]],
    things: Iterable[dict[str, Any]],
    names: Iterable[str],
    url: str,
    told: str = "",
) -> str:
    """Return the headline of the page at `url`, "" where it has none; `names` are those of the outlet.

    Declared headlines go before a page's only heading, this before the headline that the feed `told`, and
    that before the window's title. A spelling that was cut, or shouted, gives way to one that agrees with
    it and is whole.
    """
    names, sections = _folded_set(names), _folded_set((*head.values(_SECTIONS), *_sections(things)))
    headings = [text for text in _headings(head, url) if folded(text) not in names]
    declared = dict.fromkeys((first_text(articles, "headline"), *head.values(_DECLARED)))
    only = headings[:1] if len(headings) == 1 else []
    spelled = (*map(_plain, declared), *only, _plain(told), _without_tail(_plain(head.title)), *headings)
    bare = (without_names(text, names, sections, headings) for text in dict.fromkeys(spelled))
    spellings = list(dict.fromkeys(text for text in bare if text))
    return _best(spellings, {folded(text) for text in headings})[:_LONGEST] if spellings else ""


def site_names(head: Head, things: Iterable[dict[str, Any]], url: str) -> tuple[str, ...]:
    """Return what a page calls its outlet, its host's name included."""
    return (*head.values(_SITES), *_linked_names(things), *_host_names(url))


def without_names(
    title: str, names: Iterable[str], sections: Iterable[str] = (), keep: Iterable[str] = ()
) -> str:
    """Return a title without the outlet's `names` before or after it, and without the section beside them.

    Names and sections are `folded`. A beginning that a heading of the page in `keep` has as well is part
    of the headline: "Syria - a history".
    """
    known, beside = set(names), set(sections)
    if folded(title) in known:
        return ""
    parts = _SEPARATOR.split(title)
    if len(parts) < 3:
        return title
    end = _end(parts, known)
    if end < len(parts):
        end = _end(parts[:end], known | beside)
    start = 2 if end > 2 and folded(parts[0]) in known and not _stands(title, keep) else 0
    return "".join(parts[start:end]).strip() or title


def _end(parts: Sequence[str], names: set[str]) -> int:
    """Return where the title ends that these parts and the separators between them make."""
    end = len(parts)
    while end > 2:
        # A name may itself hold a separator: "عنب بلدي - Enab Baladi".
        size = next(
            (
                size
                for size in (1, 3, 5)
                if end > size + 1 and folded("".join(parts[end - size : end])) in names
            ),
            None,
        )
        if size is None:
            break
        end -= size + 1
    return end


def _without_tail(window: str) -> str:
    """Return a window's title without its last part, where that is short and the rest is a headline.

    Windows are nearly always titled so, also by sites that tell their name nowhere else.
    """
    parts = _SEPARATOR.split(window)
    rest = "".join(parts[:-2]).strip()
    free = len(parts) > 2 and not parts[-2].startswith(("-", "–", "—"))  # "pre- and post-war"
    short = free and len(parts[-1].split()) <= _LONGEST_TAIL
    return rest if short and len(rest.split()) >= _SHORTEST_HEADLINE else window


def _stands(title: str, headings: Iterable[str]) -> bool:
    wanted = folded(title)
    return any(wanted.startswith(folded(heading)) and _SEPARATOR.search(heading) for heading in headings)


def _best(spellings: Sequence[str], headings: set[str]) -> str:
    """Return the first spelling, or one that agrees with it and shows more of the headline, or less noise."""
    whole = _whole(spellings[0], spellings)
    parts = _SEPARATOR.split(whole)
    if len(parts) > 2:
        shown = (text for text in spellings if folded(text) in headings and _is_part(folded(text), parts))
        whole = next(shown, whole)
    return _calm(whole, spellings)


def _whole(cut: str, spellings: Sequence[str]) -> str:
    bare = _CUT.sub("", cut)
    if bare == cut and len(cut) < _CUT_AT:
        return cut
    start = folded(bare)
    # The last word may have been cut within.
    longer = [text for text in spellings if not _CUT.search(text) and folded(text).startswith(start)]
    return max(longer, key=len, default=cut) if start else cut


def _is_part(heading: str, parts: Sequence[str]) -> bool:
    """Tell whether a heading is the longest of these parts: "Opinion | Title", "Title - World - Outlet"."""
    words = [folded(part) for part in parts[::2]]
    runs = {folded("".join(parts[: 2 * size - 1])) for size in range(1, len(words))}
    if heading not in runs and heading not in words:
        return False
    others = [len(each.split()) for each in words if each not in heading]
    size = len(heading.split())
    return size >= _FEWEST_WORDS and size > max(others, default=0)


def _calm(shouted: str, spellings: Sequence[str]) -> str:
    if shouted != shouted.upper() or shouted == shouted.lower():
        return shouted
    alike = (text for text in spellings if text != text.upper() and folded(text) == folded(shouted))
    return next(alike, shouted)


def _plain(text: str) -> str:
    """Return a declared text without the entities and tags that were written into it, once or twice."""
    text = text[:_LONGEST_CLAIM]
    if "&" in text:
        text = unescape(unescape(text))
    if "<" in text:
        text = _TAGS.sub("", text)
    return clean_line(text)


def _headings(head: Head, url: str) -> list[str]:
    texts = (
        clean_line(each.text_content()[:_LONGEST_CLAIM]) for each in head.headings if not _is_logo(each, url)
    )
    return [text for text in texts if text]


def _is_logo(heading: HtmlElement, url: str) -> bool:
    """Tell whether a heading is the site's name, by its class or by a link to the front page."""
    if _LOGO.search(f"{heading.get('class', '')} {heading.get('id', '')}"):
        return True
    links = heading.findall(".//a")
    if len(links) != 1 or clean_line(links[0].text_content()) != clean_line(heading.text_content()):
        return False
    target = links[0].get("href", "").strip().rstrip("/")
    return target in ("", "/", ".", "#") or canonical(target) == canonical(f"https://{host_of(url)}/")


def _texts(things: Iterable[dict[str, Any]], key: str) -> Iterator[str]:
    for thing in things:
        value = thing.get(key)
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, str) and first.strip():
            yield first[:_LONGEST_CLAIM]


def _linked_names(things: Iterable[dict[str, Any]]) -> Iterator[str]:
    for thing in things:
        publisher = thing.get("publisher")
        inner = publisher if isinstance(publisher, dict) else {"name": publisher}
        kind = thing.get("@type")
        sites = [inner, thing] if kind in ("WebSite", "NewsMediaOrganization", "Organization") else [inner]
        yield from (name for key in ("name", "alternateName") for name in _texts(sites, key))


def _sections(things: Iterable[dict[str, Any]]) -> Iterator[str]:
    for thing in things:
        section = thing.get("articleSection")
        yield from (
            each for each in (section if isinstance(section, list) else [section]) if isinstance(each, str)
        )
        if thing.get("@type") == "ListItem":
            item = thing.get("item")
            yield from _texts([thing, item] if isinstance(item, dict) else [thing], "name")


def _host_names(url: str) -> tuple[str, ...]:
    host = host_of(url).removeprefix("www.")
    return host, host.partition(".")[0]


def _folded_set(names: Iterable[str]) -> frozenset[str]:
    return frozenset(folded(unescape(name[:_LONGEST_CLAIM].lstrip("@"))) for name in names) - {""}

"""Articles on several pages, live blogs that load on, teasers with a link: only a part is served."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from scrapers.behind import Piece
from scrapers.blocks import Block
from scrapers.signs import Sign

_LOOKED_AT = 12  # blocks behind a text among which its page numbers stand
_LONGEST = 80  # characters of a block that can be page numbers
_MOST_WORDS = 4  # of a label that may stand before them
_FEWEST_TIMES = 3  # entries of a live blog
_MOST_LINKS = 3_000  # of one page
_PAGE = r"(?:pages?|seiten?|sayfa(?:lar|sı)?|(?:ال)?صفح(?:ة|ات)|rûpel(?:a|ên)?)"
_PAGE_WORDS = ("page", "seite", "sayfa", "صفح", "rûpel")
_OF = re.compile(
    rf"^{_PAGE}\W{{0,3}}(\d{{1,2}})\s?(?:of|von|sur|de|/|\||من|ji|out of)\s?(\d{{1,2}})(?!\w)", re.IGNORECASE
)
_LIST = re.compile(rf"^(?:{_PAGE}\W{{0,3}})?1\W{{1,5}}2(?:\W{{1,5}}\d{{1,2}})*(?!\w)", re.IGNORECASE)
_NAMED = re.compile(rf"^{_PAGE}\W", re.IGNORECASE)
_ON_PAGE = re.compile(
    r"(?:continu|weiter|auf|suite|devam|pêş|berdewam|dewam|تابع|يتبع|البقية|التتمة).{0,40}"
    rf"(?:{_PAGE}\W{{1,3}}(?:2|3|two|zwei|deux)(?!\w)|next page|nächsten seite|page suivante|sonraki sayfa)|"
    r"(?:next page|nächste[nr]? seite|page suivante|sonraki sayfa|الصفحة التالية|rûpela (?:din|pêş))\s?:",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"^\W*(?:next(?: page)?|(?:zur )?nächste[nr]? seite|page suivante|suivante?|sonraki(?: sayfa)?|"
    r"التالي|الصفحة التالية|pêş|rûpela (?:din|pêş))\W*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:load|show|see|view) (?:more|older|earlier|previous|all)|"
    r"(?:older|earlier|more|previous) (?:posts|entries|updates)|"
    r"(?:weitere|mehr|ältere|frühere) (?:einträge|beiträge|meldungen|updates|laden|anzeigen)|"
    r"(?:charger|afficher|voir) (?:plus|la suite|les)|"
    r"(?:messages|publications|entrées) (?:précédent|plus ancien)|"
    r"daha (?:fazla|eski)|(?:önceki|eski) (?:gelişmeler|kayıtlar|güncellemeler)|devamını yükle|"
    r"(?:تحميل|عرض|شاهد|حمل) (?:ال)?(?:مزيد|باقي|أقدم)|(?:ال)?تحديثات (?:ال)?(?:أقدم|سابقة)|"
    r"(?:zêdetir|bêhtir|kevntir)(?:in)? (?:bar|nîşan|bibîn)|nûkirinên (?:berê|kevn)",
    re.IGNORECASE,
)
_TIME = re.compile(r"^\W{0,3}\d{1,2}[:.]\d{2}(?!\d)")
_NUMBERED = re.compile(r"(?:/|[-_,])(?:page|seite|sayfa|p|s)?[/=_-]?([2-9]|[1-4]\d)(?:\.\w{2,5})?/?$")
_QUERY = frozenset(("page", "p", "pg", "paged", "seite", "sayfa", "pagenumber"))
_WHOLE_QUERY = re.compile(r"full|whole|all|voll|complet|entier|tam\b|more|print", re.IGNORECASE)
_NEXT_LINKS = etree.XPath("/html/head/link[@rel='next']/@href", smart_strings=False)


def parted(
    page: Sequence[Block], after: int, pieces: Sequence[Piece], tree: HtmlElement, url: str
) -> Iterator[Sign]:
    """Give a sign where a page is one of several that an article stands on, by what ends the text.

    `after` is the number of the block behind the text among the page's blocks, -1 where it is not known;
    `pieces` are the end of the text.
    """
    own = tuple(piece.text for piece in pieces if piece.kept and len(piece.text) <= _LONGEST)
    near = [*own, *(block.text for block in (page[after : after + _LOOKED_AT] if after >= 0 else ()))]
    lines = tuple(text for text in own if _OF.match(text) or _LIST.match(text))
    numbers = _numbers([*lines, *near[len(own) :]])
    told = _OF.match(numbers)
    if told and int(told[2]) > 1 and int(told[1]) <= int(told[2]):
        yield Sign(4, f"page {int(told[1])} of {int(told[2])}", lines=lines)
    elif _LIST.match(numbers) and (_NAMED.match(numbers) or _is_paged(tree, url)):
        yield Sign(4, f"page 1 of several: “{numbers[:_LONGEST]}”", lines=lines)
    elif any(map(_leads_to_page, near[:4])) or (any(map(_NEXT.match, near[:3])) and _is_paged(tree, url)):
        yield Sign(4, "goes on on a further page")
    elif _is_declared(tree, url):
        yield Sign(4, "declares a further page of its own")


def loads_on(kept: Sequence[str], pieces: Sequence[Piece]) -> Iterator[Sign]:
    """Give a sign where a live blog shows only its newest entries."""
    if sum(_TIME.match(line) is not None for line in kept) < _FEWEST_TIMES:
        return
    said = [text for piece in pieces for text in (piece.text, piece.buttons) if 0 < len(text) <= _LONGEST]
    more = next((text for text in said if _MORE.search(text)), None)
    if more is not None:
        yield Sign(4, f"a live blog that loads further entries: “{more}”")


def leads_to_whole(tree: HtmlElement, url: str, text: str) -> bool:
    """Tell whether the link of this text leads to the page's own address with something added."""
    for link in _links(tree):
        if " ".join(link.text_content().split()) == text:
            path, query = _beyond(link.get("href", ""), url)
            return bool(_WHOLE_QUERY.search(path) or _WHOLE_QUERY.search(query))
    return False


def _numbers(near: Sequence[str]) -> str:
    """Return the first page numbers among these texts on one line, where each may be one of its own."""
    found: list[str] = []
    for text in near:
        if len(text) <= _LONGEST and (
            text.isdigit() or _OF.match(text) or _LIST.match(text) or _is_label(text)
        ):
            found.append(text)
        elif found or text.count(" ") > _MOST_WORDS:
            break
    return " ".join(found)


def _leads_to_page(text: str) -> bool:
    if len(text) > 2 * _LONGEST:
        return False
    low = text.lower()
    return any(word in low for word in _PAGE_WORDS) and _ON_PAGE.search(low) is not None


def _is_label(text: str) -> bool:
    return re.fullmatch(rf"{_PAGE}\W*(?:1\W*)?", text, re.IGNORECASE) is not None


def _is_paged(tree: HtmlElement, url: str) -> bool:
    return any(_is_further(link.get("href", ""), url) for link in _links(tree))


def _is_declared(tree: HtmlElement, url: str) -> bool:
    return any(_is_further(str(href), url) for href in _NEXT_LINKS(tree))


def _links(tree: HtmlElement) -> Iterator[HtmlElement]:
    for number, link in enumerate(tree.iter("a")):
        if number == _MOST_LINKS:
            return
        yield link


def _is_further(href: str, url: str) -> bool:
    path, query = _beyond(href, url)
    if _NUMBERED.fullmatch(path):
        return True
    own = {key for key, _ in parse_qsl(urlsplit(url).query)}  # what names the article is no page number
    pairs = [(key.lower(), value) for key, value in parse_qsl(query) if key not in own]
    return any(key in _QUERY and value.isdecimal() and 2 <= int(value) < 50 for key, value in pairs)


def _beyond(href: str, url: str) -> tuple[str, str]:
    """Return what an address adds to the page's own, to path and query; nothing where it is another."""
    if not href or href.startswith("#"):
        return "", ""
    try:
        own, other = urlsplit(url), urlsplit(urljoin(url, href))
    except ValueError:
        return "", ""
    start = re.sub(r"\.\w{2,5}$", "", own.path.rstrip("/"))
    if own.netloc != other.netloc or not start or not other.path.startswith(start):
        return "", ""
    rest = other.path[len(start) :]
    return rest, other.query if other.query != own.query and rest in ("", "/", own.path[len(start) :]) else ""

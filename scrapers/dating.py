"""When a page says that its article was published and changed, in UTC, and how sure that is."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from lxml.html import HtmlElement

from news.records import Certainty
from news.texts import fold
from scrapers.dates import Dated, dated
from scrapers.heads import Head
from scrapers.openings import Line

_PUBLISHED = """
    article:published_time datepublished og:article:published_time article:published parsely-pub-date
    sailthru.date cxenseparse:recs:publishtime cxenseparse:publishtime cxenseparse:recs:published_time
    og:datepublished og:published_time rnews:datepublished dc.date.issued dcterms.issued
    originalpublicationdate article_date_original shareaholic:article_published_time
    dcsext.articlefirstpublished content:publishdate citation_publication_date bt:pubdate og:pubdate
    published_at published publication_date publicationdate publishdate publish-date publish_date
    pubdate
"""
# What may as well be the day of a change, or of the page.
_CREATED = """
    pub_date date.release dc.date.created dcterms.created dc.date dcterms.date datecreated date.created
    citation_date lingo:date ptime uploaddate date
"""
_MODIFIED = """
    article:modified_time datemodified og:updated_time article:modified og:modified_time
    dcterms.modified dc.date.modified cxenseparse:modified_time article_date_updated
    shareaholic:article_modified_time article_updatetime date.modified date.updated bt:moddate utime
    lastmod revised last-modified
"""
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-])(\d{1,2})(?:\2(\d{1,2}))?(?!\d)")
_URL_COMPACT = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")
# Stems of what stands before a date that is shown, by whether it is that of a change.
_CLUES = {
    True: (
        *("updat", "modifi", "aktualisier", "geändert", "mis à jour", "mise à jour", "güncelle", "nûkir"),
        *("rojanekir", "stand:", "تحديث", "تعديل", "نوێکر"),
    ),
    False: (
        *("publi", "posted", "erstellt", "veröffentlicht", "yayın", "yayım", "eklenme", "giriş", "belavk"),
        *("weşand", "نشر", "تاريخ", "بڵاو", "tarih:", "date:", "datum:", "roj:"),
    ),
}
_DIGIT = re.compile(r"\d")
_LONGEST_BARE = 80  # characters of a line that is taken for a date without a word that says so
_SPREAD = timedelta(hours=38)  # apart at most: one day, told in two zones
_EARLIEST_ZONE = timedelta(hours=14)
_QUARTER = timedelta(minutes=15)  # zones differ by whole quarters of an hour
_MONTH_FIRST = frozenset(("en-us", "en_us", "es-us", "en-ph"))


@dataclass(frozen=True, slots=True)
class Times:
    """When an article was published and changed: aware, in UTC, and in this order."""

    published_at: datetime | None = None
    certainty: Certainty | None = None
    modified_at: datetime | None = None


def declared_times(head: Head, articles: Sequence[dict[str, Any]], url: str) -> Times:
    """Read the times that a page declares for machines; `articles` are its JSON-LD, the best first.

    Of several the first counts, in the order above, unless only another agrees with the day in the
    address: pages repeat the dates of others, addresses do not. One that agrees and is surer lends its time
    of day. Where they contradict each other by more than a day and the address is silent, it is a guess.
    """
    order = day_first(head)
    times = [(_kind_of(each), each.get("datetime", "")) for each in head.times]
    strong = [
        *(_linked(articles, "datePublished")),
        *head.values(_PUBLISHED),
        *(value for kind, value in times if kind == "published"),
    ]
    weak = [*_linked(articles, "dateCreated"), *_linked(articles, "uploadDate"), *head.values(_CREATED)]
    changed = [
        *_linked(articles, "dateModified"),
        *head.values(_MODIFIED),
        *(value for kind, value in times if kind == "modified"),
    ]
    changes = _read(changed, order)
    claims = _read(strong, order)
    created = _read(weak, order)
    witness = _in_address(url)
    known = [each for each in (*claims, *created, *changes, witness) if each is not None]
    published = _chosen(_settled(claims or created, known), _settled(created, known), witness)
    if published is None:
        return Times(modified_at=_first(changes))
    return _with_change(published, _settled(changes, known))


def shown_times(head: Head, lines: Iterable[Line], changed: datetime | None = None) -> Times:
    """Read when the article was published in `lines` that its page shows, the best first.

    That is a guess, but for elements that give it to machines as the date of publication. `changed` is when
    the article was changed, as far as that is declared.
    """
    lines, order = tuple(lines), day_first(head)
    published, updated = _shown(lines, order)
    change = changed or (None if updated is None else updated.at)
    told = (_machine(line.element) for line in lines if _kind_of(line.element) == "published")
    declared = _chosen(_read((value for value in told if value), order), (), None)
    if declared is not None:
        return _with_change(declared, [] if change is None else [Dated(change, Certainty.GUESSED)])
    if published is None:
        return Times(modified_at=change)
    return _guess(published, change)


def guessed_times(url: str, changed: datetime | None) -> Times:
    """Take the day in an article's address, else when it was `changed`, for when it was published."""
    found = _in_address(url)
    if found is not None:
        return _guess(found, changed)
    return Times(changed, None if changed is None else Certainty.GUESSED, changed)


def day_first(head: Head) -> bool | None:
    """Tell whether the page's language writes the day before the month; None where it may be either."""
    tags = (head.language or "", *head.values("og:locale"))
    spelled = [tag.strip().lower() for tag in tags if tag.strip()]
    if any(tag in _MONTH_FIRST for tag in spelled):
        return False
    return True if any(tag != "en" for tag in spelled) else None


def _linked(articles: Sequence[dict[str, Any]], key: str) -> Iterator[str]:
    for value in (article.get(key) for article in articles):
        for one in value if isinstance(value, list) else [value]:
            inner = one.get("@value") if isinstance(one, dict) else one
            if isinstance(inner, str | int | float) and not isinstance(inner, bool):
                yield str(inner)


def _read(values: Iterable[str], order: bool | None) -> list[Dated]:
    return [found for value in dict.fromkeys(values) if (found := dated(value, day_first=order)) is not None]


def _kind_of(time: HtmlElement) -> str:
    """Return what an element is the time of: "published", "modified" or ""."""
    name, marks = time.get("itemprop", ""), time.get("class", "").lower()
    if (
        name == "datePublished"
        or time.get("pubdate") is not None
        or "publi" in marks
        or "entry-date" in marks
    ):
        return "published"
    return "modified" if name == "dateModified" or "updat" in marks or "modif" in marks else ""


def _machine(element: HtmlElement) -> str:
    """Return what an element tells machines of a time: a time element, microdata, or a microformat's abbr."""
    if element.tag == "abbr":
        return element.get("title", "")
    return element.get("datetime", "") or (element.get("content", "") if element.get("itemprop") else "")


def _settled(claims: Sequence[Dated], known: Sequence[Dated]) -> list[Dated]:
    """Read 06/05/2024 as whatever else the page tells has it."""
    sure = [each.at for each in known if each.other is None]
    return [_settle(claim, sure) for claim in claims]


def _settle(claim: Dated, sure: Sequence[datetime]) -> Dated:
    if claim.other is None:
        return claim
    for reading in (claim.at, claim.other):
        if any(abs(reading - at) <= _SPREAD for at in sure):
            return Dated(reading, claim.certainty)
    return claim


def _chosen(claims: Sequence[Dated], more: Sequence[Dated], witness: Dated | None) -> Dated | None:
    if not claims:
        return None
    backed = [each for each in (*claims, *more) if witness is not None and _agree(each, witness)]
    first = (backed or claims)[0]
    found = _surest(first, [each for each in (*claims, *more) if _agree(each, first)])
    doubtful = not backed and any(not _agree(each, first) for each in claims)
    return replace(found, certainty=Certainty.GUESSED) if doubtful or found.other is not None else found


def _agree(one: Dated, other: Dated) -> bool:
    return abs(one.at - other.at) <= _SPREAD


def _surest(first: Dated, agreeing: Sequence[Dated]) -> Dated:
    """Return the first claim with the zone, or the time of day, that another gives to it."""
    exact = [each for each in agreeing if each.certainty is Certainty.EXACT]
    timed = [each for each in agreeing if each.certainty is Certainty.ZONE_ASSUMED]
    if first.certainty is Certainty.DAY:
        day = (each for each in (*exact, *timed) if -_EARLIEST_ZONE <= each.at - first.at < _SPREAD)
        return next(day, first)
    if first.certainty is Certainty.ZONE_ASSUMED:
        return next((each for each in exact if _same_clock(first, each)), first)
    return first


def _same_clock(assumed: Dated, exact: Dated) -> bool:
    apart = abs(assumed.at.replace(second=0) - exact.at.replace(second=0))
    return apart <= _EARLIEST_ZONE and apart % _QUARTER == timedelta()


def _with_change(published: Dated, changes: Iterable[Dated]) -> Times:
    later = _first(change for change in changes if change.at >= published.at)
    return Times(published.at, published.certainty, later)


def _guess(published: Dated, changed: datetime | None) -> Times:
    times = _with_change(published, [] if changed is None else [Dated(changed, Certainty.GUESSED)])
    return replace(times, certainty=Certainty.GUESSED)


def _first(claims: Iterable[Dated]) -> datetime | None:
    return next((claim.at for claim in claims), None)


def _in_address(url: str) -> Dated | None:
    """Return the day that an address names: /2024/05/06/, /2024-05-06-, /20240506; a month is no day."""
    path = url.split("?")[0]
    days = [found.group(1, 3, 4) for found in _URL_DAY.finditer(path) if found[4]]
    days += [found.groups() for found in _URL_COMPACT.finditer(path)]
    for year, month, day in days:
        found = dated(f"{year}-{month}-{day}")
        if found is not None:
            return replace(found, certainty=Certainty.GUESSED)
    return None


def _shown(lines: Iterable[Line], order: bool | None) -> tuple[Dated | None, Dated | None]:
    """Return the first date of publication, as sure as others make it, and the first of a change."""
    published: list[Dated] = []
    updated = None
    for line in lines:
        for changed, text in _parts(line):
            found = dated(text, day_first=order)
            if found is not None and changed:
                updated = updated or found
            elif found is not None:
                published.append(found)
    if not published:
        return None, updated
    return _surest(published[0], [each for each in published if _agree(each, published[0])]), updated


def _parts(line: Line) -> Iterator[tuple[bool, str]]:
    """Give the parts of a line that may be dates, and whether each is that of a change."""
    machine = _machine(line.element)
    if machine:
        yield _kind_of(line.element) == "modified", machine
        return
    if not _DIGIT.search(line.text):
        return
    text = fold(line.text)
    clues = list(_clue().finditer(text))
    if not clues and len(text) <= _LONGEST_BARE:
        yield False, text
    elif clues and clues[0].start():
        yield False, text[: clues[0].start()]
    ends = [*(clue.start() for clue in clues[1:]), len(text)]
    for clue, end in zip(clues, ends, strict=False):
        yield clue["changed"] is not None, text[clue.end() : end]


@lru_cache(maxsize=1)
def _clue() -> re.Pattern[str]:
    changed, published = ("|".join(re.escape(fold(stem)) for stem in _CLUES[kind]) for kind in (True, False))
    return re.compile(f"(?P<changed>{changed})|{published}")

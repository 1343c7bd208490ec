"""Who wrote an article: people, without agencies, desks, roles, addresses and the words around them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from typing import Any

from news.texts import clean_line, fold, folded
from scrapers.heads import Head
from scrapers.openings import Line, authorship

_LONGEST = 120  # characters of a byline
_LONGEST_CLAIM = 400  # of what a page declares
_MOST_PEOPLE = 12
_MOST_WORDS = 6  # of a name: "Abdul Rahman bin Mohammed al Khalifa"
_DECLARED = """
    author, article:author, parsely-author, sailthru.author, byl, byline, authors, article_author,
    articleauthor, author.name, cxenseparse:author, citation_author, og:author, og:article:author,
    dc.creator, dcterms.creator, dcsext.author, lingo:creator, creator, shareaholic:article_author_name,
    mrf:authors, content-creator
"""
# What stands before names: words that take no colon, and such as are a prefix with a colon only.
_BY = """
    written by, words by, story by, reported by, reporting by, report by, posted by, text by, article by,
    edited by, editing by, published by, by, von, par, propos recueillis par, nivîsandin, ji aliyê, بقلم,
    بواسطة, مرسلة بواسطة, نشر بواسطة, كتب بواسطة, كتبه, كتبها,
    كتب, كتبت, كتابة, إعداد, اعداد, نووسینی, نوسینی, ئامادەکردنی
"""
_LABELS = """
    author, authors, writer, reporter, journalist, text, autor, autorin, auteur, texte, haber, yazar,
    yazan, muhabir, haberi yazan, derleyen, röportaj, analiz, kaynak, nivîskar, nûçe, nûçegihan,
    amadekar, hevpeyvîn, الكاتب, الكاتبة, تقرير, تحرير, مراسل, خاص, نووسەر, ئامادەکار, ڕاپۆرت, راپۆرت,
    راپۆرتی, پەیامنێر
"""
# Words that make a text no person: offices, roles, and what desks are called.
_OFFICES = """
    admin, administrator, webmaster, wordpress, root, user, editor, editors, editorial, redaktion,
    rédaction, redacción, redazione, staff, newsroom, newsdesk, desk, team, bureau, agency, agencies,
    agence, agences, agentur, agenturen, ajans, ajansı, ajanslar, merkezi, servisi, news, nachrichten,
    contributor, contributors, correspondent, magazine, correspondents, reporter, reporters, journalist,
    journaliste, korrespondent, muhabir, muhabiri, writer, columnist, author, authors, office,
    department, press, media, wires, ltd, llc, inc, gmbh, plc, corp, company, foundation, institute,
    university, bank, organization, organisation, ministry, centre, center, coalition, association,
    network, vakfı, derneği, bakanlığı, kurumu, مؤسسة, مركز, منظمة, وزارة, معهد, جمعية, شركة, haber,
    haberler, nûçe, nûçegihan, redaksiyon, editörü, yayın, correspondant, webredaktion, مراسل, مراسلنا,
    وكالات, وكالة, فريق, هيئة, تحرير, التحرير, قسم, محرر, المحرر, غرفة, الأخبار, شبكة, موقع, صحيفة,
    متابعات, ئاژانسی, دەستەی, نووسەران, بەشی, هەواڵ
"""
_AGENCIES = """
    reuters, afp, ap, dpa, epa, efe, ansa, aa, dha, iha, anka, tass, ria, xinhua, sana, kuna, wam, spa,
    bbc, cnn, upi, apa, sda, kna, epd, belga, anf, associated press, agence france presse, anadolu,
    hawar, anha, rudaw, rojnews, mezopotamya, رويترز, الأناضول, سانا, أ ف ب, أ.ف.ب, فرانس برس, د ب أ,
    د.ب.أ, هاوار, هيئة الإذاعة البريطانية
"""
_NO_PERSON = re.compile(r"https?:|www\.|@|\.(?:com|net|org|info|tv)\b|\d|[:{}<>=_#\[\]【】]", re.IGNORECASE)
_SPLIT = re.compile(
    r"\s*[;,،؛/|•·&+\n]\s*|\s+(?:and|und|et|ve|û|with|avec|mit)\s+|\s+و\s+|\s+[-–—]\s+", re.IGNORECASE
)
_AFTER = re.compile(
    r"\s+(?:contributed|contributes|reporting|reports|reported|in|at|for|from|is|was|has|à|für|aus)\b.*$|\s*\(.*$"
    r"|\s+(?:في|من|لـ)\s.*$|\s+ve$",
    re.IGNORECASE,
)
_MOST_TELLING = 9  # words of a line that is a byline by its own words
_HANDLE = re.compile(r"[a-z0-9._-]+|\S*[a-z][A-Z]\S*|[A-Z]{2,5}")  # small letters, a hump, initials
_PARTICLES = "von van de der den di da del la le al el bin ibn abu ben ould zu af av y e û"
_SHORTEST_OUTLET = 5  # characters of an outlet's name that is no person's within a longer one


def declared_byline(
    head: Head,
    articles: Sequence[Mapping[str, Any]],
    things: Iterable[Mapping[str, Any]],
    names: Iterable[str],
) -> str | None:
    """Return the people that a page declares as its authors, joined by ", "; None where it declares none.

    `names` are those of the outlet, which is no person.
    """
    others = outlet_keys(names)
    by_id = {str(thing["@id"]): thing for thing in things if "@id" in thing and "name" in thing}
    for article in articles[:1]:
        linked = [name for key in ("author", "creator") for name in _people(article.get(key), by_id)]
        found = byline_of(linked, others)
        if found is not None:
            return found
    for name in _listed(_DECLARED):
        found = byline_of(head.metas.get(name, ()), others)
        if found is not None:
            return found
    return None


def shown_byline(lines: Iterable[Line], names: Iterable[str]) -> str | None:
    """Return the people whom lines of a page name as its authors: lines marked so, or that say "By".

    Names are told from other words by their capitals, where the script has such.
    """
    others = outlet_keys(names)
    told = [(2 if _is_telling(line.text) else authorship(line), line.text) for line in lines]
    for wanted in (2, 1):
        for sureness, text in told:
            found = byline_of([text], others, shown=True) if sureness == wanted else None
            if found is not None:
                return found
    return None


def outlet_keys(names: Iterable[str]) -> frozenset[str]:
    """Return the names of an outlet as `byline_of` wants them."""
    keys = {folded(name).removeprefix("the ") for name in names}
    return frozenset(keys) - {""}


def byline_of(
    claims: Iterable[str], outlet: frozenset[str] = frozenset(), *, shown: bool = False
) -> str | None:
    """Return the people in texts that name authors: "By A and B, Staff Writer" gives "A, B".

    Beside a person of two names or more, a single word is a place or a role. In texts that are `shown` to
    readers, a single word is no person at all, and neither are small letters.
    """
    people: dict[str, str] = {}
    for claim in claims:
        named = [(folded(name), name) for name in _names(claim)]
        named = [(key, name) for key, name in named if _is_person(name, key, outlet)]
        full = [(key, name) for key, name in named if " " in key]
        if shown:
            full, named = [(key, name) for key, name in full if _is_capital(name)], []
        for key, name in full or named:
            people.setdefault(key, name)
    byline = ""
    for name in list(people.values())[:_MOST_PEOPLE]:
        longer = f"{byline}, {name}" if byline else name
        if len(longer) > _LONGEST:
            break
        byline = longer
    return byline or None


def _people(value: object, by_id: Mapping[str, Mapping[str, Any]], depth: int = 3) -> Iterator[str]:
    """Give the names in a JSON-LD author: a text, a person, a list of them, or a reference to one."""
    if depth == 0:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value[:_MOST_PEOPLE]:
            yield from _people(each, by_id, depth - 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if isinstance(kinds, str) and "organization" in kinds.lower():
            return
        if "name" in value:
            yield from _people(value["name"], by_id, depth - 1)
        elif isinstance(value.get("givenName"), str) or isinstance(value.get("familyName"), str):
            yield " ".join(str(value.get(key, "")) for key in ("givenName", "familyName")).strip()
        elif str(value.get("@id")) in by_id:
            yield from _people(by_id[str(value["@id"])], by_id, depth - 1)


def _names(claim: str) -> Iterator[str]:
    text = clean_line(unescape(unescape(claim[:_LONGEST_CLAIM])) if "&" in claim else claim[:_LONGEST_CLAIM])
    for part in _SPLIT.split(_without_prefix(text)):
        name = _AFTER.sub("", _without_prefix(part.strip())).strip(" .:*-–—\"'“”«»")
        words = name.split()
        half = len(words) // 2
        if words:  # themes print a name twice, as its picture's text and as itself
            yield " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else name


def _without_prefix(text: str) -> str:
    return _prefix().sub("", f"{text} ", count=1).strip()


def _is_telling(line: str) -> bool:
    """Tell whether a line is a byline by its own words: "By A and B", "Haber: A"; not "By the river"."""
    prefix = _prefix().match(line)
    rest = "" if prefix is None else line[prefix.end() :]
    return bool(rest) and not rest[0].islower() and len(rest.split()) <= _MOST_TELLING


def _is_capital(name: str) -> bool:
    particles = _PARTICLES.split()
    words = [word for word in name.split() if word.casefold() not in particles]
    return bool(words) and not any(word[0].islower() for word in words)


def _is_person(name: str, key: str, outlet: frozenset[str]) -> bool:
    words = key.split()
    if not words or len(words) > _MOST_WORDS or len(key) < 2 or _NO_PERSON.search(name):
        return False
    if (" " not in name and _HANDLE.fullmatch(name)) or key in _agencies() or _offices().intersection(words):
        return False
    joined = key.replace(" ", "")
    return not any(
        other in (key, joined) or (len(other) >= _SHORTEST_OUTLET and f" {other} " in f" {key} ")
        for other in outlet
    )


@lru_cache(maxsize=1)
def _prefix() -> re.Pattern[str]:
    by, labels = (
        "|".join(re.escape(word) for word in sorted(_listed(words), key=len, reverse=True))
        for words in (_BY, _LABELS)
    )
    return re.compile(rf"^\s*(?:(?:{by})(?:\s*[:/]\s*|\s+)|(?:{labels})\s*[:/]\s*)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _offices() -> frozenset[str]:
    return frozenset(map(fold, _listed(_OFFICES)))


@lru_cache(maxsize=1)
def _agencies() -> frozenset[str]:
    return frozenset(map(folded, _listed(_AGENCIES)))


@lru_cache(maxsize=8)
def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(","))

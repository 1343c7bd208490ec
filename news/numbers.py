"""Figures in a text, in digits or in words, in the six languages.

5, ٥, five, خمسة, beş, pênc, cinq and fünf are one figure.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import chain, pairwise

from news.texts import fold_word

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٬٫–", "01234567890123456789,.-")
_TOKEN = re.compile(
    r"(?P<digits>(?<!\w)\d{1,3}(?: \d{3})++(?!\w)"  # 1 200
    r"|(?<![^\W\d_])\d++(?:[.,:/٫٬–-]\d++)*+)"  # 1,200  4.9  17:30  12.03.2024  20-30
    # Suffixes that only decline a figure: Turkish 3'ü, English 14th, Kurdish 23yê, French 1er.
    r"(?:['’][^\W\d_]{1,5}+|(?:st|nd|rd|th|er|ème|e|ê|yê|an|yan)(?!\w))?"
    r"|(?P<word>[^\W_](?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f])*)"
    r"|(?P<symbol>[%٪$€£₺])"
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}([., ])\d{3}(?:\1\d{3})*")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_GAPS = ("", " ", "-", "\u2010", "\u2011")  # between the words of one figure

_WORDS: Mapping[str, str] = {
    "en": (
        "zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 "
        "dozen=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 "
        "twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 "
        "thousand=1000 million=1000000 billion=1000000000"
    ),
    "ar": (
        "صفر=0 واحد=1 واحدة=1 أحد=1 إحدى=1 اثنان=2 اثنين=2 اثنا=2 اثني=2 اثنتان=2 اثنتين=2 اثنتا=2 اثنتي=2 "
        "ثلاث=3 ثلاثة=3 أربع=4 أربعة=4 خمس=5 خمسة=5 ست=6 ستة=6 سبع=7 سبعة=7 ثمان=8 ثماني=8 ثمانية=8 تسع=9 "
        "تسعة=9 عشر=10 عشرة=10 عشرون=20 عشرين=20 ثلاثون=30 ثلاثين=30 أربعون=40 أربعين=40 خمسون=50 خمسين=50 "
        "ستون=60 ستين=60 سبعون=70 سبعين=70 ثمانون=80 ثمانين=80 تسعون=90 تسعين=90 مئة=100 مائة=100 مئتان=200 "
        "مئتين=200 مئتي=200 مائتان=200 مائتين=200 مائتي=200 ألف=1000 ألفا=1000 آلاف=1000 ألفان=2000 "
        "ألفين=2000 ألفي=2000 مليون=1000000 ملايين=1000000 مليونين=2000000 مليار=1000000000 "
        + " ".join(
            f"{unit}{hundred}={value}00"
            for value, unit in enumerate(("ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"), start=3)
            for hundred in ("مئة", "مائة")
        )
    ),
    "tr": (
        "sıfır=0 bir=1 biri=1 iki=2 ikisi=2 üç=3 üçü=3 dört=4 dördü=4 beş=5 beşi=5 altı=6 altısı=6 yedi=7 "
        "yedisi=7 sekiz=8 sekizi=8 dokuz=9 dokuzu=9 on=10 yirmi=20 otuz=30 kırk=40 elli=50 altmış=60 "
        "yetmiş=70 seksen=80 doksan=90 yüz=100 bin=1000 milyon=1000000 milyar=1000000000"
    ),
    "ku": (
        "sifir=0 yek=1 du=2 duyan=2 didu=2 sê=3 sêyan=3 çar=4 çaran=4 pênc=5 pêncan=5 şeş=6 şeşan=6 heft=7 "
        "heftan=7 heşt=8 heştan=8 neh=9 nehan=9 deh=10 dehan=10 yazdeh=11 yanzdeh=11 dwazdeh=12 diwazdeh=12 "
        "duwazdeh=12 dozdeh=12 dwanzdeh=12 donzdeh=12 sêzdeh=13 çardeh=14 pazdeh=15 panzdeh=15 pênzdeh=15 "
        "şazdeh=16 şanzdeh=16 hevdeh=17 hivdeh=17 hefdeh=17 hejdeh=18 hîjdeh=18 nozdeh=19 nozdê=19 bîst=20 "
        "sî=30 sih=30 çil=40 pêncî=50 şêst=60 heftê=70 heştê=80 nod=90 not=90 sed=100 dused=200 sêsed=300 "
        "çarsed=400 pêncsed=500 şeşsed=600 heftsed=700 heştsed=800 nehsed=900 hezar=1000 milyon=1000000"
    ),
    "fr": (
        "zéro=0 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 dizaine=10 onze=11 douze=12 "
        "douzaine=12 treize=13 quatorze=14 quinze=15 quinzaine=15 seize=16 vingt=20 vingts=20 vingtaine=20 "
        "trente=30 trentaine=30 quarante=40 quarantaine=40 cinquante=50 cinquantaine=50 soixante=60 "
        "soixantaine=60 cent=100 cents=100 centaine=100 mille=1000 millier=1000 million=1000000 "
        "millions=1000000 milliard=1000000000 milliards=1000000000"
    ),
    "de": (
        "null=0 eins=1 zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12 "
        "dutzend=12 dreizehn=13 vierzehn=14 fünfzehn=15 sechzehn=16 siebzehn=17 achtzehn=18 neunzehn=19 "
        "zwanzig=20 dreißig=30 vierzig=40 fünfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90 "
        "hundert=100 tausend=1000 million=1000000 millionen=1000000 milliarde=1000000000 "
        "milliarden=1000000000"
    ),
}
# These say "one" where something is counted later ("a man" -> "two men"), and nothing much elsewhere.
_ARTICLES = {"en": "a an", "fr": "un une", "de": "ein eine einen einem einer"}
_LINKS = {"en": "and", "fr": "et", "ku": "û"}
# Words by which a language is told from its neighbours.
_TELLING = {
    "en": "the of and to was were has had said that by from with",
    "tr": "ve bir bu ile için da de olarak kişi sonra çok daha göre",
    "ku": "û li ji di bi ku ya ên ê yên re ev hatin wê bû jî kes",
    "fr": "le la les des et du une est dans pour que qui sur ont au",
    "de": "der die das und den von mit ist im dem wurden wurde nach auf",
}
_ARABIC = re.compile("[\u0621-\u064a]")
_LEAST_GERMAN = 7  # letters of a composed German number: "hundertz"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a figure or a sign of a text, and where it stands.

    `key` is what writings of it share: a folded word, the sign, or the value of a figure in western digits.
    A `figure` that is `faint` is an article, and counts something only beside another figure.
    """

    key: str
    start: int
    end: int
    figure: bool = False
    faint: bool = False


@dataclass(frozen=True, slots=True)
class _Lexicon:
    languages: frozenset[str]
    values: Mapping[str, int]
    articles: frozenset[str]
    links: frozenset[str]


def languages_of(text: str) -> frozenset[str]:
    """Return the languages that a text is likely to be in: those that most of its telling words are of."""
    if len(_ARABIC.findall(text)) * 2 > sum(map(str.isalpha, text)):
        return frozenset(("ar",))
    words = Counter(text.casefold().split())
    hits = {language: sum(words[word] for word in telling.split()) for language, telling in _TELLING.items()}
    most = max(hits.values())
    return frozenset(language for language, count in hits.items() if count == most)


def tokens(text: str, languages: frozenset[str]) -> list[Token]:
    """Return the words, figures and signs of a text in these languages, in order, without punctuation.

    Words that make one figure are one token: "twenty-two", "واحد وعشرين", "3 bin 500".
    """
    lexicon = _lexicon(languages)
    found: list[Token] = []
    for token in _read(text, lexicon):
        found.append(token)
        _join(text, found, lexicon)
    # أحد عشر is 11, and أحد alone is no figure: "one of them", "someone".
    alone = _partial()
    return [
        replace(t, figure=False) if t.figure and fold_word(text[t.start : t.end]) in alone else t
        for t in found
    ]


def _read(text: str, lexicon: _Lexicon) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if (digits := match["digits"]) is not None:
            yield Token(_value(digits), start, end, figure=True)
        elif (word := match["word"]) is not None:
            folded = fold_word(word)
            value = _worth(folded, lexicon)
            faint = folded in lexicon.articles
            if folded:
                key = "1" if faint else folded if value is None else str(value)
                yield Token(key, start, end, value is not None or faint, faint)
        else:
            yield Token("%" if match["symbol"] == "٪" else match["symbol"], start, end)


def _join(text: str, found: list[Token], lexicon: _Lexicon) -> None:
    """Make the last tokens one where they are one figure."""
    linked = len(found) > 2 and found[-2].key in lexicon.links and not found[-2].figure
    parts = found[-3:] if linked else found[-2:]
    first, last = parts[0], parts[-1]
    if len(parts) < 2 or not (first.figure and last.figure):
        return
    if any(text[one.end : two.start] not in _GAPS for one, two in pairwise(parts)):
        return
    linked = linked or _bears_and(text, last, lexicon)
    value = _sum(first, last, text[last.start : last.end], linked=linked, lexicon=lexicon)
    if value is not None:
        found[-len(parts) :] = [Token(value, first.start, last.end, figure=True)]


def _sum(before: Token, last: Token, written: str, *, linked: bool, lexicon: _Lexicon) -> str | None:
    """Return the value of two figures that follow each other, None where they do not make one."""
    if last.faint and not (linked and "fr" in lexicon.languages):  # vingt et un
        return None
    if not before.key.replace(".", "", 1).isdigit() or not last.key.isdigit():
        return None
    if before.faint:
        return last.key if _collective(written, last) else None
    value, word = Decimal(before.key), int(last.key)
    if written[0].isdigit():  # 3 bin 500
        turkish = "tr" in lexicon.languages and value % 1000 == 0 and value > 0 and word < 1000
        return str(int(value) + word) if turkish and not linked else None
    if value != int(value):  # 2.5 million
        return f"{(value * word).normalize():f}" if word >= 1000 and not linked else None
    whole = _composed(int(value), word, linked=linked, arabic="ar" in lexicon.languages)
    return None if whole is None else str(whole)


def _collective(written: str, token: Token) -> bool:
    """Tell whether an article is part of a figure: "a dozen", "une quinzaine", but not "a seven-year-old"."""
    hundreds = token.key in ("100", "1000", "1000000", "1000000000") and not written[0].isdigit()
    return hundreds or written.casefold().endswith(("aine", "dozen", "dutzend"))


def _composed(value: int, word: int, *, linked: bool, arabic: bool) -> int | None:
    """Return what a number in words is together with its next word."""
    if word >= 100:  # hundred, thousand, million
        span = 1000 if word < 1000 else word * 1000
        tail = value % span
        if 0 < tail < word and not linked and word in (100, 1000, 10**6, 10**9):
            return value - tail + tail * word
        return value + word if value and value % (word * 10) == 0 else None
    tail = value % 100
    sums = (
        value >= 100 and tail == 0,  # "hundred and five"
        tail in range(20, 100, 10) and 0 < word < 10,  # "twenty-two"
        tail == 10 and 0 < word < 10 and not linked,  # "on iki", "dix-sept"
        tail in (60, 80) and 10 <= word < 20,  # "soixante-dix"
        arabic and linked and 0 < tail < 10 and word in range(20, 100, 10),  # "واحد وعشرين"
        arabic and not linked and 0 < tail < 10 and word == 10,  # "سبع عشرة"
    )
    if any(sums):
        return value + word
    return value + 76 if (tail, word) == (4, 20) and not linked else None  # "quatre-vingts"


def _value(digits: str) -> str:
    western = digits.translate(_DIGITS)
    western = "".join(str(int(c)) if c.isdigit() and not c.isascii() else c for c in western)
    if _THOUSANDS.fullmatch(western):
        return re.sub("[., ]", "", western)
    if _DECIMAL.fullmatch(western):
        return western.replace(",", ".")
    return _LEADING_ZEROS.sub("", western)


def _worth(folded: str, lexicon: _Lexicon) -> int | None:
    """Return the value of a word of a number, None where it is another word."""
    values = lexicon.values
    if folded in values:
        return values[folded]
    if "ar" in lexicon.languages:
        bare = _without_clitics(folded)
        return values.get(bare) if bare != folded and not folded.endswith("الاثنين") else None
    if "de" in lexicon.languages and len(folded) >= _LEAST_GERMAN:
        return _german(folded, values)
    return None


def _without_clitics(folded: str) -> str:
    """Return an Arabic word without "and", "with", "for" and "the" before it."""
    return re.sub("^[وف]?(?:ال|[بلک](?:ال)?|لل)?", "", folded)


def _bears_and(text: str, token: Token, lexicon: _Lexicon) -> bool:
    folded = fold_word(text[token.start : token.end])
    return "ar" in lexicon.languages and folded.startswith("و") and folded not in lexicon.values


def _german(folded: str, values: Mapping[str, int]) -> int | None:
    """Return the value of a German number in one word: "zweihundertfunfunddreissig"."""
    for name, size in (("tausend", 1000), ("hundert", 100)):
        left, found, right = folded.partition(name)
        if found:
            many = 1 if left in ("", "ein") else _german(left, values)
            rest = 0 if not right else _german(right.removeprefix("und"), values)
            return None if many is None or rest is None else many * size + rest
    if folded in values:
        return values[folded]
    unit, _, ten = folded.partition("und")
    one, tens = 1 if unit == "ein" else values.get(unit, 0), values.get(ten, 0)
    return one + tens if 0 < one < 10 and tens in range(20, 100, 10) else None


@lru_cache(maxsize=32)
def _lexicon(languages: frozenset[str]) -> _Lexicon:
    pairs = (pair.split("=") for language in sorted(languages) for pair in _WORDS[language].split())
    return _Lexicon(
        languages,
        {fold_word(word): int(value) for word, value in pairs},
        _folded(_ARTICLES.get(language, "") for language in languages),
        _folded(_LINKS.get(language, "") for language in languages),
    )


def _folded(lists: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold_word, chain.from_iterable(each.split() for each in lists)))


@lru_cache(maxsize=1)
def _partial() -> frozenset[str]:
    return frozenset(prefix + word for word in map(fold_word, ("أحد", "إحدى")) for prefix in ("", "و"))

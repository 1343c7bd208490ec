"""Rules for text: cleaning once, at the door; folding for comparison; sentences; direction."""

import re
import unicodedata
from functools import lru_cache

from news.ids import content_id

_KEPT_FORMAT = "\u200c\u200d\u200e\u200f"  # ZWNJ, ZWJ and the direction marks carry meaning
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")
# Characters that `clean` keeps as they are: most texts hold no others, and need not be walked through.
_CALM = re.compile(
    "[\t\n -~\xa0-\xac\xae-\u02ff\u0400-\u0482\u048a-\u052f\u061b\u061f-\u064a\u0660-\u066f\u0671-\u06d3"
    "\u2010-\u2027\u2030-\u205e\u20ac]*+"
)
_MARKS_A_LETTER = 4  # more than these on one letter is an attack, not writing
_ABBREVIATIONS = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "sgt",
        "brig",
        "adm",
        "st",
        "vs",
        "no",
        "mme",
    )
)
# Begun only where a run of stops begins: 20,000 dots in a row would cost 5 s otherwise.
_SENTENCE_END = re.compile(r"(?<![.!?؟…。])[.!?؟…。]++[\"'”’»)\]]*+\s+|\n+")

# Letters that NFKD leaves alone but that readers and typists exchange.
_EXCHANGED = str.maketrans(
    {
        **dict.fromkeys("ıİI", "i"),
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیېئ", "ي"),
        **dict.fromkeys("ةەۀہ", "ه"),
        **dict.fromkeys("كڪ", "ک"),
        "ؤ": "و",
        "ﻻ": "لا",
        "ـ": "",
        "ء": "",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ł": "l",
        **dict.fromkeys("’‘ʼʾʿ‛`´ˈ′ʹ＇", "'"),
    }
)
# Cyrillic and Greek letters that look Latin; exchanged only in words that hold Latin letters too.
_LOOKALIKES = str.maketrans("аеорсухіјѕһԁԛԝвнкмтαεορυνικτ", "aeopcyxijshdqwbhkmtaeopuvikt")
_LATIN = re.compile("[a-z]")
_CYRILLIC_OR_GREEK = re.compile("[α-ωа-ӿԁԛԝ]")
# A word: letters and digits with their combining marks, kashida and invisible joiners.
_WORD = re.compile(
    "[^\\W_](?:[^\\W_]|[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b-\u200f\u2060])*"
)


def clean(text: str) -> str:
    """Return text fit to be stored and mailed: NFC, no controls, no invisible tricks, calm white space.

    Line ends become "\\n"; runs of blank lines become one empty line. Cleaning happens once, before
    mentions are sought, because it moves offsets.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8")
    text = unicodedata.normalize("NFC", text)
    lines = _SPACES.sub(" ", text if _CALM.fullmatch(text) else _without_tricks(text))
    return _BLANK_LINES.sub("\n\n", "\n".join(line.strip() for line in lines.split("\n"))).strip()


def clean_line(text: str) -> str:
    """Return `clean` text on one line: for titles, names and bylines."""
    return " ".join(clean(text).split())


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """Return a word as spelling variants of it share it: case, diacritics, letter forms, look-alikes gone."""
    folded = unicodedata.normalize("NFKD", word.translate(_EXCHANGED)).casefold().translate(_EXCHANGED)
    folded = "".join(c for c in folded if unicodedata.category(c) not in ("Mn", "Me", "Cf"))
    if _CYRILLIC_OR_GREEK.search(folded) and _LATIN.search(folded):
        folded = folded.translate(_LOOKALIKES)
    return folded


def fold(text: str) -> str:
    """Return a text folded word by word; what is no word stays as it is."""
    return _WORD.sub(lambda match: fold_word(match.group()), unicodedata.normalize("NFC", text))


def folded_words(text: str) -> list[str]:
    """Return the folded words of a text, in order, without punctuation."""
    return [
        folded for word in _WORD.findall(unicodedata.normalize("NFC", text)) if (folded := fold_word(word))
    ]


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return where the words that `folded_words` gives begin and end in a text, which must be NFC."""
    return [match.span() for match in _WORD.finditer(text) if fold_word(match.group())]


def folded(text: str) -> str:
    """Return the folded words of a text, parted by spaces: what spelling and punctuation do not change."""
    return " ".join(folded_words(text))


def line_id(line: str) -> int:
    """Return the id of a line's folded words: spelling, case and punctuation do not change it."""
    return content_id(folded(line))


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence (or line) in `text` that holds `text[start:end]`."""
    left = 0
    for match in _SENTENCE_END.finditer(text):
        if not _ends_sentence(text, match):
            continue
        if match.end() <= start:
            left = match.end()
        elif match.start() >= end:
            return left, match.start() + len(match.group().rstrip())
    return left, len(text.rstrip())


def right_to_left(text: str, language: str | None = None) -> bool:
    """Tell whether most letters of a text run right to left; `language` breaks a tie."""
    counts = {True: 0, False: 0}
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("L", "R", "AL"):
            counts[direction != "L"] += 1
    if counts[True] == counts[False]:
        return language in ("ar", "ckb", "fa", "he", "ur")
    return counts[True] > counts[False]


def _without_tricks(text: str) -> str:
    kept = []
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > _MARKS_A_LETTER:
            continue
        if category in ("Zl", "Zp"):
            kept.append("\n")
        elif char in "\n\t" or char in _KEPT_FORMAT or category not in ("Cc", "Cf", "Cs", "Co", "Cn"):
            kept.append(char)
    return "".join(kept)


def _ends_sentence(text: str, end: re.Match[str]) -> bool:
    """Tell a sentence's end from the dot of an abbreviation ("U.S. envoy", "Gen. Abdi", "17. Tümen")."""
    if "\n" in end.group() or not end.group().startswith("."):
        return True
    word = re.search(r"[^\W_]*$", text[max(0, end.start() - 12) : end.start()])
    before = "" if word is None else word.group()
    if len(before) == 1 or (before.isdigit() and len(before) <= 2) or before.casefold() in _ABBREVIATIONS:
        return False
    return not text[end.end() : end.end() + 1].islower()

"""How one name is spelt: folded exactly, and as the skeleton that its transliterations share.

A skeleton keeps what a listener hears. "Hay'at", "Hajat" and "Heyet" share one, as do "Chareh",
"Scharaa" and "Şera". It is made of Latin and Cyrillic words only: Arabic script is never Latinised.
"""

import re
import unicodedata
from functools import lru_cache

from actors.words import APOSTROPHES
from news.texts import fold_word

_DROPPED = str.maketrans("", "", APOSTROPHES + ".")
_ARABIC = re.compile("[\u0600-\u06ff]")
_CYRILLIC = re.compile("[а-яё]")
_VOWELS = "aio"

_CYRILLIC_SOUNDS = str.maketrans(
    {
        **dict(zip("абвгдежзийклмнопрстуфхыэ", "abwgdejziiklmnoprstufhie", strict=True)),
        **{"ш": "sh", "щ": "sh", "ч": "sh", "ц": "s", "ю": "iu", "я": "ia", "ё": "o", "ъ": "", "ь": ""},
    }
)
_SPELT_TWICE = (("defence", "defense"), ("isation", "ization"), ("programme", "program"), ("armour", "armor"))
# Longest first; what a letter group sounds like in the language it was written for.
_SOUNDS = {
    "": (("tch", "sh"), ("ch", "sh"), ("dj", "j"), ("ç", "s"), ("c", "k")),
    "de": (("j", "y"), ("dsch", "j"), ("tsch", "sh"), ("sch", "sh"), ("ch", "h"), ("c", "k")),
    "tr": (("ş", "sh"), ("ç", "sh"), ("c", "j")),
    "ku": (("ş", "sh"), ("ç", "sh"), ("c", "j"), ("x", "h"), ("v", "b")),
}
_SHARED_SOUNDS = (
    ("š", "sh"),
    ("ş", "sh"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("x", "h"),
    ("z", "s"),
    ("v", "w"),
)
_DOUBLED = re.compile(r"(.)\1+")
_VOWEL_SOUNDS = (
    (re.compile("[uoö]+w(?![aeiou])|[uo]+"), "o"),
    (re.compile("a[uow]+(?![aeiou])"), "o"),
    (re.compile("ee|ie(?=[^aeiouy])|y"), "i"),
    (re.compile("[ae]i+(?![aeiou])"), "i"),
    (re.compile("e"), "a"),
    (re.compile("(?<=[aio])h$"), ""),
    (_DOUBLED, r"\1"),
    (re.compile("t$"), "d"),  # Ahmet and Ahmed, Murat and Murad
)
_SUN_LETTERS = ("sh", "s", "d", "t", "n", "r", "l")  # the sounds that take the article's l over
_SORANI_ARTICLE = re.compile("^يهل(?=...)")  # ئەل as folded: the Arabic article written on
# One sound of Sorani has several letters; learners, phones and old fonts exchange them.
_SORANI = str.maketrans({"ڵ": "ل", "ڕ": "ر", "ڤ": "ف", "ۆ": "و", "ێ": "ي"})


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """Return a word folded, without apostrophes and full stops, and British spelling as American.

    "Hay’at" and "Hayat" are one word, and so are "Defence" and "Defense".
    """
    folded = fold_word(word).translate(_DROPPED)
    for british, american in _SPELT_TWICE:
        folded = folded.replace(british, american)
    return folded


@lru_cache(maxsize=200_000)
def skeleton(word: str, language: str | None = None) -> str:
    """Return the sounds that transliterations of a word share; "" where it has none to share.

    `language` is that of the text around it: "c" sounds differently in Turkish and in French.
    """
    if _ARABIC.search(word):
        return _DOUBLED.sub(r"\1", _SORANI_ARTICLE.sub("", plain(word).translate(_SORANI)))
    sounds = _unmarked(word.casefold(), "şçšöü").translate(_DROPPED)
    if _CYRILLIC.search(sounds):
        mixed = re.search("[a-z]", sounds)
        sounds = fold_word(sounds) if mixed else sounds.translate(_CYRILLIC_SOUNDS)
    for letters, sound in (*_SOUNDS.get(language or "", _SOUNDS[""]), *_SHARED_SOUNDS):
        sounds = sounds.replace(letters, sound)
    sounds = _unmarked(sounds, "")
    for pattern, sound in _VOWEL_SOUNDS:
        sounds = pattern.sub(sound, sounds)
    return sounds


def is_article(word: str, following: str, language: str | None = None) -> bool:
    """Tell whether a word is an Arabic article before `following`: al-, el-, or assimilated (ash-Sham)."""
    if len(word) > 4 or not word or _ARABIC.search(word):
        return False
    if skeleton(word, language) in ("al", "ol", "il"):
        return True
    # Assimilated, or as Turkish and Kurdish write it, the consonant alone: Tahriru'ş-Şam.
    turned = word[1:] + word[0] if skeleton(word[0], language) in tuple(_VOWELS) else word + "a"
    consonant = skeleton(turned, language).rstrip(_VOWELS)
    return consonant in _SUN_LETTERS and skeleton(following, language).startswith(consonant)


def _unmarked(word: str, kept: str) -> str:
    composed = unicodedata.normalize("NFC", word.replace("ı", "i"))
    return "".join(
        char if char in kept else "".join(c for c in unicodedata.normalize("NFKD", char) if c.isalnum())
        for char in composed
    )

"""Names in a text: as they are written, and as the consonants that every script and language writes.

"Sarmin" and "سرمين" share the consonants s-r-m-n. Arabic script writes few vowels, so they are left out; what
one language tells apart and another does not (h and kh, s and z) is one consonant here. Consonants are no
proof of a name: they are weighed by how rare they are, as words are.
"""

import re

from news.texts import fold_word, folded_words

_FEWEST_CONSONANTS = 3  # fewer are shared by too many words
_FEWEST_LETTERS = 4
_ARABIC = re.compile("[\u0600-\u06ff]")
# A capital inside a sentence. German writes every noun so: there names are the rare ones among the nouns.
_CAPITALISED = re.compile(r"(?<=[\w,;)%][^\S\n])[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĻŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽ][\w'’-]{2,}")
_WORD = re.compile(r"[^\W\d_][\w'’-]+")
_PARTS = re.compile("[-'’]")
_CLITICS = re.compile("^[وف]?[بلک]?ال")  # and, with, for, the
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiou]")

_ARABIC_CONSONANTS = str.maketrans(
    {
        **dict(zip("بپتثطجچحخدذضرزسصظشغگفقکلمن", "bbtttjxhhdddrssssxggfkklmn", strict=True)),
        **dict.fromkeys("اعويه", ""),
        "ژ": "j",
    }
)
_OWN_CONSONANTS = {
    "tr": (("ş", "x"), ("ç", "x"), ("c", "j")),
    "ku": (("x", "h"), ("ş", "x"), ("ç", "x"), ("c", "j")),
}
_CONSONANTS = (
    *(("sch", "x"), ("sh", "x"), ("ch", "x"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t")),
    *(
        ("ph", "f"),
        ("ck", "k"),
        ("q", "k"),
        ("z", "s"),
        ("v", "f"),
        ("p", "b"),
        ("c", "j"),
        ("y", ""),
        ("w", ""),
    ),
)


def names(text: str) -> frozenset[str]:
    """Return the folded words written as names inside sentences; none in scripts without capitals."""
    return frozenset(fold_word(word) for word in _CAPITALISED.findall(text))


def sounds(text: str, language: str | None) -> frozenset[str]:
    """Return the consonants of a text's names; of Arabic script, which marks none, of all its words."""
    if _ARABIC.search(text):
        found = {_of_arabic(word) for word in folded_words(text) if len(word) >= _FEWEST_LETTERS}
    else:
        words = (word for word in _WORD.findall(text) if word[0].isupper())
        parts = (part for word in words for part in _PARTS.split(word) if len(part) >= _FEWEST_LETTERS)
        found = {_of_latin(part, language) for part in parts}
    return frozenset(consonants for consonants in found if len(consonants) >= _FEWEST_CONSONANTS)


def _of_arabic(word: str) -> str:
    return _DOUBLED.sub(r"\1", _CLITICS.sub("", word).translate(_ARABIC_CONSONANTS))


def _of_latin(word: str, language: str | None) -> str:
    sound = word.replace("I", "i").casefold().replace("ı", "i")
    for letters, consonant in _OWN_CONSONANTS.get(language or "", ()):
        sound = sound.replace(letters, consonant)
    sound = fold_word(sound)
    for letters, consonant in _CONSONANTS:
        sound = sound.replace(letters, consonant)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", sound).removesuffix("h"))

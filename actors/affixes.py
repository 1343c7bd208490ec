"""What languages add to a name: clitics, case endings, suffixes and elided articles.

A rule says only what a word may come from. Whether that is a word of some name, the lexicon decides;
without that check every rule here would find names everywhere ("nesne" must not become "nes").
Letters are folded as `actors.spellings.plain` leaves them.
"""

import re
from collections.abc import Iterator

from actors.words import APOSTROPHES

SHORTEST = 3  # letters that must remain when something is taken off a word

_ARABIC_CLITICS = ("وبال", "وکال", "فبال", "ولل", "فلل", "بال", "کال", "وال", "فال", "لل")
_ARABIC_PREFIXES = ("وب", "ول", "وک", "فب", "فل", "و", "ف", "ب", "ل", "ک")
_ELIDED = frozenset(("l", "d", "n", "s", "c", "m", "t", "j", "qu", "jusqu", "lorsqu", "puisqu"))
_LONGEST_TAIL = 8  # letters of a suffix after an apostrophe: PKK'lıların

# Both the text's word and the name's own word may carry one of these: they are cut off both.
_ENDINGS = {
    "de": ("en", "er", "es", "em", "e", "n", "s"),
    "en": ("s",),
    "fr": ("es", "e", "s"),
    "ku": ("eye", "yan", "yen", "ye", "ya", "yi", "an", "en", "e", "a", "i", "o"),
    "ru": (
        *("ыми", "ими", "ого", "его", "ому", "ему", "ами", "ями", "иями", "иях"),
        *("ая", "яя", "ои", "еи", "ую", "юю", "ии", "ии", "ыи", "ое", "ее", "ым", "им", "ом", "ем", "ые"),
        *("ие", "ых", "их", "ою", "ам", "ям", "ах", "ях", "ов", "ев", "ия", "ию", "ием"),
        *("а", "я", "у", "ю", "е", "и", "ы", "о", "ь"),
    ),
}  # fmt: skip
# Only the text's word carries these.
_SUFFIXES = {
    "tr": re.compile("(?:l[ae]r)?(?:s?[iu])?(?:n?[iu]n|[yn]?[iuae]|n?[dt][ae]n?|y?l[ae])?(?:ki(?:ler)?)?$"),
    "ku": re.compile("(?:ey|y)?(?:[eiao]|an|en)$"),
    "ckb": re.compile("(?:هک)?(?:ان)?(?:ه|ي|يي|دا|ش|يش|م|مان|تان|يان|هوه|و)?(?:دا|ش|يش|ي)?$"),
}
_ARABIC_SCRIPT = re.compile("[\u0600-\u06ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_SPLIT = re.compile(f"[{APOSTROPHES}]")


def endings_of(language: str | None, word: str) -> tuple[str, ...]:
    """Return the endings that inflection exchanges in this language, or in the script of `word`."""
    if _CYRILLIC.search(word):
        return _ENDINGS["ru"]
    return () if _ARABIC_SCRIPT.search(word) else _ENDINGS.get(language or "", ())


def stems(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    """Yield what remains of a folded word when an ending, or nothing, is cut off."""
    if len(word) >= SHORTEST:
        yield word
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            yield word[: -len(ending)]


def without_suffix(word: str, language: str | None) -> Iterator[str]:
    """Yield the folded words that a suffix of this language may have been added to."""
    arabic = _ARABIC_SCRIPT.search(word) is not None
    if arabic and language not in (None, "ckb"):
        return
    pattern = _SUFFIXES.get("ckb" if arabic else language or "")
    if pattern is None:
        return
    for cut in range(SHORTEST, len(word)):
        if pattern.match(word, cut):
            yield word[:cut]


def without_clitics(word: str, language: str | None) -> Iterator[str]:
    """Yield the folded Arabic words that conjunctions, prepositions and the article may stand before."""
    if language == "ckb" or not _ARABIC_SCRIPT.search(word):
        return
    for clitic in _ARABIC_CLITICS:
        if word.startswith(clitic):
            yield "ال" + word[len(clitic) :]
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix):
            yield word[len(prefix) :]


def elided(word: str) -> int:
    """Return how many characters an elided article or preposition takes of a raw word: l'ASL, d’Ahrar."""
    match = _SPLIT.search(word)
    return match.end() if match and word[: match.start()].casefold() in _ELIDED else 0


def suffix_mark(word: str) -> int:
    """Return how many characters a raw word has from its last apostrophe on, where a suffix may stand."""
    marks = [match.start() for match in _SPLIT.finditer(word)]
    if not marks or len(word) - marks[-1] - 1 > _LONGEST_TAIL:
        return 0
    return len(word) - marks[-1]

"""What a changed figure takes with it in its sentence: the form of what it counts, and how sure it is."""

import re

from news.texts import fold_word

# "Three hours" -> "more than four hours": the figure changed, with how exactly it is known.
_EXACTNESS = (
    "more than at least most about some around nearly almost over only roughly approximately up to "
    "نحو حوالي قرابة زهاء أكثر من أقل عن لا يقل تقل على الأقل فقط حتى "
    "en az yaklaşık fazla sadece yalnızca kadar "
    "herî kêm nêzîkî nêzî zêdetirî zêdetir teqrîben tenê qasî "
    "au moins plus de environ près quelque seulement presque "
    "mindestens rund etwa mehr als über fast nur knapp ungefähr"
)
_PAIRS = (
    "person/people man/men woman/women child/children was/were is/are has/have does/do "
    "امرأة/نساء كان/كانوا est/sont a/ont était/étaient ist/sind war/waren hat/haben"
)
_HEDGES = frozenset(map(fold_word, _EXACTNESS.split()))
_FORMS = frozenset(frozenset(map(fold_word, pair.split("/"))) for pair in _PAIRS.split())
_LEAST_STEM = 3
_STEM_SHARE = 0.6  # of the shorter word
_ARABIC = re.compile("[\u0621-\u06ff]+")
_ARABIC_ENDS = re.compile("(?:ون|ين|ان|ات)$")
_ARABIC_WEAK = re.compile("[اويه]")


def hedge(word: str) -> bool:
    """Tell whether a folded word says how exact the figure after it is: "at least", "نحو", "rund"."""
    return word in _HEDGES


def alike(word: str, other: str) -> bool:
    """Tell whether two folded words may be forms of one: "soldier" and "soldiers", "قتيل" and "قتلى"."""
    if word == other or frozenset((word, other)) in _FORMS:
        return True
    if _ARABIC.fullmatch(word) and _ARABIC.fullmatch(other):
        root = _root(word)
        return len(root) > 1 and root == _root(other)
    least = max(_LEAST_STEM, round(_STEM_SHARE * min(len(word), len(other))))
    return len(word) >= least and word[:least] == other[:least]


def _root(word: str) -> str:
    """Return the strong letters of an Arabic word, which its singular, dual and plural share."""
    return _ARABIC_WEAK.sub("", _ARABIC_ENDS.sub("", word))

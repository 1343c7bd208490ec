"""Which places a text names, and which spellings only look like a place."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from actors.context import Context
from actors.matcher import Hit
from actors.names import Meaning, PlaceNaming
from actors.neighbours import name_before
from actors.spellings import plain
from actors.words import Words, capitalised, cased, words_of
from news.knowledge import Place
from news.records import PlaceMention

_WELL_KNOWN = frozenset(("capital", "city", "governorate", "region", "river", "road"))
_WIDE = frozenset(("capital", "governorate", "region", "river"))  # too wide to be where something happened
_LONG = 6  # letters from which a single word is seldom anything but this place; one less in its own language
# A capital is a place after these, and mostly a government elsewhere: "in Damascus", but "Damascus said".
_LOCATIVE = frozenset(
    (
        *("in", "near", "from", "to", "outside", "inside", "around", "into", "towards", "toward", "across"),
        *("a", "vers", "pres", "depuis", "nach", "aus", "bei", "li", "ji", "liberate", "reached", "entered"),
        *("في", "الي", "قرب", "من", "نحو", "в", "из", "под"),
    )
)
_LOCATIVE_SUFFIX = re.compile("['’](?:[dt][ae]|y?[ae]$)", re.IGNORECASE)  # Şam'da, Şam'dan, Şam'a
_DATELINE = re.compile(r"[^\S\n]*(?:[(\-–—:]|,[^\S\n]\w+[^\S\n]*[(\-–—:])")


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A spelling found in a text that may name `place`; a `weak` one needs something Syrian near it."""

    hit: Hit[Meaning]
    place: Place
    weak: bool


def places_found(words: Words, hits: Iterable[Hit[Meaning]], language: str | None) -> Iterator[PlaceFound]:
    """Yield the places that a text may name; capitals that stand for a government are left out."""
    for hit in hits:
        namings = [name.meaning for name in hit.names if isinstance(name.meaning, PlaceNaming)]
        surface = words.text[hit.start : hit.end]
        if not namings or not _written_right(surface, namings[0]):
            continue
        own = [n for n in namings if n.name.language == language] or namings
        # The city before the governorate that is called after it.
        chosen = min(own, key=lambda n: (n.place.kind == "governorate", n.place.id))
        if chosen.place.kind != "capital" or _locative(words, hit):
            yield PlaceFound(hit, chosen.place, _weak(chosen, hit, language))


def place_mentions(
    words: Words, found: Iterable[PlaceFound], context: Context, taken: Iterable[tuple[int, int]]
) -> tuple[PlaceMention, ...]:
    """Return the places named: the longest spelling wins; spans inside a `taken` one name an actor."""
    spent = {i for start, end in taken for i in range(start, end)}
    kept = []
    for one in sorted(found, key=lambda p: (-p.hit.length, p.hit.rule == "skeleton", p.hit.start)):
        start, end = one.hit.start, one.hit.end
        span = range(start, end)
        if not spent.isdisjoint(span) or not _believed(one, context):
            continue
        spent.update(span)
        kept.append(PlaceMention(one.place.id, start, end, words.text[start:end]))
    return tuple(sorted(kept, key=lambda mention: mention.start))


def scene(named: Iterable[PlaceMention], places: Mapping[str, Place]) -> str | None:
    """Return the first place named that is no wider than a town: news says first where it happened."""
    local = (one.place for one in named if one.place in places and places[one.place].kind not in _WIDE)
    return next(local, None)


def _believed(one: PlaceFound, context: Context) -> bool:
    """Tell whether what stands around a spelling lets it be this place, and not Ms Kelly."""
    if one.weak and not context.supports_near(one.hit):
        return False
    doubtful = one.hit.single and one.place.kind not in _WELL_KNOWN
    return not (doubtful and name_before(one.hit.first, context.words, context.language, context.known))


def _written_right(surface: str, naming: PlaceNaming) -> bool:
    if not cased(surface) or not capitalised(naming.name.form):
        return True
    return any(capitalised(form) for form in words_of(surface).forms)


def _weak(naming: PlaceNaming, hit: Hit[Meaning], language: str | None) -> bool:
    single, own = hit.single, naming.name.language == language
    letters = len(plain(naming.name.form).removeprefix("ال"))
    short = single and letters < (_LONG - 1 if own else _LONG)
    unknown = naming.place.kind not in _WELL_KNOWN and (short or (single and hit.rule == "skeleton"))
    return naming.name.ambiguous or naming.name.uncertain or unknown


def _locative(words: Words, hit: Hit[Meaning]) -> bool:
    before = plain(words.forms[hit.first - 1]) if hit.first and words.joined(hit.first) else ""
    if before in _LOCATIVE or _LOCATIVE_SUFFIX.search(words.forms[hit.last]):
        return True
    return words.begins_sentence(hit.first) and _DATELINE.match(words.text, hit.end) is not None

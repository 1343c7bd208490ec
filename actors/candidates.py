"""From spellings found to candidates: who may be meant, and does the way it is written allow it?"""

from collections.abc import Iterable, Iterator
from datetime import date

from actors.considered import Candidate, Refusal
from actors.matcher import Hit
from actors.names import ActorNaming, Meaning
from actors.spellings import is_article, plain
from actors.words import capitalised, capitals, cased, words_of
from news.knowledge import Alias

_VOWELS = frozenset("aeiouаеиоуыэюя")
_RULES = ("exact", "elision", "clitic", "suffix", "skeleton")  # the surest first
_SHORT = 3  # letters of an acronym that may be a word of another language


def candidates(
    text: str, hits: Iterable[Hit[Meaning]], language: str | None, day: date | None
) -> Iterator[Candidate | Refusal]:
    """Yield a candidate for each actor that a hit may name on this day, or why it cannot."""
    for hit in hits:
        aliases: dict[str, list[ActorNaming]] = {}
        for name in hit.names:
            if isinstance(name.meaning, ActorNaming):
                aliases.setdefault(name.meaning.actor.id, []).append(name.meaning)
        for namings in aliases.values():
            yield _candidate(text[hit.start : hit.end], hit, namings, language, day)


def longest(found: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates that do not overlap, in the order of the text: one for a span, the longest first.

    Between actors of one span goes the surer rule, then the spelling beyond doubt, then the one of whom
    others descend last (`root`), then the id.
    """
    kept: list[Candidate] = []
    taken: set[int] = set()
    for one in sorted(found, key=_precedence):
        span = range(one.hit.start, one.hit.end)
        if taken.isdisjoint(span):
            kept.append(one)
            taken.update(span)
    return sorted(kept, key=lambda c: c.hit.start)


def _precedence(one: Candidate) -> tuple[int, int, bool, bool, str]:
    rule = _RULES.index(one.hit.rule)
    return -one.hit.length, rule, one.doubtful, one.actor.id == one.actor.root, one.actor.id


def _candidate(
    surface: str, hit: Hit[Meaning], namings: list[ActorNaming], language: str | None, day: date | None
) -> Candidate | Refusal:
    actor, aliases = namings[0].actor, [naming.alias for naming in namings]
    current = [alias for alias in aliases if day is None or _means_it(alias, day)]
    chosen = _closest(current or aliases, surface, language)
    candidate = Candidate(hit, surface, actor, chosen[0], _doubtful(chosen, hit, language))
    if not current:
        return candidate.refused(f"{chosen[0].form} does not mean {actor.name} on {day}")
    if candidate.doubtful and hit.single and _foreign_word(chosen, language):
        return candidate.refused("the spelling is doubtful, and of another language than the text")
    if not any(_written_right(surface, alias, candidate.doubtful, language) for alias in chosen):
        return candidate.refused("it is not written as a name: capitals are missing")
    return candidate


def _foreign_word(aliases: list[Alias], language: str | None) -> bool:
    ambiguous = any(alias.ambiguous and alias.kind != "acronym" for alias in aliases)
    return ambiguous and language is not None and all(alias.language != language for alias in aliases)


def _means_it(alias: Alias, day: date) -> bool:
    after = alias.since is None or alias.since <= day
    return after and (alias.until is None or day <= alias.until)


def _closest(aliases: list[Alias], surface: str, language: str | None) -> list[Alias]:
    """Return the aliases that decide: of the text's language where there are any, spelt so if any is."""
    own = [alias for alias in aliases if alias.language == language] or aliases
    return [alias for alias in own if alias.form.casefold() == surface.casefold()] or own


def _doubtful(aliases: list[Alias], hit: Hit[Meaning], language: str | None) -> bool:
    """Tell whether this spelling is in need of context: marked so, one short word, or foreign and short."""
    alias, single = aliases[0], hit.single
    foreign = language is not None and all(a.language != language for a in aliases)
    return (
        any(a.ambiguous or a.uncertain for a in aliases)
        or (single and (alias.kind == "short" or hit.rule == "skeleton"))
        or (foreign and alias.kind == "acronym" and len(plain(alias.form)) <= _SHORT)
    )


def _written_right(surface: str, alias: Alias, doubtful: bool, language: str | None) -> bool:
    """Tell whether the capitals are those of a name; a script without capitals is always right."""
    if not cased(surface):
        return True
    if alias.kind == "acronym":
        return _acronym_right(surface, alias, doubtful, language)
    wanted, found = _capitalised(alias.form), _capitalised(surface)
    if not any(wanted):
        return True
    return found[0] and sum(found) >= sum(wanted) if doubtful else any(found)


def _capitalised(name: str) -> list[bool]:
    """Tell of each word of a name, its articles left out, whether it begins with a capital."""
    forms = words_of(name).forms
    pairs = zip(forms, (*forms[1:], ""), strict=True)
    return [capitalised(form) for form, after in pairs if not is_article(form, after)]


def _acronym_right(surface: str, alias: Alias, doubtful: bool, language: str | None) -> bool:
    letters, own = plain(alias.form), language in (None, alias.language)
    if len(letters) < _SHORT and not own:
        return False
    enough = 1 if len(letters) > _SHORT and not doubtful else 2
    if capitals(surface) >= min(enough, capitals(alias.form)):
        return True
    # Without a vowel it can be no other word: "htş" in a hurried text.
    return not doubtful and own and surface.islower() and not _VOWELS & set(letters)

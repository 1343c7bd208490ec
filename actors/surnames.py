"""Persons that a text names in full once, and by the surname afterwards."""

from collections.abc import Iterable, Iterator

from actors.considered import Candidate
from actors.neighbours import name_before
from actors.spellings import is_article, plain
from actors.words import Words, capitalised, cased
from news.records import Mention

_SHORTEST = 4  # letters; shorter surnames are words too often
_TITLES = frozenset(
    (
        *(
            "president",
            "minister",
            "general",
            "commander",
            "leader",
            "chief",
            "envoy",
            "ambassador",
            "sheikh",
        ),
        *("mr", "mrs", "ms", "dr", "gen", "ministre", "commandant", "bakan", "bakani", "lideri"),
        *("cumhurbaskani", "komutan", "serok", "fermandar", "президент", "министр", "генерал", "командир"),
    )
)  # as folded: what may stand before a surname without being a part of a name


def surnames(
    words: Words, named: Iterable[Candidate], spans: Iterable[Candidate], language: str | None
) -> Iterator[Mention]:
    """Yield the surnames, standing alone and outside all `spans`, of persons `named` in full before.

    Only in scripts with capitals: without them a surname such as "the lion" is not told from the word.
    """
    taken = {i for one in spans for i in range(one.hit.first, one.hit.last + 1)}
    owners: dict[str, Candidate] = {}
    for one in named:
        surname = plain(words.forms[one.hit.last])
        if one.actor.kind == "person" and one.hit.last > one.hit.first and len(surname) >= _SHORTEST:
            owners.setdefault(surname, one)
    for i, form in enumerate(words.forms if owners else ()):
        owner, length = _owner(form, owners)
        if owner is None or i in taken or i < owner.hit.first or not _alone(words, i, language):
            continue
        start, end = _start(words, i), words.starts[i] + length
        yield Mention(owner.actor.id, start, end, words.text[start:end], owner.alias.form, "surname")


def _owner(form: str, owners: dict[str, Candidate]) -> tuple[Candidate | None, int]:
    """Return whose surname a word is, and how many of its characters are that name."""
    if not cased(form) or not capitalised(form):
        return None, 0
    for length in (len(form), *(i for i, char in enumerate(form) if char in "'’")):
        owner = owners.get(plain(form[:length]))
        if owner is not None:
            return owner, length
    return None, 0


def _alone(words: Words, i: int, language: str | None) -> bool:
    """Tell whether no other name stands beside word `i`, of which it could be a part."""
    begin = i - 1 if i and words.joined(i) and is_article(words.forms[i - 1], words.forms[i]) else i
    titled = begin > 0 and plain(words.forms[begin - 1]) in _TITLES
    if not titled and name_before(begin, words, language, frozenset()):
        return False
    return not (i + 1 < len(words) and words.gap(i + 1) in (" ", "-") and words.forms[i + 1][0].isupper())


def _start(words: Words, i: int) -> int:
    article = i and words.joined(i) and is_article(words.forms[i - 1], words.forms[i])
    return words.starts[i - 1] if article else words.starts[i]

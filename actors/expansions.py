"""What else an acronym stands for in a text: "South African Airways ... SAA" is no army."""

from collections.abc import Iterable

from actors.considered import Candidate
from actors.spellings import plain
from actors.words import Words

_FEWEST_LETTERS = 3  # of an acronym that chance does not spell with the words of a text
_SMALL_WORD = 3  # letters up to which a word without capital may stand inside a name: of, the, de, für


def other_expansions(
    words: Words, doubtful: Iterable[Candidate], sure: Iterable[Candidate]
) -> frozenset[str]:
    """Return the acronyms, folded, that capitalised words of the text spell outside of sure mentions."""
    acronyms = {plain(one.surface) for one in doubtful if one.alias.kind == "acronym"}
    wanted = {letters for letters in acronyms if len(letters) >= _FEWEST_LETTERS}
    if not wanted:
        return frozenset()
    initials = _initials(words, {i for one in sure for i in range(one.hit.first, one.hit.last + 1)})
    return frozenset(letters for letters in wanted if letters in initials)


def _initials(words: Words, taken: set[int]) -> str:
    """Return the first letters of capitalised words that follow one another, runs parted by blanks."""
    letters = []
    for i, form in enumerate(words.forms):
        if i and not words.joined(i):
            letters.append(" ")
        if i not in taken and form[0].isupper() and not form.isupper():
            letters.append(plain(form[0]))
        elif len(form) > _SMALL_WORD or i in taken or form.isupper():
            letters.append(" ")
    return "".join(letters)

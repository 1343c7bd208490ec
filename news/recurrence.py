"""Which lines of an outlet's pages are no article, judged by how many of its stories bear them.

Boilerplate stands on a large share of an outlet's pages, whatever they tell. What else recurs is article: an
update repeats the version before it, a running story its background. So stories are counted, not pages: all
reports of one event, copies and updates among them, are one. A line is boilerplate from when it stands, to
all likelihood, on more than a quarter of the outlet's newest stories, and article again when it is still seen
but, to all likelihood, on less. To lose a line of an article is worse than to keep one of the outlet's.
"""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from math import sqrt

from news.records import Removed
from news.texts import line_id

RECURRING = "recurring"  # the kind of lines that were removed because they recur
NEWEST = 50  # pages of an outlet by which its lines are judged: an agency's half day, a local site's weeks
FORGOTTEN_AFTER = timedelta(days=60)  # a line that was not seen for so long is remembered no more
FEWEST_STORIES = 3
_SHARE = 0.25
_SURE = 1.645  # standard deviations: 95% sure. 3 of 5 stories are enough then, or 18 of 50; 3 of 6 are not
_FEWEST_WORDS = 5  # shorter lines are names and sub-headings as often, and rules know the usual ones
_FEWEST_WORDS_ABOVE = 10  # above the first paragraph, where datelines stand
_PARAGRAPH = 15  # words


class Standing(StrEnum):
    """What a line that was found to recur counts as."""

    BOILERPLATE = "boilerplate"  # stands on a large share of the outlet's stories: removed from its pages
    RARE = "rare"  # was boilerplate, and turned out to stand on few: article
    KEPT = "kept"  # the operator says that it is article


def lines_to_judge(text: str, removed: Iterable[Removed] = ()) -> dict[int, str]:
    """Return the lines of a page that may turn out to be boilerplate, by id, in their order.

    `text` is what was kept of the page, `removed` what was not: what was removed as recurring still recurs.
    """
    lines = {line_id(line.text): line.text for line in removed if line.kind == RECURRING}
    begun = False
    for line in text.split("\n"):
        words = len(line.split())
        begun = begun or words >= _PARAGRAPH
        if words >= (_FEWEST_WORDS if begun else _FEWEST_WORDS_ABOVE):
            lines[line_id(line)] = line
    return lines


def recurs(stories: int, of: int) -> bool:
    """Tell whether a line that stands on so many of an outlet's newest stories is boilerplate."""
    return stories >= FEWEST_STORIES and _bounds(stories, of)[0] > _SHARE


def is_rare(stories: int, of: int) -> bool:
    """Tell whether a line stands on so few of an outlet's newest stories that it is article."""
    return _bounds(stories, of)[1] < _SHARE


def standing(before: Standing | None, stories: int, of: int, *, seen_now: bool) -> Standing | None:
    """Return what a line counts as now, given what it counted as; None where it is like any other.

    What the operator said stands. Between sure and surely not, all stays as it was. `seen_now` says whether
    a page that is new bears the line: one that a site has given up grows rare too, and was boilerplate.
    """
    if before is Standing.KEPT:
        return before
    if recurs(stories, of):
        return Standing.BOILERPLATE
    rare = before is Standing.BOILERPLATE and seen_now and is_rare(stories, of)
    return Standing.RARE if rare else before


def without(text: str, recurring: Iterable[int]) -> tuple[str, tuple[Removed, ...]]:
    """Part a text from its recurring lines; where nothing else would be left, it stays whole."""
    unwanted = frozenset(recurring)
    paragraphs = text.split("\n\n")
    removed = [paragraph for paragraph in paragraphs if line_id(paragraph) in unwanted]
    if not removed or len(removed) == len(paragraphs):
        return text, ()
    kept = [paragraph for paragraph in paragraphs if line_id(paragraph) not in unwanted]
    return "\n\n".join(kept), tuple(Removed(RECURRING, paragraph) for paragraph in removed)


def _bounds(stories: int, of: int) -> tuple[float, float]:
    """Return between which shares the true one lies, when so many of these were seen (Wilson 1927)."""
    seen, doubt = stories / of, _SURE * _SURE / of
    middle = seen + doubt / 2
    reach = _SURE * sqrt(seen * (1 - seen) / of + doubt / (4 * of))
    return (middle - reach) / (1 + doubt), (middle + reach) / (1 + doubt)

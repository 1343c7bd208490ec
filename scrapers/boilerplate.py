"""Lines of a page's text that are no article: told by the rules of a pack, one line at a time."""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from news.knowledge import LineRule
from news.records import Removed
from news.recurrence import RECURRING
from news.texts import folded, line_id
from scrapers.lines import Line

_LAST_LINES = 3  # a rule for the end of a page sees so many kept lines after its line at most
_LONGEST_ROW = 160  # characters of a row of labels, parted by bars
_SHORTEST_CAPTION = 40  # characters of a caption by which its repetition is known
# No bracket inside a text and a longest target: without them a line of brackets takes hours.
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^)]{0,1000}\)")
_MARKS = re.compile(
    r"\\([\W_])|\*+|^\s*(?:#{1,6}\s+|>\s+)|(?<!\w)__?|__?(?!\w)|<(?=https?:)|(?<=\S)>(?=\W|$)"
)
_BULLET = re.compile(r"^(?:[-–•·▪●◾»›>|/]\s*)+")
_GIVES_NAME = re.compile(r"^(?:by|articles by|von|par|por|автор|بقلم)\b\s*:?\s*(.{3,60})$", re.IGNORECASE)


class Same:
    """Rules as the key of what is remembered of them: to hash all of a pack's takes 0.1 ms, on every page."""

    def __init__(self, rules: Sequence[LineRule]) -> None:
        self.rules = tuple(rules)

    def __eq__(self, other: object) -> bool:
        """Tell whether another holds the same rules; at once where it holds the very same tuple."""
        return isinstance(other, Same) and (self.rules is other.rules or self.rules == other.rules)

    def __hash__(self) -> int:
        """Return a hash of what tells packs apart: how many rules they have, and which are first and last."""
        return hash((len(self.rules), *(rule.pattern for rule in self.rules[:1] + self.rules[-1:])))


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    fits: Callable[[str], re.Match[str] | None]
    longest: int
    at_end: bool
    cuts: bool
    needs: tuple[str, ...]

    def hits(self, line: str, small: str) -> bool:
        """Tell whether a line, here in small letters too, is of this rule's kind."""
        if len(line) > self.longest:
            return False
        if self.needs and not any(word in small for word in self.needs):
            return False
        return self.fits(line) is not None


def strip(
    lines: Sequence[Line],
    rules: Sequence[LineRule],
    outlet: str = "",
    headlines: Collection[str] = (),
    recurring: frozenset[int] = frozenset(),
) -> tuple[tuple[str, ...], tuple[Removed, ...]]:
    """Part the lines of a page's text into those of the article and those that are not.

    What only repeats one of the `headlines` falls, and what a rule knows by its wording, and what its place
    on the page tells to be none, and what is `recurring` on the outlet's pages (ids as `news.texts.line_id`
    gives them). Rules see a line without Markdown marks and list bullets. `{outlet}` in
    a pattern stands for the outlet's name; with an empty `outlet` such a pattern is left out. Where nothing
    else is left, the headline is kept, for short news has no more; else what recurs.
    """
    lines = [line for line in lines if line.text.strip()]
    plain = [plain_line(line.text) for line in lines]
    known = [bool(recurring) and line_id(line.text) in recurring for line in lines]
    kinds = _judged(lines, plain, known, _compiled(Same(rules), outlet), headlines)
    if not any(kind is None for kind in kinds) and "headline" in kinds:
        kinds[kinds.index("headline")] = None
    if not any(kind is None for kind in kinds):
        kinds = [None if kind == RECURRING else kind for kind in kinds]
    judged = [(line.text.strip(), kind) for line, kind in zip(lines, kinds, strict=True)]
    kept = tuple(line for line, kind in judged if kind is None)
    return kept, tuple(Removed(kind, line) for line, kind in judged if kind is not None)


def strip_lines(
    lines: Sequence[str], rules: Sequence[LineRule]
) -> tuple[tuple[str, ...], tuple[Removed, ...]]:
    """Part lines of which nothing but their wording is known."""
    return strip([Line(line) for line in lines], rules)


@lru_cache(maxsize=64)
def of_kinds(rules: Same, kinds: frozenset[str]) -> tuple[LineRule, ...]:
    """Return the rules of these kinds; the very same tuple for the same rules."""
    return tuple(rule for rule in rules.rules if rule.kind in kinds)


def plain_line(line: str) -> str:
    """Return a line without Markdown marks, link targets and bullets, on one line of single spaces."""
    bare = _MARKS.sub(r"\1", _LINK.sub(r"\1", line))
    return _BULLET.sub("", " ".join(bare.split())).strip()


def _judged(
    found: Sequence[Line],
    lines: list[str],
    recurring: list[bool],
    rules: Sequence[_Rule],
    headlines: Collection[str],
) -> list[str | None]:
    titles = frozenset(map(folded, frozenset(headlines))) - {""}
    longest = 2 * max(map(len, headlines), default=0)  # folding a whole text is dear
    small = [line.lower() for line in lines]
    kinds = [
        ("headline" if len(line) <= longest and folded(line) in titles else None)
        or _kind(line, low, rules)
        or one.kind
        or (RECURRING if recurs else None)
        for one, line, low, recurs in zip(found, lines, small, recurring, strict=True)
    ]
    _cut(lines, small, kinds, [rule for rule in rules if rule.cuts])
    _spread(lines, kinds)
    _judge_end(lines, small, kinds, [rule for rule in rules if rule.at_end])
    return kinds


def _kind(line: str, small: str, rules: Sequence[_Rule]) -> str | None:
    if not any(char.isalnum() for char in line):
        return "separator"
    kind = next((rule.kind for rule in rules if not rule.at_end and rule.hits(line, small)), None)
    if kind is not None or "|" not in line or len(line) > _LONGEST_ROW:
        return kind
    kinds = [_kind(part, part.lower(), rules) for part in map(str.strip, line.split("|")) if part]
    return kinds[0] if None not in kinds else None


def _cut(lines: list[str], small: list[str], kinds: list[str | None], rules: Sequence[_Rule]) -> None:
    """Let the article end at the first line that says so, if more of the text stands before it than after."""
    before = [0, *accumulate(map(len, lines))]  # characters, for each line and for the end
    for index, line in enumerate(lines):
        if 2 * before[index] < before[-1]:
            continue
        rule = next((rule for rule in rules if rule.hits(line, small[index])), None)
        if rule is not None:
            kinds[index:] = [kind or rule.kind for kind in kinds[index:]]
            return


def _spread(lines: list[str], kinds: list[str | None]) -> None:
    """Take the repetitions of what was found: captions come twice, and a byline's name stands alone again."""
    captions = sorted(line for line, kind in zip(lines, kinds, strict=True) if kind == "photo_caption")
    names = {
        folded(match[1])
        for line, kind in zip(lines, kinds, strict=True)
        if kind and (match := _GIVES_NAME.match(line))
    }
    for index, line in enumerate(lines):
        if kinds[index] is not None:
            continue
        if len(line) >= _SHORTEST_CAPTION and _begins_any(line, captions):
            kinds[index] = "photo_caption"
        elif names and folded(line) in names:
            kinds[index] = "byline_source"


def _begins_any(start: str, ordered: list[str]) -> bool:
    """Tell whether one of these texts, in order, begins so: it is the first that is not before `start`."""
    place = bisect_left(ordered, start)
    return place < len(ordered) and ordered[place].startswith(start)


def _judge_end(lines: list[str], small: list[str], kinds: list[str | None], rules: Sequence[_Rule]) -> None:
    """Judge the last lines from the end upwards, so that one find brings the line before it nearer."""
    after = 0
    for index in range(len(lines) - 1, -1, -1):
        if kinds[index] is None:
            line, low = lines[index], small[index]
            kinds[index] = next((rule.kind for rule in rules if rule.hits(line, low)), None)
            after += kinds[index] is None
        if after > _LAST_LINES:
            return


@lru_cache(maxsize=256)
def _compiled(rules: Same, outlet: str) -> tuple[_Rule, ...]:
    """Compile rules for one outlet, those that differ in nothing but their pattern into one."""
    patterns: dict[tuple[str, int, bool, bool, tuple[str, ...], bool], list[str]] = {}
    for rule in rules.rules:
        if rule.language or ("{outlet}" in rule.pattern and not outlet):
            continue
        pattern = rule.pattern.replace("{outlet}", f"(?:{re.escape(outlet)})")
        at_start = _is_anchored(rule.pattern)
        key = (rule.kind, rule.longest, rule.at_end, rule.cuts, tuple(rule.needs), at_start)
        patterns.setdefault(key, []).append(f"(?:{pattern})")
    return tuple(
        _Rule(kind, _fitting("|".join(alternatives), at_start), longest, at_end, cuts, needs)
        for (kind, longest, at_end, cuts, needs, at_start), alternatives in patterns.items()
    )


def _fitting(pattern: str, at_start: bool) -> Callable[[str], re.Match[str] | None]:
    """Return what looks for a pattern; only `match` knows that "^" cannot fit further on."""
    compiled = re.compile(pattern, re.IGNORECASE)
    return compiled.match if at_start else compiled.search


def _is_anchored(pattern: str) -> bool:
    """Tell whether each alternative of a pattern begins with "^"; in doubt not."""
    depth, start = 0, 0
    for number, sign in enumerate(re.sub(r"\\.|\[\^?\]?[^\]]*\]", "xx", pattern)):
        depth += (sign == "(") - (sign == ")")
        if number == start and sign != "^":
            return False
        if sign == "|" and depth == 0:
            start = number + 1
    return True

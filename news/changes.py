"""What changed between two versions of an article, named: its figures first of all.

pair the paragraphs ─▶ compare each pair ─▶ name what differs ─▶ weigh
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import product
from typing import Protocol

from news.notices import Notice, notices
from news.numbers import Token, languages_of, tokens
from news.wordings import alike, hedge

_ALIKE = 0.5  # share of the words from which two paragraphs are one, reworded
_WITHIN = 0.8  # or: this share of the shorter one's words stands in the other,
_WITHIN_ALIKE = 0.25  # which is not beyond all measure longer,
_WITHIN_WORDS = 8  # and it has words enough that this is no chance
_NEAR = 40  # paragraphs further apart than this are not compared: a page of thousands would never end
# Of equal words in two paragraphs whose figures are sought: one word, a thousand times, would take a minute.
_MOST_MEETINGS = 60_000
_RETRACTED = 0.15  # a text that shrank below this share of its words is as good as withdrawn,
_RETRACTED_FROM = 40  # if it had as many words
_SENTENCE_ENDS = frozenset(".!?؟…۔\n")
_FOLLOWING = 2  # words after a figure that are told with it


Bag = frozenset[tuple[str, int]]  # the words of a paragraph, each as often as it occurs


class Said(Protocol):
    """Anything with a headline and a text: an article, a revision."""

    @property
    def title(self) -> str:
        """The headline."""
        ...

    @property
    def text(self) -> str:
        """The text; paragraphs are parted by an empty line."""
        ...


class Kind(StrEnum):
    """In what way a version differs from the one before it; what weighs most comes first."""

    HEADLINE = "headline"
    FIGURE = "figure"  # another figure in words that otherwise stayed
    RETRACTION = "retraction"  # a notice that the article is withdrawn, or hardly anything left of it
    CORRECTION = "correction"  # a notice of the desk: it corrected, or explains, something
    UPDATE = "update"  # a notice of the desk: here is what is new
    REMOVED = "removed"
    ADDED = "added"
    REWORDED = "reworded"
    TYPOGRAPHY = "typography"  # signs, spelling, "three" for "3": no news


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what stood there before and what stands there after; either is "" where nothing does.

    `kept` is, of a paragraph that was reworded, the share of the words that both versions have.
    """

    kind: Kind
    before: str
    after: str
    kept: float | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two versions.

    `named` are the changes, those that weigh most first; `lines` the paragraphs that went ("-") and came
    ("+"), in the order of the text. A paragraph in both versions is `kept`, wherever it stands; one that has
    become another is `reworded`, even if only a figure or a comma changed in it, and stands in `lines` twice.
    """

    named: tuple[Change, ...]
    lines: tuple[tuple[str, str], ...]
    kept: int
    reworded: int = 0

    @property
    def removed(self) -> int:
        """How many paragraphs went."""
        return sum(sign == "-" for sign, _ in self.lines) - self.reworded

    @property
    def added(self) -> int:
        """How many paragraphs came."""
        return sum(sign == "+" for sign, _ in self.lines) - self.reworded


def changes(old: Said, new: Said) -> Changes:
    """Return what differs between two versions, paragraph by paragraph, and what that is called."""
    languages = languages_of(f"{old.title}\n{old.text}\n{new.title}\n{new.text}")
    before, after = _paragraphs(old.text), _paragraphs(new.text)
    tokens_before = [tokens(paragraph, languages) for paragraph in before]
    tokens_after = [tokens(paragraph, languages) for paragraph in after]
    kept = _same(before, after)
    pairs = kept | _similar(
        {at: _bag(each) for at, each in enumerate(tokens_before) if at not in kept},
        {at: _bag(each) for at, each in enumerate(tokens_after) if at not in kept.values()},
    )
    found = [
        *_headline(old.title, new.title, languages),
        *_shrunk(old.text, new.text, sum(map(len, tokens_before)), sum(map(len, tokens_after))),
    ]
    for left, right in _walk(pairs, len(before), len(after)):
        if left is None and right is not None:
            found += _noticed(notices(after[right])) or [Change(Kind.ADDED, "", after[right])]
        elif left is not None and right is None:
            found.append(Change(Kind.REMOVED, before[left], ""))
        elif left is not None and right is not None and left not in kept:
            found += _pair(before[left], after[right], tokens_before[left], tokens_after[right])
    weight = {kind: at for at, kind in enumerate(Kind)}
    named = tuple(sorted(dict.fromkeys(found), key=lambda change: weight[change.kind]))
    lines = tuple(_lines(before, after, pairs, kept))
    return Changes(named, lines, len(kept), len(pairs) - len(kept))


def _paragraphs(text: str) -> list[str]:
    return [paragraph for paragraph in text.split("\n\n") if paragraph]


def _same(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Pair the paragraphs that are equal, wherever they stand."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, paragraph in reversed(list(enumerate(after))):
        places[paragraph].append(at)
    return {at: places[paragraph].pop() for at, paragraph in enumerate(before) if places[paragraph]}


def _bag(found: Sequence[Token]) -> Bag:
    """Return the words of a paragraph, each as often as it occurs; all figures are one word."""
    counts: dict[str, int] = defaultdict(int)
    bag = []
    for token in found:
        word = "#" if token.figure else token.key
        bag.append((word, counts[word]))
        counts[word] += 1
    return frozenset(bag)


def _similar(before: dict[int, Bag], after: dict[int, Bag]) -> dict[int, int]:
    """Pair the paragraphs that are most alike, then the next ones, as far as they are one at all.

    The order is the same whichever version is called the old one, so that what was added to one was removed
    from the other.
    """
    scored = []
    for (left, (at, bag)), (right, (other_at, other)) in product(
        enumerate(before.items()), enumerate(after.items())
    ):
        if abs(left - right) <= _NEAR and (score := _likeness(bag, other)):
            scored.append((-score, abs(left - right), left + right, at, other_at))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, at, other_at in sorted(scored):
        if at not in pairs and other_at not in taken:
            pairs[at] = other_at
            taken.add(other_at)
    return pairs


def _likeness(bag: Bag, other: Bag) -> float:
    """Return the share of words that two paragraphs have in common, 0 if they are not one."""
    shared = len(bag & other)
    share = _share(shared, bag, other)
    shorter = min(len(bag), len(other))
    within = shorter >= _WITHIN_WORDS and shared >= _WITHIN * shorter and share >= _WITHIN_ALIKE
    return share if share >= _ALIKE or within else 0.0


def _share(shared: int, bag: Bag, other: Bag) -> float:
    return 2 * shared / ((len(bag) + len(other)) or 1)


def _walk(pairs: dict[int, int], before: int, after: int) -> Iterator[tuple[int | None, int | None]]:
    """Go through both versions in the order of the new one; what went comes where it stood."""
    partners = {right: left for left, right in pairs.items()}
    gone = iter([left for left in range(before) if left not in pairs])
    waiting = next(gone, None)
    for right in range(after):
        left = partners.get(right)
        while left is not None and waiting is not None and waiting < left:
            yield waiting, None
            waiting = next(gone, None)
        yield left, right
    while waiting is not None:
        yield waiting, None
        waiting = next(gone, None)


def _lines(
    before: Sequence[str], after: Sequence[str], pairs: dict[int, int], kept: dict[int, int]
) -> Iterator[tuple[str, str]]:
    for left, right in _walk(pairs, len(before), len(after)):
        if left is not None and left not in kept:
            yield "-", before[left]
        if right is not None and (left is None or left not in kept):
            yield "+", after[right]


def _headline(old: str, new: str, languages: frozenset[str]) -> Iterator[Change]:
    if old == new:
        return
    left, right = tokens(old, languages), tokens(new, languages)
    if _keys(left) == _keys(right):
        yield Change(Kind.TYPOGRAPHY, old, new)
        return
    yield Change(Kind.HEADLINE, old, new)
    told = notices(old)
    yield from _noticed({notice: text for notice, text in notices(new).items() if notice not in told})
    yield from _figures(old, new, left, right)[0]


def _shrunk(old: str, new: str, before: int, after: int) -> Iterator[Change]:
    if before >= _RETRACTED_FROM and after < _RETRACTED * before and not notices(new).get(Notice.RETRACTION):
        yield Change(Kind.RETRACTION, old, new)


def _noticed(found: dict[Notice, str]) -> list[Change]:
    """Name the gravest notice; what it tells is not told again as an addition."""
    return [Change(Kind(notice), "", text) for notice, text in list(found.items())[:1]]


def _pair(old: str, new: str, left: Sequence[Token], right: Sequence[Token]) -> list[Change]:
    """Name what differs between two versions of one paragraph."""
    if _keys(left) == _keys(right):
        return [Change(Kind.TYPOGRAPHY, old, new)]
    told = notices(old)
    found = _noticed({notice: text for notice, text in notices(new).items() if notice not in told})
    figures, more = _figures(old, new, left, right)
    found += figures
    if more:
        bag, other = _bag(left), _bag(right)
        found.append(Change(Kind.REWORDED, old, new, _share(len(bag & other), bag, other)))
    return found


def _keys(found: Iterable[Token]) -> list[str]:
    return [token.key for token in found]


def _figures(old: str, new: str, left: Sequence[Token], right: Sequence[Token]) -> tuple[list[Change], bool]:
    """Return the figures that changed in words that stayed, and whether more than them differs."""
    if _meetings(left, right) > _MOST_MEETINGS:
        return [], True
    found = []
    stayed: set[int] = set()
    stayed_too: set[int] = set()
    for at, other in _aligned(left, right):
        if left[at].key == right[other].key:
            stayed.add(at)
            stayed_too.add(other)
            continue
        one, two = _Place(old, left, at), _Place(new, right, other)
        if (near := _context(one, two)) is not None:
            stayed |= near[0]
            stayed_too |= near[1]
            hedged = one.hedges() != two.hedges()
            found.append(Change(Kind.FIGURE, _told(one, hedged=hedged), _told(two, hedged=hedged)))
    return found, len(stayed) < len(left) or len(stayed_too) < len(right)


def _meetings(left: Sequence[Token], right: Sequence[Token]) -> int:
    """Return how often a word of one side meets itself on the other: what it costs to pair them."""
    words, others = (Counter("#" if token.figure else token.key for token in each) for each in (left, right))
    return sum(count * others[word] for word, count in words.items())


def _aligned(left: Sequence[Token], right: Sequence[Token]) -> list[tuple[int, int]]:
    """Pair the words that stayed where they were; any figure may stand for any other."""
    words, others = (["#" if token.figure else token.key for token in each] for each in (left, right))
    turned = others < words  # the same words are paired, whichever version is called the old one
    matcher = SequenceMatcher(None, *((others, words) if turned else (words, others)), autojunk=False)
    blocks = matcher.get_matching_blocks()
    pairs = [(one + at, two + at) for one, two, size in blocks for at in range(size)]
    return [(two, one) for one, two in pairs] if turned else pairs


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure in a paragraph."""

    text: str
    tokens: Sequence[Token]
    at: int

    def beside(self, at: int, step: int) -> int | None:
        """Return where the next word of the sentence stands, None where the sentence ends or begins."""
        if not 0 <= at + step < len(self.tokens):
            return None
        first, second = sorted((at, at + step))
        return None if _SENTENCE_ENDS & set(self.between(first, second)) else at + step

    def between(self, first: int, second: int) -> str:
        """Return what stands between two words."""
        return self.text[self.tokens[first].end : self.tokens[second].start]

    def hedges(self) -> list[str]:
        """Return the words that say how exact it is."""
        return [self.tokens[at].key for at in sorted(self.before()[1])]

    def before(self) -> tuple[int | None, set[int]]:
        """Return where the word before it stands, and those between them that say how exact it is."""
        hedges: set[int] = set()
        at = self.beside(self.at, -1)
        while at is not None and not self.tokens[at].figure and hedge(self.tokens[at].key):
            hedges.add(at)
            at = self.beside(at, -1)
        return at, hedges

    def after(self) -> tuple[int | None, int | None]:
        """Return where the two words after it stand."""
        following = self.beside(self.at, 1)
        return following, None if following is None else self.beside(following, 1)


def _context(one: _Place, two: _Place) -> tuple[set[int], set[int]] | None:
    """Return what belongs to two figures that count the same thing, None if they do not count the same.

    They do if what is counted stayed, and the word before it or the second one after it; what is counted
    may stand in another number ("one soldier", "two soldiers").
    """
    (left, hedges), (left_two, hedges_two) = one.before(), two.before()
    (next_, second), (next_two, second_two) = one.after(), two.after()
    before, after, beyond = (
        _stayed(one, at, two, other)
        for at, other in ((left, left_two), (next_, next_two), (second, second_two))
    )
    words = (after and next_ is not None) or (before and left is not None)
    if not (after and words and (before or (beyond and second is not None))):
        return None
    near, near_two = {one.at, *hedges}, {two.at, *hedges_two}
    for stays, at, other in ((after, next_, next_two), (after and beyond, second, second_two)):
        if stays and at is not None and other is not None:
            near.add(at)
            near_two.add(other)
    return near, near_two


def _stayed(one: _Place, at: int | None, two: _Place, other: int | None) -> bool:
    if at is None or other is None:
        return at is other
    left, right = one.tokens[at], two.tokens[other]
    return left.figure and right.figure if left.figure or right.figure else alike(left.key, right.key)


def _told(place: _Place, *, hedged: bool) -> str:
    """Return a figure as it is written, with what it counts; `hedged`, with how exact it is said to be."""
    begin = end = place.at
    for _ in range(_FOLLOWING):
        following = place.beside(end, 1)
        if following is None or place.tokens[following].figure or "," in place.between(end, following):
            break
        end = following
    ahead, hedges = place.before()
    if hedged and hedges:
        begin = min(hedges)
    elif end == place.at and ahead is not None:
        begin = ahead
    return place.text[place.tokens[begin].start : place.tokens[end].end]

"""What speaks for and against a block of a page being article, as numbers that `scrapers.likelihood` weighs.

No feature knows a language: they tell of lengths, links, punctuation, marks, and of where a block stands.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scrapers.blocks import Block
from scrapers.declarations import Said
from scrapers.marks import BIT, NAMES
from scrapers.regions import SET_APART, densest, set_apart

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…。！？؟][\"'”»’)」]*$")
_COMMAS = re.compile(r"[,;،，、]")
_SIGNS = re.compile(r"[|»›>•·©/]")
_DIGITS = re.compile(r"\d")
_SAMPLE = 120  # characters that tell of letters, digits and signs
_MOST_TITLE_WORDS = 40  # of a block that may be a headline or description
_TELLING = 8  # words by which a block is found in the declared text
_LONGEST_BODY = 100_000  # characters of the declared text that are looked at
_FAR = 30  # blocks
_MOST_HEADINGS = 5  # of the first rank: pages that go on with the next article have several
_TAGS = ("p", "div", "li", "heading", "td", "pre")
_NEIGHBOURS = (-2, -1, 1, 2)
_NO_NEIGHBOUR = (-1.0, -1.0, -1.0, -1.0)
_HOLDING = ("blocks", "words", "linked", "told", "long")
_OWN = ("list", "picture", "caption")
_APART_BITS = tuple(BIT[name] for name in SET_APART)
_OWN_BITS = tuple(BIT[name] for name in _OWN)
_AROUND_BITS = tuple(BIT[name] for name in NAMES)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

FEATURES = (
    *("told", "words", "characters", "linked", "ends", "lower", "capitals", "digits", "commas", "signs"),
    *(f"tag {tag}" for tag in _TAGS),
    *(f"own {name}" for name in _OWN),
    *(f"around {name}" for name in NAMES),
    *("depth", "position", "among long", "from long", "share before", "words before", "words after"),
    *("headings before", "headings", "from heading", "to long before", "to long after"),
    *("of headline", "headline", "described", "declared", "repeated"),
    *(f"apart {name}" for name in SET_APART),
    *("in region", "region before", "region after", "density of parent", "density of grandparent"),
    *(f"{what} {place:+}" for place in _NEIGHBOURS for what in ("words", "linked", "told", "heading")),
    *(f"{what} in holder {level}" for level in range(3) for what in _HOLDING),
    *("words in holder 3", "long in holder 3"),
)


@dataclass(slots=True)
class _Held:
    """What an element of the page holds, in blocks and words."""

    blocks: int = 0
    words: float = 0.0
    linked: float = 0.0
    told: float = 0.0
    long: int = 0


class Ground:
    """What is the same of a page whatever a draft tells of it."""

    def __init__(self, page: Sequence[Block], said: Said) -> None:
        self.page = page
        self.long = [number for number, block in enumerate(page) if block.is_long]
        self.words = sum(block.words for block in page) or 1.0
        self.heads = [number for number, block in enumerate(page) if block.tag == "h1"]
        self.repeated = Counter(block.text for block in page)
        self.region = densest(page)
        self.highest = max(self.region.weights.values(), default=0.0) or 1.0
        self.sayings = _Sayings(said)


class View:
    """A page as it is seen from each of its blocks, when a draft tells some of them."""

    def __init__(self, ground: Ground, told: Sequence[bool]) -> None:
        self.page = page = ground.page
        self.told = told
        self.long = ground.long
        self._ground = ground
        self._told_before = _running(block.words * tells for block, tells in zip(page, told, strict=True))
        self._all_told = self._told_before[-1] or 1.0
        told_long = [number for number in self.long if told[number]]
        ends = told_long or [number for number, tells in enumerate(told) if tells] or [0]
        self._first, self._last = ends[0], ends[-1]
        self._held = _held(page, told)

    def row(self, number: int) -> list[float]:
        """Return the features of one block, in the order of `FEATURES`."""
        block = self.page[number]
        return [
            *self._form(number, block),
            *_tags(block.tag),
            *_flags(block.own, _OWN_BITS),
            *_flags(block.around, _AROUND_BITS),
            *self._place(number, block),
            *self._headed(number),
            *self._ground.sayings.of(block),
            float(self._ground.repeated[block.text]),
            *_flags(set_apart(block, self._ground.region.shared), _APART_BITS),
            *self._in_region(number, block),
            *(value for place in _NEIGHBOURS for value in self._neighbour(number + place)),
            *self._holding(block),
        ]

    def _form(self, number: int, block: Block) -> tuple[float, ...]:
        text = block.text
        sample = text[:_SAMPLE]
        return (
            float(self.told[number]),
            min(block.words, 200.0),
            float(min(len(text), 1000)),
            block.linked,
            float(_SENTENCE_END.search(text, max(0, len(text) - 9)) is not None),
            float(text[0].islower()),
            sum(map(str.isupper, sample)) / (sum(map(str.isalpha, sample)) or 1),
            len(_DIGITS.findall(sample)) / len(sample),
            len(_COMMAS.findall(text)) / block.words,
            float(len(_SIGNS.findall(sample))),
        )

    def _place(self, number: int, block: Block) -> tuple[float, ...]:
        first, last, before = self._first, self._last, self._told_before
        outside = number - first if number < first else number - last if number > last else 0
        return (
            float(block.depth),
            number / len(self.page),
            float(first <= number <= last),
            float(max(-20, min(20, outside))),
            before[number] / self._all_told,
            min(before[number], 1000.0),
            min(before[-1] - before[number + 1], 1000.0),
        )

    def _headed(self, number: int) -> tuple[float, ...]:
        heads, long = self._ground.heads, self.long
        head = bisect_left(heads, number + 1)
        heading = heads[head - 1] if head else heads[0] if heads else number
        at = bisect_left(long, number)
        after = at + (at < len(long) and long[at] == number)
        return (
            float(min(head, _MOST_HEADINGS)),
            float(min(len(heads), _MOST_HEADINGS)),
            float(max(-_FAR, min(2 * _FAR, number - heading))),
            float(min(_FAR, number - long[at - 1])) if at else _FAR + 1.0,
            float(min(_FAR, long[after] - number)) if after < len(long) else _FAR + 1.0,
        )

    def _in_region(self, number: int, block: Block) -> tuple[float, ...]:
        return (
            float(number in self._ground.region.inside),
            self._is_in_region(number - 1),
            self._is_in_region(number + 1),
            self._ground.region.weights.get(block.holders[1], 0.0) / self._ground.highest,
            self._ground.region.weights.get(block.holders[2], 0.0) / self._ground.highest,
        )

    def _is_in_region(self, number: int) -> float:
        if not 0 <= number < len(self.page):
            return -1.0
        return float(number in self._ground.region.inside)

    def _neighbour(self, number: int) -> tuple[float, ...]:
        if not 0 <= number < len(self.page):
            return _NO_NEIGHBOUR
        block = self.page[number]
        heading = 1.0 if block.tag in _HEADINGS else 0.0
        return (min(block.words, 100.0), block.linked, float(self.told[number]), heading)

    def _holding(self, block: Block) -> list[float]:
        values: list[float] = []
        for number in block.holders[:3]:
            held = self._held[number]
            words = held.words or 1.0
            values += (
                *(float(min(held.blocks, 50)), held.words / self._ground.words, held.linked / words),
                *(held.told / self._all_told, float(held.long)),
            )
        outer = self._held[block.holders[3]]
        return [*values, outer.words / self._ground.words, float(outer.long)]


class _Sayings:
    """What a page says of its article, for comparison with its blocks."""

    def __init__(self, said: Said) -> None:
        headlines = {" ".join(_words(headline)) for headline in said.headlines} - {""}
        self._lines = headlines
        self._headlines = [set(headline.split()) for headline in headlines]
        self._descriptions = f" {'  '.join(' '.join(_words(text)) for text in said.descriptions)} "
        self._body = f" {' '.join(_words(said.body[:_LONGEST_BODY]))} " if said.body else ""

    def of(self, block: Block) -> tuple[float, ...]:
        """Return how much a block is like a headline, and whether it is one, described, or declared."""
        if block.words > _MOST_TITLE_WORDS and not self._body:
            return (0.0, 0.0, 0.0, -1.0)
        words = _words(block.text)
        line, own = " ".join(words), set(words)
        shares = [len(own & headline) / len(own | headline) for headline in self._headlines] if own else []
        beginning = " ".join(words[:_TELLING])
        return (
            max(shares, default=0.0),
            float(line in self._lines),
            float(len(words) >= 4 and f" {line} " in self._descriptions),
            float(f" {beginning} " in self._body) if self._body else -1.0,
        )


@lru_cache(maxsize=4_096)
def _flags(marks: int, bits: tuple[int, ...]) -> tuple[float, ...]:
    return tuple(1.0 if marks & bit else 0.0 for bit in bits)


@lru_cache(maxsize=256)
def _tags(tag: str) -> tuple[float, ...]:
    name = "heading" if tag in _HEADINGS else tag
    return tuple(1.0 if name == each else 0.0 for each in _TAGS)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _running(values: Iterable[float]) -> list[float]:
    """Return the sums of the values before each place, and of all."""
    total, sums = 0.0, [0.0]
    for value in values:
        total += value
        sums.append(total)
    return sums


def _held(page: Sequence[Block], told: Sequence[bool]) -> dict[int, _Held]:
    holders: dict[int, _Held] = {}
    for block, tells in zip(page, told, strict=True):
        words, linked, long = block.words, block.words * block.linked, block.is_long
        for number in block.holders:
            held = holders.get(number)
            if held is None:
                held = holders[number] = _Held()
            held.blocks += 1
            held.words += words
            held.linked += linked
            held.told += words * tells
            held.long += long
    return holders

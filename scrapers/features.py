"""What speaks for and against a block of a page being article, as numbers that `scrapers.likelihood` weighs.

No feature knows a language: they tell of lengths, links, punctuation, marks, and of where a block stands.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from news.texts import folded_words
from scrapers.blocks import Block
from scrapers.marks import BIT, NAMES

_SENTENCE_END = re.compile(r"[.!?…。！？؟][\"'”»’)」]*$")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")  # scripts that part no words: two signs count as one
_COMMAS = re.compile(r"[,;،，、]")
_SIGNS = re.compile(r"[|»›>•·©/]")
_DIGITS = re.compile(r"\d")
_LONG = 15  # words from which a block is a paragraph
_LINKED = 0.3  # share of its characters in links from which it is none
_FAR = 30  # blocks
_MOST_HEADINGS = 5  # of the first rank: pages that go on with the next article have several
_FEWEST_WORDS = 8  # of a block that makes a region
_TAGS = ("p", "div", "li", "h", "td", "pre")
_TEXT_TAGS = frozenset("p div td pre section article span blockquote font center".split())
_NEIGHBOURS = (-2, -1, 1, 2)
_OWN = ("list", "picture", "caption")

FEATURES = (
    *("told", "words", "characters", "linked", "ends", "lower", "capitals", "digits", "commas", "signs"),
    *(f"tag {tag}" for tag in _TAGS),
    *(f"own {name}" for name in _OWN),
    *(f"around {name}" for name in NAMES),
    *("depth", "position", "among long", "from long", "share before", "words before", "words after"),
    *(
        "headings before",
        "headings",
        "from heading",
        "to long before",
        "to long after",
        "of headline",
        "headline",
        "described",
        "declared",
    ),
    *("repeated", "in region", "region before", "region after", "region of parent", "region of grandparent"),
    *(f"{what} {place:+}" for place in _NEIGHBOURS for what in ("words", "linked", "told", "heading")),
    *(
        f"{what} in holder {level}"
        for level in range(3)
        for what in ("blocks", "words", "linked", "told", "long")
    ),
    *("words in holder 3", "long in holder 3"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says of its article elsewhere: its headlines, descriptions, and declared text."""

    headlines: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    body: str = ""


@dataclass(slots=True)
class _Holder:
    """What an element of the page holds, in words and blocks."""

    blocks: int = 0
    words: float = 0.0
    linked: float = 0.0
    told: float = 0.0
    long: int = 0


@dataclass(slots=True)
class Sheet:
    """A page's blocks with what is known of each: its words, the share of them in links, whether told."""

    blocks: Sequence[Block]
    told: Sequence[bool]
    words: list[float]
    linked: list[float]
    long: list[int] = field(default_factory=list)  # numbers of the paragraphs


def word_count(text: str) -> float:
    """Return how many words a text has; in scripts that part no words, two signs count as one."""
    count = float(text.count(" ") + 1)
    return count if text.isascii() else count + len(_UNSPACED.findall(text)) / 2


def sheet(blocks: Sequence[Block], told: Sequence[bool]) -> Sheet:
    """Measure the blocks of a page; `told` says which of them a first extraction took for article."""
    words = [word_count(block.text) for block in blocks]
    linked = [block.linked / len(block.text) for block in blocks]
    long = [
        i
        for i, (count, share) in enumerate(zip(words, linked, strict=True))
        if count >= _LONG and share < _LINKED
    ]
    return Sheet(blocks, told, words, linked, long)


def features(page: Sheet, said: Said, wanted: Iterable[int]) -> dict[int, list[float]]:
    """Return a row of numbers, in the order of `FEATURES`, for each of the wanted blocks of a page."""
    view = _View(page, said)
    return {number: view.row(number) for number in wanted}


class _View:
    """A page as seen from each of its blocks."""

    def __init__(self, page: Sheet, said: Said) -> None:
        self._page = page
        self._holders = self._held()
        self._scores = region_scores(page.blocks)
        self._best = max(self._scores.values(), default=0.0) or 1.0
        self._region = max(self._scores, key=lambda number: self._scores[number], default=-1)
        self._before = self._running()
        told_long = [number for number in page.long if page.told[number]]
        told = [number for number, is_told in enumerate(page.told) if is_told]
        ends = told_long or told or [0]
        self._first, self._last = ends[0], ends[-1]
        self._heads = [number for number, block in enumerate(page.blocks) if block.tag == "h1"]
        self._all = sum(page.words) or 1.0
        self._told = self._before[-1] or 1.0
        self._repeated = Counter(block.text for block in page.blocks)
        self._headlines = [set(folded_words(headline)) for headline in said.headlines]
        self._headline_lines = {" ".join(folded_words(headline)) for headline in said.headlines}
        self._descriptions = " ".join(["", *(" ".join(folded_words(text)) for text in said.descriptions), ""])
        self._body = f" {' '.join(folded_words(said.body))} " if said.body else ""

    def row(self, number: int) -> list[float]:
        """Return the features of one block."""
        block = self._page.blocks[number]
        return [
            *self._form(number, block),
            *(float(tag == ("h" if _is_heading(block) else block.tag)) for tag in _TAGS),
            *(float(bool(block.own & BIT[name])) for name in _OWN),
            *(float(bool(block.around & BIT[name])) for name in NAMES),
            *self._stand(number, block),
            *self._sayings(block),
            *self._in_region(number, block),
            *(value for place in _NEIGHBOURS for value in self._neighbour(number + place)),
            *self._holding(block),
        ]

    def _form(self, number: int, block: Block) -> list[float]:
        text, words = block.text, self._page.words[number]
        letters = sum(map(str.isalpha, text)) or 1
        return [
            float(self._page.told[number]),
            min(words, 200.0),
            float(min(len(text), 1000)),
            self._page.linked[number],
            float(_SENTENCE_END.search(text) is not None),
            float(text[0].islower()),
            sum(map(str.isupper, text)) / letters,
            len(_DIGITS.findall(text)) / len(text),
            len(_COMMAS.findall(text)) / words,
            float(len(_SIGNS.findall(text))),
        ]

    def _stand(self, number: int, block: Block) -> list[float]:
        first, last = self._first, self._last
        outside = number - first if number < first else number - last if number > last else 0
        head = bisect_left(self._heads, number + 1)
        heading = self._heads[head - 1] if head else self._heads[0] if self._heads else number
        long = self._page.long
        at = bisect_left(long, number)
        after = at + (at < len(long) and long[at] == number)
        return [
            float(block.depth),
            number / len(self._page.blocks),
            float(first <= number <= last),
            float(max(-20, min(20, outside))),
            self._before[number] / self._told,
            min(self._before[number], 1000.0),
            min(self._before[-1] - self._before[number + 1], 1000.0),
            float(min(head, _MOST_HEADINGS)),
            float(min(len(self._heads), _MOST_HEADINGS)),
            float(max(-_FAR, min(2 * _FAR, number - heading))),
            float(min(_FAR, number - long[at - 1])) if at else _FAR + 1.0,
            float(min(_FAR, long[after] - number)) if after < len(long) else _FAR + 1.0,
        ]

    def _sayings(self, block: Block) -> list[float]:
        words = folded_words(block.text)
        line, own = " ".join(words), set(words)
        shares = [
            len(own & headline) / len(own | headline) for headline in self._headlines if headline and own
        ]
        return [
            max(shares, default=0.0),
            float(line in self._headline_lines),
            float(len(words) >= 4 and f" {line} " in self._descriptions),
            -1.0 if not self._body else float(f" {line} " in self._body),
            float(self._repeated[block.text]),
        ]

    def _in_region(self, number: int, block: Block) -> list[float]:
        scores, best = self._scores, self._best
        return [
            float(self._region in block.holders),
            self._is_in_region(number - 1),
            self._is_in_region(number + 1),
            scores.get(block.holders[1], 0.0) / best,
            scores.get(block.holders[2], 0.0) / best,
        ]

    def _is_in_region(self, number: int) -> float:
        if not 0 <= number < len(self._page.blocks):
            return -1.0
        return float(self._region in self._page.blocks[number].holders)

    def _neighbour(self, number: int) -> tuple[float, float, float, float]:
        page = self._page
        if not 0 <= number < len(page.blocks):
            return (-1.0, -1.0, -1.0, -1.0)
        heading = float(_is_heading(page.blocks[number]))
        return (min(page.words[number], 100.0), page.linked[number], float(page.told[number]), heading)

    def _holding(self, block: Block) -> list[float]:
        values: list[float] = []
        for number in block.holders[:3]:
            held = self._holders[number]
            words = held.words or 1.0
            values += [
                min(held.blocks, 50),
                held.words / self._all,
                held.linked / words,
                held.told / self._told,
                held.long,
            ]
        outer = self._holders[block.holders[3]]
        return [*values, outer.words / self._all, outer.long]

    def _held(self) -> dict[int, _Holder]:
        page = self._page
        holders: dict[int, _Holder] = {}
        for number, block in enumerate(page.blocks):
            words, linked = page.words[number], page.linked[number]
            long = words >= _LONG and linked < _LINKED
            for holder in set(block.holders):
                held = holders.get(holder)
                if held is None:
                    held = holders[holder] = _Holder()
                held.blocks += 1
                held.words += words
                held.linked += words * linked
                held.told += words * page.told[number]
                held.long += long
        return holders

    def _running(self) -> list[float]:
        total, sums = 0.0, [0.0]
        for words, told in zip(self._page.words, self._page.told, strict=True):
            total += words * told
            sums.append(total)
        return sums


def region_scores(page: Sequence[Block]) -> dict[int, float]:
    """Weigh the holders of text, by number, as Arc90's Readability does: by commas and length, less for links."""
    scores: dict[int, float] = {}
    for block in page:
        if word_count(block.text) < _FEWEST_WORDS:
            continue
        length = len(block.text)
        score = (1 + len(_COMMAS.findall(block.text)) + min(length / 100, 3)) * (1 - block.linked / length)
        if block.tag not in _TEXT_TAGS:
            score *= 0.3
        own, parent, grandparent, _ = block.holders
        scores[parent] = scores.get(parent, 0.0) + score
        scores[grandparent] = scores.get(grandparent, 0.0) + score / 2
        if block.tag != "p":
            scores[own] = scores.get(own, 0.0) + score
    scores.pop(-1, None)
    return scores


def region(page: Sequence[Block]) -> list[int]:
    """Return the numbers of the blocks in the densest part of a page: none where it has no text."""
    scores = region_scores(page)
    densest = max(scores, key=lambda number: scores[number], default=None)
    return [number for number, block in enumerate(page) if densest in block.holders]


def _is_heading(block: Block) -> bool:
    return len(block.tag) == 2 and block.tag[0] == "h" and block.tag[1].isdigit()

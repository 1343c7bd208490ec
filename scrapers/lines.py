"""The lines of a page's text, each with how likely it is article: a draft, weighed and completed."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from news.texts import line_id
from scrapers.blocks import Block
from scrapers.drafts import Draft
from scrapers.features import Said, Sheet, features, sheet
from scrapers.likelihood import likelihood
from scrapers.marks import BIT
from scrapers.surroundings import folded

_UNLIKELY = 0.05  # a line under it is cut: of those on labelled pages, 3% were article
_LIKELY = 0.6  # a block above it, that the draft lacks, is added
_FEWEST_WORDS = 4  # of a block that may be added
_LINKED = 0.6  # share of its characters in links from which it may not
_NEAR = 8  # blocks to the next paragraph beyond which it may not
# What a line that is cut for where it stands is told to be, by the marks of its block; the first that fits.
_KINDS = (
    ("caption", "photo_caption"),
    ("comments", "comment_prompt"),
    ("sharing", "share_buttons"),
    ("appeal", "newsletter"),
    ("nav", "navigation"),
    ("footer", "navigation"),
    ("frame", "navigation"),
    ("related", "related_links"),
    ("picture", "photo_caption"),
    ("about", "article_data"),
)
_OTHER = "surroundings"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page's text: how likely it is article, from 0 to 1, and the block that it stands in, if any."""

    text: str
    likelihood: float = 1.0
    block: Block | None = None

    @property
    def kind(self) -> str | None:
        """The kind of boilerplate that it is because of where and how it stands; None where it may be article."""
        if self.likelihood >= _UNLIKELY or self.block is None:
            return None
        if self.block.linked > len(self.block.text) / 2:
            return "related_links"
        marks = self.block.own | self.block.around
        return next((kind for mark, kind in _KINDS if marks & BIT[mark]), _OTHER)


def lines(found: Draft, said: Said) -> list[Line]:
    """Weigh the lines of a draft, and add blocks that it lacks, in the order of the page."""
    page = sheet(found.blocks, found.told)
    rows = features(page, said, _wanted(page))
    return assembled(found, {number: likelihood(row) for number, row in rows.items()})


def assembled(found: Draft, likelihoods: Mapping[int, float]) -> list[Line]:
    """Return the lines of a draft and the likely blocks that it lacks; likelihoods are by number of block."""
    placed: list[tuple[float, Line]] = []
    last = -1.0
    for text, place in zip(found.lines, found.places, strict=True):
        best = max(place, key=lambda number: likelihoods.get(number, 1.0), default=None)
        if best is None:
            placed.append((last + 0.5, Line(text)))
        else:
            placed.append((float(place[0]), Line(text, likelihoods.get(best, 1.0), found.blocks[best])))
            last = float(place[-1])
    for number, (block, told) in enumerate(zip(found.blocks, found.told, strict=True)):
        if not told and likelihoods.get(number, 0.0) >= _LIKELY:
            placed.append((float(number), Line(block.text, likelihoods[number], block)))
    found_lines = [line for _, line in sorted(placed, key=lambda pair: pair[0])]
    if any(line.likelihood >= _LIKELY for line in found_lines):
        return found_lines
    return [Line(line.text, block=line.block) for line in found_lines]


def with_standfirst(
    found: Sequence[Line], standfirst: Block | None, recurring: frozenset[int] = frozenset()
) -> list[Line]:
    """Put a standfirst before a text that lacks it: extraction loses it with the page's header.

    One that is `recurring` tells of the site, on every page.
    """
    if standfirst is None or line_id(standfirst.text) in recurring:
        return list(found)
    wanted = folded(standfirst.text)
    if any(wanted in folded(line.text) for line in found):
        return list(found)
    return [Line(standfirst.text, block=standfirst), *found]


def _wanted(page: Sheet) -> list[int]:
    """Return the blocks that are worth weighing: those of the draft, and text near a paragraph."""
    return [
        number
        for number, told in enumerate(page.told)
        if told
        or (
            page.words[number] >= _FEWEST_WORDS
            and page.linked[number] < _LINKED
            and _distance(page.long, number) < _NEAR
        )
    ]


def _distance(paragraphs: Sequence[int], number: int) -> int:
    at = bisect_left(paragraphs, number)
    return min((abs(number - near) for near in paragraphs[max(0, at - 1) : at + 1]), default=_NEAR)

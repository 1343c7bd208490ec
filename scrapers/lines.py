"""The lines of a page's text, each with how likely it is article: a weighed draft, completed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from news.texts import folded, line_id
from scrapers.blocks import LONG_LINK, Block
from scrapers.joints import goes_on
from scrapers.marks import BIT
from scrapers.regions import set_apart, shared_marks
from scrapers.weighing import Weighed

_UNLIKELY = 0.05  # a line under it is cut
_UNLIKELY_LINK = 0.12  # the same for a line that is a link as a whole
_UNLIKELY_LINK_OUTSIDE = 0.5  # and where no paragraph follows, or none came before
_ALL, _MOST = 0.9, 0.5  # shares of a line's characters in links
_LIKELY = 0.8  # a block above it, that the draft lacks, is added
_UNFIT = 0.3  # agreement of draft and likelihoods below which these tell nothing of the page
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
_OTHER = "other_text"
# Marks of places from which nothing is added: what looks like article there is often another one.
_ASIDE = sum(BIT[mark] for mark in ("sharing", "appeal", "comments", "nav", "aside", "footer", "hidden"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page's text, how likely it is article, from 0 to 1, and the block that it stands in."""

    text: str
    likelihood: float = 1.0
    block: Block | None = None
    outside: bool = False  # before the first or behind the last paragraph of its draft

    @property
    def kind(self) -> str | None:
        """The kind of boilerplate that it is because of where it stands; None where it may be article."""
        if self.block is None:
            return None
        if self.text in self.block.links and self.text != self.block.text:
            return "related_links"
        linked = self.block.linked
        is_link = linked >= _ALL and self.block.words >= LONG_LINK
        unlikely_link = _UNLIKELY_LINK_OUTSIDE if self.outside else _UNLIKELY_LINK
        if self.likelihood >= (unlikely_link if is_link else _UNLIKELY):
            return None
        if linked > _MOST:
            return "related_links"
        marks = self.block.own | self.block.around
        return next((kind for mark, kind in _KINDS if marks & BIT[mark]), _OTHER)


def lines(weighed: Weighed) -> list[Line]:
    """Return the lines of a draft and the likely blocks that it lacks, in the order of the page.

    What is set apart between its lines comes too, with nothing that speaks for it, so that it can be told.
    Where hardly a line is likely to be article, the likelihoods do not fit the page, and all lines stay.
    """
    if weighed.agreement < _UNFIT:
        return [Line(text) for text in weighed.draft.lines]
    return _joined([line for _, line in sorted(_placed(weighed), key=lambda pair: pair[0])])


def with_standfirst(
    found: Sequence[Line], standfirst: Block | None, recurring: frozenset[int] = frozenset()
) -> list[Line]:
    """Put a standfirst before a text that lacks it: extraction loses it with the page's header.

    One that is `recurring` tells of the site, on every page.
    """
    if standfirst is None or line_id(standfirst.text) in recurring:
        return list(found)
    wanted = folded(standfirst.text)
    longer = (line.text for line in found if 2 * len(line.text) >= len(standfirst.text))  # folding is dear
    if any(wanted in folded(text) for text in longer):
        return list(found)
    return [Line(standfirst.text, block=standfirst), *found]


def _joined(found: Sequence[Line]) -> list[Line]:
    """Join the halves of sentences that the page's layout breaks; what is cut may stand between them."""
    whole: list[Line] = []
    last = -1  # place of the last line that may be article
    for line in found:
        if line.kind is not None:
            whole.append(line)
        elif last >= 0 and goes_on(whole[last].text, whole[last].block, line.text, line.block):
            whole[last] = replace(whole[last], text=f"{whole[last].text} {line.text}")
        else:
            last = len(whole)
            whole.append(line)
    return whole


def _placed(weighed: Weighed) -> list[tuple[float, Line]]:
    """Return the lines of a draft, and what is told beside them, each with its place on the page."""
    return [*_of_draft(weighed), *_beside(weighed)]


def _of_draft(weighed: Weighed) -> Iterator[tuple[float, Line]]:
    draft, likelihoods = weighed.draft, weighed.likelihoods
    told = zip(draft.blocks, draft.told, strict=True)
    paragraphs = [number for number, (block, is_told) in enumerate(told) if is_told and block.is_long]
    last = -1.0
    for text, place in zip(draft.lines, draft.places, strict=True):
        if not place:
            yield last + 0.5, Line(text)
            continue
        most = max(place, key=lambda number: likelihoods.get(number, 1.0))
        outside = not paragraphs or not paragraphs[0] <= most <= paragraphs[-1]
        yield float(place[0]), Line(text, likelihoods.get(most, 1.0), draft.blocks[most], outside)
        last = float(place[-1])


def _beside(weighed: Weighed) -> Iterator[tuple[float, Line]]:
    """Give likely blocks that a draft lacks, and those that are set apart between its lines."""
    draft, likelihoods = weighed.draft, weighed.likelihoods
    told, whole = draft.told, "\n".join(draft.lines)
    numbers = [number for number, is_told in enumerate(told) if is_told]
    between = range(numbers[0], numbers[-1]) if numbers else range(0)
    shared = shared_marks(draft.blocks, between)
    for number, block in enumerate(draft.blocks):
        if told[number]:
            continue
        if likelihoods.get(number, 0.0) >= _LIKELY and not (block.own | block.around) & _ASIDE:
            yield float(number), Line(block.text, likelihoods[number], block)
        elif number in between and set_apart(block, shared) and block.text not in whole:
            yield float(number), Line(block.text, 0.0, block)

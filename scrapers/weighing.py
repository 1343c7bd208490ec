"""The drafts of a page, weighed: how likely each block is article, and which draft agrees with that best."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from scrapers.blocks import Block, word_count
from scrapers.declarations import Said
from scrapers.drafts import Draft, declared, dense, extracted
from scrapers.features import Ground, View
from scrapers.likelihood import likelihoods

_SURE = 0.96  # agreement from which a page's densest region needs no second opinion: on 196 of 391 pages
_GOOD = 0.75  # agreement from which a draft is good enough
_SHORT = 0.3  # share of the page's paragraphs below which a draft looks short, whatever speaks for it
_BETTER = 0.05  # how much better than the first draft the densest region must agree
_FEWEST = 30.0  # words below which a declared text is none
_DECLARED_LONGER = 1.7  # times the words of the page's text from which the declared one is the better
_FEWEST_WORDS = 4  # of a block outside the draft that is worth weighing
_LINKED = 0.6  # share of its characters in links from which it is not
_NEAR = 8  # blocks to the next paragraph beyond which it is not


@dataclass(frozen=True, slots=True)
class Weighed:
    """A draft with how likely blocks are article, by their numbers: those in it, and others worth a look."""

    draft: Draft
    likelihoods: Mapping[int, float]
    agreement: float


def best(tree: HtmlElement, url: str, page: Sequence[Block], said: Said) -> Weighed:
    """Return the best draft of a page.

    Its densest region serves half of the pages: where that is surely the article, no extractor finds more.
    Else trafilatura's fast way is tried, and its whole cascade where that agrees badly with the likelihoods
    or looks short. What the page declares as its text serves where the page itself shows much less.
    """
    ground = Ground(page, said)
    found = _best_shown(tree, url, ground)
    if said.body:
        other = declared(said.body, page)
        if _words(other) > max(_FEWEST, _DECLARED_LONGER * _words(found.draft)):
            return weigh(other, ground)
    return found


def weigh(draft: Draft, ground: Ground) -> Weighed:
    """Weigh the blocks of a draft of a page, and those beside it that may be article too."""
    view = View(ground, draft.told)
    wanted = worth_weighing(view)
    likely = dict(zip(wanted, likelihoods(view.row(number) for number in wanted), strict=True))
    return Weighed(draft, likely, _agreement(view, draft, likely))


def worth_weighing(view: View) -> list[int]:
    """Return the blocks that are worth weighing: those of the draft, and text near a paragraph."""
    return [
        number
        for number, told in enumerate(view.told)
        if told
        or (
            view.page[number].words >= _FEWEST_WORDS
            and view.page[number].linked < _LINKED
            and _distance(view.long, number) < _NEAR
        )
    ]


def _best_shown(tree: HtmlElement, url: str, ground: Ground) -> Weighed:
    page = ground.page
    densest = weigh(dense(page, ground.region), ground)
    if densest.agreement >= _SURE:
        return densest
    first = weigh(extracted(tree, url, page, fast=True), ground)
    if _cover(first.draft) < _SHORT:
        return weigh(extracted(tree, url, page, fast=False), ground)
    if first.agreement >= _GOOD:
        return first
    if densest.agreement >= max(_GOOD, first.agreement + _BETTER):
        return densest
    whole = weigh(extracted(tree, url, page, fast=False), ground)
    return max(first, whole, key=lambda weighed: weighed.agreement)


def _agreement(view: View, draft: Draft, likelihoods: Mapping[int, float]) -> float:
    """Return the F1 in words, from 0 to 1, that a draft is expected to have by these likelihoods."""
    likely = {number: view.page[number].words * share for number, share in likelihoods.items()}
    hit = sum(words for number, words in likely.items() if view.told[number])
    placed = sum(block.words for block, told in zip(view.page, view.told, strict=True) if told)
    unplaced = sum(
        word_count(line) for line, place in zip(draft.lines, draft.places, strict=True) if not place
    )
    return 2 * hit / max(1.0, placed + unplaced + sum(likely.values()))


def _cover(draft: Draft) -> float:
    """Return the share of a page's paragraphs, in words, that a draft holds; 1 where it has none."""
    told = draft.told
    paragraphs = [(block.words, told[number]) for number, block in enumerate(draft.blocks) if block.is_long]
    held = sum(words for words, is_told in paragraphs if is_told)
    return held / sum(words for words, _ in paragraphs) if paragraphs else 1.0


def _words(draft: Draft) -> float:
    return sum(map(word_count, draft.lines))


def _distance(paragraphs: Sequence[int], number: int) -> int:
    at = bisect_left(paragraphs, number)
    return min((abs(number - near) for near in paragraphs[max(0, at - 1) : at + 1]), default=_NEAR)

"""What a pack says of an outlet's pages: which elements are no article, and where the article stands."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml.html import HtmlElement

from news.knowledge import Selectors
from news.records import Removed
from scrapers.blocks import Block, blocks
from scrapers.drafts import Draft
from scrapers.marked import meant, take_out
from scrapers.weighing import Weighed

DROPPED = "outlet_selector"  # the kind of lines that `drop` took out
MISSED = "outlet_selector_missed"  # tells that `body` means no text in a page: the outlet has a new layout


@dataclass(frozen=True, slots=True)
class Layout:
    """A page as it is to be read: its tree without what was dropped, and the blocks of its article's place.

    `body` is empty where that place is not known; `removed` tells what was done.
    """

    tree: HtmlElement
    body: Sequence[Block] = ()
    removed: tuple[Removed, ...] = ()


def laid_out(tree: HtmlElement, selectors: Selectors | None) -> Layout:
    """Apply an outlet's selectors to a page.

    The page itself stays whole: its dates, walls and prompts may stand in what is no article.
    """
    if selectors is None:
        return Layout(tree)
    left = tree
    removed: tuple[Removed, ...] = ()
    if meant(tree, selectors.drop):
        left = deepcopy(tree)
        removed = take_out(meant(left, selectors.drop), DROPPED)
    if not selectors.body:
        return Layout(left, removed=removed)
    body = [block for element in meant(left, [selectors.body]) for block in blocks(element)]
    missed = () if body else (Removed(MISSED, f"body = {selectors.body}"),)
    return Layout(left, body, removed + missed)


def told(body: Sequence[Block]) -> Weighed:
    """Return all blocks of an article's place as its text: an editor knows better than likelihoods."""
    places = tuple(range(number, number + 1) for number in range(len(body)))
    return Weighed(Draft(tuple(block.text for block in body), body, places), {}, 1.0)

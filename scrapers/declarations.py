"""What a page says of its article beside its text: headlines, descriptions, the text for search engines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from news.texts import clean_line, folded
from scrapers.blocks import Block
from scrapers.heads import Head
from scrapers.structured import Thing, first_text

_HEADLINES = "og:title twitter:title"
_DESCRIPTIONS = "og:description description twitter:description"
_SHORTEST_STANDFIRST = 8  # words
_ABOUT = 0.2  # share by which the lengths of a text and of its folded words differ: marks of punctuation
_SHORTEST_HEADLINE = 4  # words of a heading of the second rank
_MOST_HEADINGS = 20  # each is compared with each block


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says of its article: its headlines in all spellings, descriptions, and declared text."""

    headlines: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    body: str = ""


def said(head: Head, page: Sequence[Block], articles: Sequence[Thing], titles: Iterable[str]) -> Said:
    """Return what a page says of its article beside its text.

    `head` is what it declares, `articles` are those of its JSON-LD, `titles` further spellings of the
    headline: the feed's, say.
    """
    headings = [block.text for block in page if block.tag == "h1"][:_MOST_HEADINGS]
    headings += _in_window_title(head, page)
    declared = [*head.values(_HEADLINES), first_text(articles, "headline")]
    descriptions = [*head.values(_DESCRIPTIONS), first_text(articles, "description")]
    return Said(
        headlines=tuple(filter(None, map(clean_line, (*titles, *headings, *declared)))),
        descriptions=tuple(filter(None, map(clean_line, descriptions))),
        body=first_text(articles, "articleBody"),
    )


def _in_window_title(head: Head, page: Sequence[Block]) -> list[str]:
    """Return the second-rank headings that stand in a page's <title>: old themes have none of the first."""
    title = f" {folded(head.title)} "
    headings = (block.text for block in page if block.tag == "h2" and block.words >= _SHORTEST_HEADLINE)
    return [text for text in islice(headings, _MOST_HEADINGS) if f" {folded(text)} " in title]


def standfirst(page: Iterable[Block], told: Said) -> Block | None:
    """Return the block in which a page shows the description that it declares, if there is one."""
    wanted = {text for text in map(folded, told.descriptions) if text.count(" ") + 1 >= _SHORTEST_STANDFIRST}
    if not wanted:
        return None
    lengths = set(map(len, wanted))  # folding a whole page is dear
    alike = (
        block for block in page if any(abs(len(block.text) - length) <= _ABOUT * length for length in lengths)
    )
    return next((block for block in alike if folded(block.text) in wanted), None)

"""What a page shows and declares beside the paragraphs of its text: headlines, captions, descriptions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from news.texts import clean_line, folded_words
from scrapers.blocks import Block
from scrapers.features import Said
from scrapers.marks import BIT
from scrapers.structured import Thing, first_text

_HEADLINES = "//meta[@property='og:title' or @name='twitter:title']/@content"
_DESCRIPTIONS = (
    "//meta[@property='og:description' or @name='description' or @name='twitter:description']/@content"
)
_SHORTEST_STANDFIRST = 8  # words
_SHORTEST_CAPTION = 3  # words; shorter ones are names that may head a paragraph too


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Texts of a page as `folded` gives them: what a line of the article is compared with."""

    headlines: frozenset[str] = frozenset()
    captions: frozenset[str] = frozenset()

    def kind(self, line: str) -> str | None:
        """Return the kind of boilerplate that a line is because it stands around the text, else None."""
        text = folded(line)
        if text in self.headlines and text:
            return "headline"
        return None


def said(tree: HtmlElement, page: Sequence[Block], articles: Sequence[Thing], titles: Iterable[str]) -> Said:
    """Return what a page says of its article beside its text.

    `articles` are those of its JSON-LD, `titles` further spellings of the headline: the feed's, say.
    """
    headings = [block.text for block in page if block.tag == "h1"]
    declared = [*map(str, tree.xpath(_HEADLINES)), first_text(articles, "headline")]
    descriptions = [*map(str, tree.xpath(_DESCRIPTIONS)), first_text(articles, "description")]
    return Said(
        headlines=tuple(filter(None, map(clean_line, (*titles, *headings, *declared)))),
        descriptions=tuple(filter(None, map(clean_line, descriptions))),
        body=first_text(articles, "articleBody"),
    )


def surroundings(page: Iterable[Block], told: Said) -> Surroundings:
    """Return what lines of the article are compared with."""
    captions = (folded(block.text) for block in page if (block.own | block.around) & BIT["caption"])
    return Surroundings(
        headlines=frozenset(map(folded, told.headlines)) - {""},
        captions=frozenset(text for text in captions if _words(text) >= _SHORTEST_CAPTION),
    )


def standfirst(page: Iterable[Block], told: Said) -> Block | None:
    """Return the block in which a page shows the description that it declares, if there is one."""
    wanted = {text for text in map(folded, told.descriptions) if _words(text) >= _SHORTEST_STANDFIRST}
    if not wanted:
        return None
    return next((block for block in page if folded(block.text) in wanted), None)


def folded(text: str) -> str:
    """Return the folded words of a text, parted by spaces: what spelling and punctuation do not change."""
    return " ".join(folded_words(text))


def _words(text: str) -> int:
    return text.count(" ") + 1 if text else 0

"""What a page shows around its text, read from its markup: headlines, captions and links to other pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from news.texts import clean_line, folded_words
from news.urls import absolute, canonical, host_of

_CAPTIONS = (
    "//figcaption | //*[contains(@class, 'wp-caption-text') or contains(@class, 'image-caption') "
    "or contains(@class, 'photo-caption') or contains(@class, 'photo-credit')]"
)
_DESCRIPTIONS = (
    "//meta[@property='og:description' or @name='description' or @name='twitter:description']/@content"
)
_PARAGRAPHS = "//p | //h2 | //h3 | //h4 | //strong | //div[not(*)] | //span[not(*)]"
_SHORTEST_STANDFIRST = 8  # words
_HEADLINES = "//meta[@property='og:title' or @name='twitter:title']/@content"
_SHORTEST_CAPTION = 3  # words; shorter ones are names that may head a paragraph too
_SHORTEST_LINK = 6  # words: shorter links are as often a sub-heading of the article (measured)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Texts of a page as `folded` gives them: what a line of the article is compared with."""

    headlines: frozenset[str] = frozenset()
    captions: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()

    def kind(self, line: str) -> str | None:
        """Return the kind of boilerplate that a line is because it stands around the text, else None."""
        text = folded(line)
        if not text:
            return None
        if text in self.headlines:
            return "headline"
        if text in self.captions:
            return "photo_caption"
        return "related_links" if text in self.links else None


def surroundings(tree: HtmlElement, url: str, title: str = "") -> Surroundings:
    """Read what stands around the text of a page at `url`; `title` is one more spelling of its headline."""
    heads = [title, *(heading.text_content() for heading in tree.iter("h1"))]
    heads += [str(content) for content in tree.xpath(_HEADLINES)]
    captions = {folded(caption.text_content()) for caption in tree.xpath(_CAPTIONS)}
    return Surroundings(
        headlines=frozenset(map(folded, heads)) - {""},
        captions=frozenset(text for text in captions if _words(text) >= _SHORTEST_CAPTION),
        links=frozenset(_links(tree, url)),
    )


def standfirst(tree: HtmlElement) -> str:
    """Return the description that a page declares, if it also shows it as a paragraph; else ""."""
    declared = {folded(str(content)) for content in tree.xpath(_DESCRIPTIONS)}
    wanted = {text for text in declared if _words(text) >= _SHORTEST_STANDFIRST}
    if not wanted:
        return ""
    shown = (element.text_content() for element in tree.xpath(_PARAGRAPHS))
    return next((clean_line(text) for text in shown if folded(text) in wanted), "")


def folded(text: str) -> str:
    """Return the folded words of a text, parted by spaces: what spelling and punctuation do not change."""
    return " ".join(folded_words(text))


def _links(tree: HtmlElement, url: str) -> Iterator[str]:
    """Give the texts of links to other pages of the same host: "read also" stands inside articles too."""
    host, page = host_of(url).removeprefix("www."), canonical(url)
    for link in tree.iter("a"):
        text = link.text_content()
        if len(text.split()) < _SHORTEST_LINK:
            continue
        target = absolute(link.get("href", ""), url)
        if target is not None and host_of(target).removeprefix("www.") == host and canonical(target) != page:
            yield folded(text)


def _words(text: str) -> int:
    return text.count(" ") + 1 if text else 0

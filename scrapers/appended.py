"""Other articles behind a page's own: what sites append for readers who scroll on."""

from collections.abc import Iterable, Mapping, Sequence

from lxml.html import HtmlElement

from news.records import Removed
from news.texts import folded
from scrapers.marked import take_out

KIND = "other_article"

# Of an article: less may be the head of one that goes on in other elements, or a teaser for another.
_FEWEST_WORDS = 50
_TYPES = ("Article", "Posting")  # ends of schema.org's names for articles


def take_out_appended(headings: Sequence[HtmlElement], titles: Iterable[str | None]) -> tuple[Removed, ...]:
    """Take the articles out of a page that follow its own and have a headline of their own each.

    `headings` are the page's h1 elements, `titles` spellings of its headline, by which its own article is
    known; where it is not, nothing is taken.
    """
    if len(headings) < 2:
        return ()
    wanted = {folded(title) for title in titles if title}
    stories = [(_story(heading), folded(heading.text_content())) for heading in headings]
    own = next((place for place, (_, text) in enumerate(stories) if text in wanted), None)
    mine = None if own is None else stories[own][0]
    if own is None or mine is None or not _is_long(mine):
        return ()
    others = {
        id(story): story for story, text in stories[own + 1 :] if story is not None and text not in wanted
    }
    return take_out([story for story in others.values() if _stands_apart(story, mine, others)], KIND)


def _story(heading: HtmlElement) -> HtmlElement | None:
    """Return the article that a headline heads: the nearest element around it that says to be one."""
    return next((element for element in heading.iterancestors() if _is_story(element)), None)


def _is_story(element: HtmlElement) -> bool:
    return (
        element.tag == "article"
        or element.get("itemtype", "").endswith(_TYPES)
        or "hentry" in element.get("class", "").split()
    )


def _stands_apart(story: HtmlElement, own: HtmlElement, others: Mapping[int, HtmlElement]) -> bool:
    """Tell whether an article and the page's own hold nothing of each other, and no other one holds it."""
    around = list(story.iterancestors())
    return (
        _is_long(story)
        and own is not story
        and own not in around
        and story not in own.iterancestors()
        and not any(id(element) in others for element in around)
    )


def _is_long(story: HtmlElement) -> bool:
    return len(story.text_content().split()) >= _FEWEST_WORDS

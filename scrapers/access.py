"""How much of an article a page holds: all of it, a teaser, a consent or bot wall, or nothing."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from news.knowledge import LineRule
from news.records import Access, Removed
from scrapers.boilerplate import strip_lines
from scrapers.structured import Declared

_PROMPT = "paywall_prompt"
_WALLS = frozenset(("consent_wall", "bot_wall"))
_WALL_HOSTS = re.compile(
    r"https?://(?:consent\.(?:google|youtube|yahoo)\.|guce\.|(?:[\w-]+\.)?consensu\.org|"
    r"(?:geo|ct)\.captcha-delivery\.com|challenges\.cloudflare\.com|validate\.perfdrive\.com)",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"(?:…|\.{3}|\. \. \.)[\s\]\[)(\"'”»]*$")
_CUT_OFF = re.compile(
    r"(?:…|\.{3})\s*[\[(](?:\+ ?\d+ \w+|(?:continued|continues|more) [^\])]{1,40})[\])]$", re.IGNORECASE
)
_LONG_LINE = 60  # characters from which a line is a paragraph, not a label or link
_FEWEST_WORDS = 80  # a text with more words than this is no wall, whatever else the page says
_TELLING = 12  # characters of a piece of text by which the end of an article is found again
_NEAR = 6  # pieces of text behind the end of an article in which a prompt belongs to it
_PROMPT_TAIL = 4  # kept lines after a prompt; where more follow it stands in the middle of a whole text
_SEEN_TEXT = "//body//text()[not(parent::script or parent::style or parent::noscript or parent::template)]"


def judge(
    lines: Sequence[str],
    kept: Sequence[str],
    removed: Sequence[Removed],
    tree: HtmlElement,
    rules: Sequence[LineRule],
    not_free: bool,
) -> Access:
    """Return FULL, PARTIAL or NONE for a text of a page: its `lines`, and which were kept and removed.

    `not_free` says whether the page is declared as such.
    Partial is a text that a paywall prompt ends, be it in the text or behind it on the page; that says
    how much is missing ("[+507 chars]"); or that is declared as not free and breaks off in an ellipsis. A
    declaration alone proves nothing: 7 of 73 pages that declared a lock served a cut text.
    """
    if not kept:
        return Access.NONE
    if _ends_in_prompt(lines, removed) or _prompt_follows(kept, tree, rules):
        return Access.PARTIAL
    last = next((line for line in reversed(kept) if len(line) >= _LONG_LINE), "")
    if _CUT_OFF.search(kept[-1]) or (_ELLIPSIS.search(last) and not_free):
        return Access.PARTIAL
    return Access.FULL


def is_wall(
    kept: Sequence[str], tree: HtmlElement, url: str, rules: Sequence[LineRule], declared: Declared
) -> bool:
    """Tell whether a page asks for consent or for proof of being human where the article should be.

    `kept` is what is left of the page's text, `url` the page's final address. A page that declares an
    article is none, even if it is short and shows a banner.
    """
    if sum(len(line.split()) for line in kept) > _FEWEST_WORDS or _declares_article(tree, declared):
        return False
    addresses = (url, *map(str, tree.xpath("//form/@action | //iframe/@src")))
    return any(_WALL_HOSTS.match(address) for address in addresses) or _shows(tree, rules, _WALLS)


def _declares_article(tree: HtmlElement, declared: Declared) -> bool:
    return bool(declared.articles or tree.xpath("//meta[@property='og:type'][@content='article']"))


def _shows(tree: HtmlElement, rules: Sequence[LineRule], kinds: frozenset[str]) -> bool:
    """Tell whether a piece of a page's visible text, or its title, is a line of one of these kinds."""
    return _any_is([*_seen(tree), *map(str, tree.xpath("//title/text()"))], rules, kinds)


def _prompt_follows(kept: Sequence[str], tree: HtmlElement, rules: Sequence[LineRule]) -> bool:
    texts = _seen(tree)
    last = " ".join(kept[-1].split())
    ends = [index for index, text in enumerate(texts) if len(text) >= _TELLING and last.endswith(text)]
    return bool(ends) and _any_is(texts[ends[-1] + 1 :][:_NEAR], rules, frozenset((_PROMPT,)))


def _seen(tree: HtmlElement) -> list[str]:
    texts = (" ".join(str(text).split()) for text in tree.xpath(_SEEN_TEXT))
    return [text for text in texts if text]


def _any_is(texts: Sequence[str], rules: Sequence[LineRule], kinds: frozenset[str]) -> bool:
    removed = strip_lines(texts, [rule for rule in rules if rule.kind in kinds])[1]
    return any(line.kind in kinds for line in removed)


def _ends_in_prompt(lines: Sequence[str], removed: Sequence[Removed]) -> bool:
    prompts = {line.text for line in removed if line.kind == _PROMPT}
    others = {line.text for line in removed}
    after = 0
    for line in reversed(lines):
        if line.strip() in prompts:
            return after <= _PROMPT_TAIL
        after += line.strip() not in others
    return False

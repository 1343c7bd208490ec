"""How much of an article a page holds: all of it, a part, or nothing; and what speaks for that."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from news.knowledge import LineRule
from news.records import Access, Known, Removed
from scrapers import marked, paging
from scrapers.behind import LONG_LINE, Piece, end, last_paragraph
from scrapers.blocks import Block
from scrapers.gates import PROMPT, asked
from scrapers.lines import Line
from scrapers.signs import Sign
from scrapers.structured import Lock

_ENOUGH = 4  # points from which a text counts as cut
_TRAILING = 3  # lines at the end of a text, the last of which may be a prompt in words we do not know
_LONGEST_END = 70  # characters of the end of a line that tell how it ends
_QUOTED_END = 50  # characters of the end of a text that are shown as evidence
_LONGEST_LINK = 60  # characters of a link to the whole text
_VERY_SHORT, _SHORT = 60, 200  # words
_FEWEST_MARKED = 60  # words that must stand in what is marked as not free for it to count as served
_FEWEST_DECLARED = 50  # words: shorter lengths are declared of teasers
_FEWEST_USUAL = 150  # words: outlets whose articles are shorter cannot be judged by length
_TEASER_WORDS = 120  # of a text that may be a teaser with a link to the whole
_FEWEST_SUMMARY = 12  # words

# Right behind a closing quotation mark or a full stop it means "and so on".
_ELLIPSIS = re.compile(r"(?:[\w,،؛;:–—-]|[.!?؟”»\"]\s)[\s\[(]{0,3}(?:…|\.{3}|\. \. \.)[\s\]\[)(]*$")
_AND_SO_ON = re.compile(r"\b(?:etc|usw|vb|vs|hwd|الخ|إلخ)\W*$", re.IGNORECASE)
_GRANTED = etree.XPath(
    "boolean(//*[@subscriptions-section='content' or @amp-access='access'][string-length() > 400])"
)
_REMAINS = re.compile(
    r"(?:…|\.{3})\s*[\[(](?:\+ ?\d+ \w+|(?:continued|continues|more) [^\])]{1,40})[\])]$", re.IGNORECASE
)
_TEASER = re.compile(r"(?:…|\.{3}|\[…\]|\[\.{3}\])\W*$")
_STOPS = re.compile(r"[.!?؟。！？।…:;»”\"'’)\]|]\W*$")
_LEADS_ON = re.compile(
    r"(?:[,،;:–—-]|[\s,](?:and|but|or|the|a|an|of|to|in|with|that|which|und|oder|aber|der|die|das|dass|mit|von|"
    r"et|mais|ou|le|la|les|de|des|du|que|qui|avec|dans|ve|ile|ama|ki|bir|û|ku|ji|di|bi|"
    r"و|في|من|على|إلى|أن|التي|الذي|عن|مع))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Served:
    """What was read of a page before it is judged: its lines, which were kept, and which removed.

    `page` are the blocks of the page, `tree` is what they were read from, `url` its address.
    """

    lines: Sequence[Line]
    kept: Sequence[str]
    removed: Sequence[Removed]
    page: Sequence[Block]
    tree: HtmlElement
    url: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How much of an article was served, and the signs that were found, as short phrases for an editor.

    `prompts` are lines of the text that turned out to be none of the article.
    """

    access: Access
    evidence: tuple[str, ...] = ()
    prompts: tuple[Removed, ...] = ()


def judge(
    served: Served,
    rules: Sequence[LineRule],
    lock: Lock,
    known: Known,
    left_out: Sequence[Removed] = (),
    language: str | None = None,
) -> Judgement:
    """Judge a text of a page by all signs: four points make it a part.

    A prompt that tells of a rest is enough (4). What suggests a rest is not, but two such signs are: a text
    that breaks off, a paywall's element behind it, a length far below the declared one (3 each). A declared
    lock (1) or an offer to subscribe (1, as a block 2) only tips the scales: 66 of 73 pages that declare a
    lock are whole. A marked part that was served, or the declared length, speaks for the whole (-4).
    `left_out` are marked paragraphs that were taken out because the pack says so; `language` is the text's.
    """
    if not served.kept:
        return Judgement(Access.NONE)
    at = end(served.page, served.lines, served.kept, served.removed)
    asking = list(asked(at.pieces, served.lines, served.removed, rules, language))
    if asking and _is_granted(served.tree):
        asking = []
    paged = list(paging.parted(served.page, at.after, at.pieces, served.tree, served.url))
    prompts = tuple(dict.fromkeys(line for sign in (*asking, *paged) for line in sign.lines))
    kept = [line for line in served.kept if line not in prompts] or served.kept
    words = _count(kept)
    signs = [
        *asking,
        *_broken_off(kept),
        *paged,
        *paging.loads_on(kept, at.pieces),
        *_linked_on(at.pieces, served, words),
        *(_left_out(left_out, lock) if left_out else _declared(served, lock)),
        *_compared(kept, words, lock, known),
    ]
    weighty = any(sign.breaks for sign in signs)
    counted = [sign for sign in signs if weighty or not sign.joins]
    if sum(sign.points for sign in counted) < _ENOUGH:
        return Judgement(Access.FULL, _shown_signs(counted))
    told = () if kept is served.kept else tuple(Removed(PROMPT, line) for line in prompts)
    return Judgement(Access.PARTIAL, _shown_signs(counted), told)


def _shown_signs(signs: Sequence[Sign]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sign.words for sign in signs))


def _is_granted(tree: HtmlElement) -> bool:
    """Tell whether a page holds the part for subscribers beside the prompt, as AMP pages do."""
    return bool(_GRANTED(tree))


def _linked_on(pieces: Sequence[Piece], served: Served, words: int) -> Iterator[Sign]:
    """Give a sign where a link behind a short text leads to the whole of it."""
    link = next((p for p in pieces if p.link and len(p.text) <= _LONGEST_LINK), None)
    if (
        link is not None
        and words < _TEASER_WORDS
        and paging.leads_to_whole(served.tree, served.url, link.text)
    ):
        yield Sign(4, f"a link leads to the whole text: “{link.text}”")


def _count(lines: Sequence[str]) -> int:
    """Count words; where spaces do not part them, ten characters count as one."""
    return max(sum(line.count(" ") + 1 for line in lines), sum(map(len, lines)) // 10)


def _broken_off(kept: Sequence[str]) -> Iterator[Sign]:
    last = last_paragraph(kept)
    trailing = next(
        (line for line in kept[-_TRAILING:] if len(line) >= LONG_LINE and _ends(_ELLIPSIS, line)), last
    )
    if _ends(_REMAINS, kept[-1]):
        yield Sign(6, f"says how much is missing: “{_end_of(kept[-1])}”", breaks=True)
    elif _ends(_ELLIPSIS, trailing) and not _ends(_AND_SO_ON, trailing):
        ends = trailing == kept[-1]
        yield Sign(3 if ends else 2, "breaks off in an ellipsis", breaks=ends)
    elif _is_unfinished(last, kept):
        yield Sign(3, f"ends in the middle of a sentence: “{_end_of(last)}”")


def _ends(pattern: re.Pattern[str], line: str) -> bool:
    """Tell whether the end of a line is of this pattern; looking through all of it takes its time."""
    return pattern.search(line[-_LONGEST_END:]) is not None


def _end_of(line: str) -> str:
    return line if len(line) <= _QUOTED_END else line[-_QUOTED_END:].partition(" ")[2]


def _is_unfinished(last: str, kept: Sequence[str]) -> bool:
    """Tell whether the last paragraph lacks the full stop that the outlet's other paragraphs have."""
    if not last or _ends(_STOPS, last):
        return last.endswith(":")
    if _ends(_LEADS_ON, last):
        return True
    others = [line for line in kept if len(line) >= len(last) // 2 and line is not last][-12:]
    return len(others) >= 2 and all(_ends(_STOPS, line) for line in others)


def _declared(served: Served, lock: Lock) -> Iterator[Sign]:
    if not lock.said:
        return
    yield Sign(1, f"declared not free {lock.said}", breaks=True)
    if not lock.selectors:
        return
    text = marked.shown_text(marked.marked(served.tree, lock.selectors))
    inside = [_stands_in(line, text) for line in served.kept]
    count, told = sum(inside), _shown(lock)
    if count == 0 and len(text.split()) < _FEWEST_MARKED:
        yield Sign(2, f"nothing of what is marked as not free was served ({told})")
        return
    sized = sum(len(line.split()) for line, is_in in zip(served.kept, inside, strict=True) if is_in)
    rest = count and not inside[0] and sized >= _FEWEST_MARKED
    say = f"{count} of {len(inside)} paragraphs are marked as not free by the publisher ({told})"
    yield Sign(-4 if rest else 0, say)


def _left_out(left_out: Sequence[Removed], lock: Lock) -> Iterator[Sign]:
    yield Sign(0, f"declared not free {lock.said}")
    yield Sign(4, f"{len(left_out)} paragraphs marked as not free were left out ({_shown(lock)})")


def _stands_in(line: str, text: str) -> bool:
    words = " ".join(line.split())
    return words[:40] in text and words[-40:] in text


def _compared(kept: Sequence[str], words: int, lock: Lock, known: Known) -> Iterator[Sign]:
    if words < _SHORT:
        yield Sign(2 if words < _VERY_SHORT else 1, f"{words} words", joins=True)
    if lock.words >= _FEWEST_DECLARED:
        if words >= 0.85 * lock.words:
            yield Sign(-4, f"as long as the page declares ({lock.words} words)")
        elif words < 0.6 * lock.words:
            yield Sign(3, f"{words} words, where the page declares {lock.words}")
    if known.usual_words is not None and known.usual_words >= _FEWEST_USUAL and 4 * words < known.usual_words:
        yield Sign(2, f"{words} words, where the outlet’s articles have {known.usual_words}")
    yield from _beside_summary(kept, words, known.summary)


def _beside_summary(kept: Sequence[str], words: int, summary: str) -> Iterator[Sign]:
    told = summary.split()
    if len(told) < _FEWEST_SUMMARY:
        return
    start = "".join(" ".join(kept).split())[:60]
    if len(told) > 1.5 * words and start in "".join(told):
        yield Sign(4, f"{words} words, where the feed’s own summary has {len(told)}")
    elif words <= 1.1 * len(told) and _TEASER.search(summary):
        yield Sign(4, "no longer than the feed’s summary, which breaks off")
    elif words <= 1.1 * len(told):
        yield Sign(1, "no longer than the feed’s summary")


def _shown(lock: Lock) -> str:
    return ", ".join(lock.selectors)[:60]

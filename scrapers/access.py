"""How much of an article a page holds: all of it, a part, or nothing; and what speaks for that."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from news.knowledge import LineRule
from news.records import Access, Known, Removed
from scrapers import marked
from scrapers.behind import Piece, behind, last_paragraph, stands_elsewhere
from scrapers.boilerplate import strip_lines
from scrapers.structured import Lock

_PROMPT, _OFFER, _LOGIN = "paywall_prompt", "subscription_offer", "terms_login"
_KINDS = frozenset((_PROMPT, _OFFER, _LOGIN))
_ENOUGH = 4  # points from which a text counts as cut
_PROMPT_TAIL = 4  # kept lines after a prompt; where more follow it stands in the middle of a whole text
_NEAREST = 4  # pieces behind a text among which a gate belongs to it
_LONGEST_PROMPT = 320  # characters of a kept line that can be a prompt
_LONG_LINE = 60  # characters from which a line is a paragraph, not a note
_LONG_PIECE = 40  # characters from which a prompt can stand behind other sentences in one piece
_TRAILING = 3  # lines at the end of a text, the last of which may be a prompt in words we do not know
_QUOTED = 120  # characters of a page's words that are shown as evidence
_QUOTED_END = 50  # characters of the end of a text that are shown as evidence
_VERY_SHORT, _SHORT = 60, 200  # words
_FEWEST_MARKED = 60  # words that must stand in what is marked as not free for it to count as served
_FEWEST_DECLARED = 50  # words: shorter lengths are declared of teasers
_FEWEST_USUAL = 150  # words: outlets whose articles are shorter cannot be judged by length
_FEWEST_SUMMARY = 12  # words

_SENTENCE_END = re.compile(r"(?<=[.!?؟…])\s+")
# Right behind a closing quotation mark or a full stop it means "and so on".
_ELLIPSIS = re.compile(r"(?:[\w,،؛;:–—-]|[.!?؟”»\"]\s)[\s\[(]{0,3}(?:…|\.{3}|\. \. \.)[\s\]\[)(]*$")
_AND_SO_ON = re.compile(r"\b(?:etc|usw|vb|vs|hwd|الخ|إلخ)\W*$", re.IGNORECASE)
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
    """What was read of a page before it is judged: its lines, which were kept, and which removed."""

    lines: Sequence[str]
    kept: Sequence[str]
    removed: Sequence[Removed]
    tree: HtmlElement


@dataclass(frozen=True, slots=True)
class Judgement:
    """How much of an article was served, and the signs that were found, as short phrases for an editor."""

    access: Access
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign that a text is cut, or with negative points that it is whole.

    One that is no more than a fact has none. `joins` counts only beside a lock that is declared or an
    ellipsis: shortness alone says nothing.
    """

    points: int
    words: str
    joins: bool = False
    breaks: bool = False


def judge(
    served: Served, rules: Sequence[LineRule], lock: Lock, known: Known, left_out: Sequence[Removed] = ()
) -> Judgement:
    """Judge a text of a page by all signs: four points make it a part.

    A prompt that tells of a rest is enough (4). What suggests a rest is not, but two such signs are: a text
    that breaks off, a paywall's element behind it, a length far below the declared one (3 each). A declared
    lock (1) or an offer to subscribe (1, as a block 2) only tips the scales: 66 of 73 pages that declare a
    lock are whole. A marked part that was served, or the declared length, speaks for the whole (-4).
    `left_out` are marked paragraphs that were taken out because the pack says so.
    """
    if not served.kept:
        return Judgement(Access.NONE)
    words = _count(served.kept)
    pieces = behind(served.tree, served.kept)
    signs = [
        *_prompts(served, pieces, rules),
        *_broken_off(served.kept),
        *(_left_out(left_out, lock) if left_out else _declared(served, lock)),
        *_compared(served.kept, words, lock, known),
    ]
    weighty = any(sign.breaks for sign in signs)
    counted = [sign for sign in signs if weighty or not sign.joins]
    points = sum(sign.points for sign in counted)
    shown = [sign.words for sign in counted]
    return Judgement(Access.PARTIAL if points >= _ENOUGH else Access.FULL, tuple(dict.fromkeys(shown)))


def _count(lines: Sequence[str]) -> int:
    """Count words; where spaces do not part them, ten characters count as one."""
    return max(sum(len(line.split()) for line in lines), sum(map(len, lines)) // 10)


def _prompts(served: Served, pieces: Sequence[Piece], rules: Sequence[LineRule]) -> Iterator[_Sign]:
    wanted = [rule for rule in rules if rule.kind in _KINDS]
    near = [line for line in served.kept[-2:] if len(line) <= _LONGEST_PROMPT]
    found = [*_in_text(served), *_of_kinds([*near, *(piece.text for piece in pieces)], wanted)]
    prompt = next((line for line in found if line.kind == _PROMPT), None)
    if prompt is not None:
        yield _Sign(4, f"a prompt ends the text: “{prompt.text[:_QUOTED]}”", breaks=True)
    offer = next((line for line in found if line.kind == _OFFER), None)
    if offer is not None:
        others = {line.text for line in found} - {offer.text}
        yield _Sign(2 if others else 1, f"an offer to subscribe follows the text: “{offer.text[:_QUOTED]}”")
    gate = next((piece for piece in pieces[:_NEAREST] if piece.gate), None)
    if gate is not None:
        yield _Sign(
            3, f"a paywall’s element follows the text ({gate.gate}): “{gate.text[:_QUOTED]}”", breaks=True
        )


def _in_text(served: Served) -> list[Removed]:
    """Return the prompts and offers that were removed from the end of the text, last first."""
    others = {line.text for line in served.removed}
    kinds = {line.text: line for line in served.removed if line.kind in _KINDS}
    found, after = [], 0
    for line in map(str.strip, reversed(served.lines)):
        if line in kinds and not (kinds[line].kind == _PROMPT and stands_elsewhere(served.tree, line)):
            found.append(kinds[line])
        after += line not in others
        if after > _PROMPT_TAIL:
            break
    return found


def _of_kinds(texts: Sequence[str], rules: Sequence[LineRule]) -> list[Removed]:
    """Return what of these texts, or of their sentences, is a line of the kinds of these rules."""
    parts = dict.fromkeys(
        part
        for text in texts
        for part in (text, *_sentences(text))
        if " " in part and len(part) <= _LONGEST_PROMPT
    )
    # Nearest last: what is nearest to the text is what the rules for the end of a page look at.
    found = strip_lines(list(parts)[::-1], rules)[1]
    return [line for line in reversed(found) if line.kind in _KINDS]


def _sentences(text: str) -> Sequence[str]:
    return _SENTENCE_END.split(text, maxsplit=4) if len(text) > _LONG_PIECE else ()


def _broken_off(kept: Sequence[str]) -> Iterator[_Sign]:
    last = last_paragraph(kept)
    trailing = next(
        (line for line in kept[-_TRAILING:] if len(line) >= _LONG_LINE and _ELLIPSIS.search(line)), last
    )
    if _REMAINS.search(kept[-1]):
        yield _Sign(6, f"says how much is missing: “{_end_of(kept[-1])}”", breaks=True)
    elif _ELLIPSIS.search(trailing) and not _AND_SO_ON.search(trailing):
        ends = trailing == kept[-1]
        yield _Sign(3 if ends else 2, "breaks off in an ellipsis", breaks=ends)
    elif _is_unfinished(last, kept):
        yield _Sign(3, f"ends in the middle of a sentence: “{_end_of(last)}”")


def _end_of(line: str) -> str:
    return line if len(line) <= _QUOTED_END else line[-_QUOTED_END:].partition(" ")[2]


def _is_unfinished(last: str, kept: Sequence[str]) -> bool:
    """Tell whether the last paragraph lacks the full stop that the outlet's other paragraphs have."""
    if not last or _STOPS.search(last):
        return last.endswith(":")
    if _LEADS_ON.search(last):
        return True
    others = [line for line in kept if len(line) >= len(last) // 2 and line is not last][-12:]
    return len(others) >= 2 and all(_STOPS.search(line) for line in others)


def _declared(served: Served, lock: Lock) -> Iterator[_Sign]:
    if not lock.said:
        return
    yield _Sign(1, f"declared not free {lock.said}", breaks=True)
    if not lock.selectors:
        return
    text = marked.shown_text(marked.marked(served.tree, lock.selectors))
    inside = [_stands_in(line, text) for line in served.kept]
    count, told = sum(inside), _shown(lock)
    if count == 0 and len(text.split()) < _FEWEST_MARKED:
        yield _Sign(2, f"nothing of what is marked as not free was served ({told})")
        return
    sized = sum(len(line.split()) for line, is_in in zip(served.kept, inside, strict=True) if is_in)
    rest = count and not inside[0] and sized >= _FEWEST_MARKED
    say = f"{count} of {len(inside)} paragraphs are marked as not free by the publisher ({told})"
    yield _Sign(-4 if rest else 0, say)


def _left_out(left_out: Sequence[Removed], lock: Lock) -> Iterator[_Sign]:
    yield _Sign(0, f"declared not free {lock.said}")
    yield _Sign(4, f"{len(left_out)} paragraphs marked as not free were left out ({_shown(lock)})")


def _stands_in(line: str, text: str) -> bool:
    words = " ".join(line.split())
    return words[:40] in text and words[-40:] in text


def _compared(kept: Sequence[str], words: int, lock: Lock, known: Known) -> Iterator[_Sign]:
    if words < _SHORT:
        yield _Sign(2 if words < _VERY_SHORT else 1, f"{words} words", joins=True)
    if lock.words >= _FEWEST_DECLARED:
        if words >= 0.85 * lock.words:
            yield _Sign(-4, f"as long as the page declares ({lock.words} words)")
        elif words < 0.6 * lock.words:
            yield _Sign(3, f"{words} words, where the page declares {lock.words}")
    if known.usual_words is not None and known.usual_words >= _FEWEST_USUAL and 4 * words < known.usual_words:
        yield _Sign(2, f"{words} words, where the outlet’s articles have {known.usual_words}")
    yield from _beside_summary(kept, words, known.summary)


def _beside_summary(kept: Sequence[str], words: int, summary: str) -> Iterator[_Sign]:
    told = summary.split()
    if len(told) < _FEWEST_SUMMARY:
        return
    start = "".join(" ".join(kept).split())[:60]
    if len(told) > 1.5 * words and start in "".join(told):
        yield _Sign(4, f"{words} words, where the feed’s own summary has {len(told)}")
    elif words <= 1.1 * len(told) and _TEASER.search(summary):
        yield _Sign(4, "no longer than the feed’s summary, which breaks off")
    elif words <= 1.1 * len(told):
        yield _Sign(1, "no longer than the feed’s summary")


def _shown(lock: Lock) -> str:
    return ", ".join(lock.selectors)[:60]

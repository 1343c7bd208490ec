"""Prompts, offers and gates at the end of an article: the rest is kept for those who pay or sign in."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from news.knowledge import LineRule
from news.records import Removed
from scrapers import prompts
from scrapers.behind import Piece, is_elsewhere
from scrapers.boilerplate import Same, of_kinds, strip_lines
from scrapers.lines import Line
from scrapers.prompts import Fields
from scrapers.signs import Sign

PROMPT, OFFER, LOGIN = "paywall_prompt", "subscription_offer", "terms_login"
KINDS = frozenset((PROMPT, OFFER, LOGIN))
_PROMPT_TAIL = 4  # kept lines after a prompt; where more follow it stands in the middle of a whole text
_NEAREST = 4  # pieces behind a text among which a gate belongs to it
_LONGEST_PROMPT = 320  # characters of a piece that can be a prompt
_LONGEST_PAIRED = 160  # the same where two make one prompt
_LONGEST_LABEL = 8  # words of a link that can be a prompt: longer ones are headlines
_LONG_PIECE = 40  # characters from which a prompt can stand behind other sentences in one piece
_LONGEST_TOLD = 90  # characters of a piece apart from the article that may speak as articles do
_LONGEST_BOX = 500  # characters of a box of pieces that can be an offer
_QUOTED = 120  # characters of a page's words that are shown as evidence
_SENTENCE_END = re.compile(r"(?<=[.!?؟…])\s+")


def asked(
    pieces: Sequence[Piece],
    lines: Sequence[Line],
    removed: Sequence[Removed],
    rules: Sequence[LineRule],
    language: str | None,
) -> Iterator[Sign]:
    """Give the signs of what readers are asked for at the end of a text, and behind it, by these pieces.

    `lines` are all of the text as it was extracted, `removed` those that no article are. A prompt is known by
    its sentence, or else by the fields of its words; a gate by the name of its element.
    """
    same = Same(rules)
    known = _known_fields(same)
    fields = [_fields(piece, known, language) for piece in pieces]
    # Words that no field knows are no prompt in a language that has fields.
    worth = [
        piece.text
        for piece, told in zip(pieces, fields, strict=True)
        if not piece.kept and (not told.isdisjoint(prompts.TELLING) or language not in known)
    ]
    found = [*_in_text(lines, removed), *_by_rules(worth, of_kinds(same, KINDS))]
    prompt = next((line for line in found if line.kind == PROMPT), None)
    if prompt is not None:
        yield Sign(4, f"a prompt ends the text: “{prompt.text[:_QUOTED]}”", breaks=True)
    else:
        yield from _by_fields(pieces, fields)
    yield from _offered(found, pieces, fields)
    yield from _gated(pieces, fields)


@lru_cache(maxsize=16)
def _known_fields(rules: Same) -> prompts.Patterns:
    return prompts.known_fields(rules.rules)


def _fields(piece: Piece, known: prompts.Patterns, language: str | None) -> Fields:
    if len(piece.text) > (prompts.LONGEST_OWN if piece.kept and not piece.gate else _LONGEST_PROMPT):
        return prompts.NONE
    if piece.link and not piece.gate and piece.text.count(" ") >= _LONGEST_LABEL:
        return prompts.NONE
    return prompts.fields_of(f"{piece.text} {piece.buttons}", known, language)


def _in_text(lines: Sequence[Line], removed: Sequence[Removed]) -> list[Removed]:
    """Return the prompts and offers that were removed from the end of the text, last first."""
    kinds = {line.text: line for line in removed}
    found, after = [], 0
    for line in reversed(lines):
        told = kinds.get(line.text.strip())
        if told is None:
            after += 1
        elif told.kind in KINDS and not (told.kind == PROMPT and is_elsewhere(line)):
            found.append(told)
        if after > _PROMPT_TAIL:
            break
    return found


def _by_rules(texts: Sequence[str], rules: Sequence[LineRule]) -> list[Removed]:
    """Return what of these texts, or of their sentences, is a prompt, an offer or a login by a rule."""
    parts = dict.fromkeys(
        part
        for text in texts
        for part in (text, *_sentences(text))
        if " " in part and len(part) <= _LONGEST_PROMPT
    )
    if not parts:
        return []
    # Nearest last: what is nearest to the text is what the rules for the end of a page look at.
    found = strip_lines(list(parts)[::-1], rules)[1]
    return [line for line in reversed(found) if line.kind in KINDS]


def _sentences(text: str) -> Sequence[str]:
    return _SENTENCE_END.split(text, maxsplit=4) if len(text) > _LONG_PIECE else ()


def _by_fields(pieces: Sequence[Piece], fields: Sequence[Fields]) -> Iterator[Sign]:
    """Give a sign where the fields of a prompt meet in one piece or in two neighbours."""
    both = list(zip(pieces, fields, strict=True))
    asking = [(piece, told) for piece, told in both if _can_ask(piece, told)]
    for piece, told in asking:
        is_own = not piece.apart and not piece.gate
        if prompts.is_plain_prompt(told) if is_own else prompts.is_prompt(told):
            yield _worded(piece)
            return
    for (first, one), (second, two) in pairwise(both):
        if _can_pair(first, one) and _can_pair(second, two) and prompts.is_prompt(one | two):
            yield _worded(first, second)
            return


def _worded(*pieces: Piece) -> Sign:
    said = " ".join(piece.text for piece in pieces)
    lines = tuple(piece.text for piece in pieces if piece.kept)
    return Sign(4, f"words of a prompt end the text: “{said[:_QUOTED]}”", breaks=True, lines=lines)


def _can_ask(piece: Piece, fields: Fields) -> bool:
    """Tell whether a piece can be said to the reader, and is no sentence of an article."""
    if not fields:
        return False
    if piece.gate or (piece.apart and not piece.kept):
        return len(piece.text) <= _LONGEST_TOLD or not prompts.can_be_news(fields)
    return not prompts.can_be_article(piece.text, fields, apart=piece.apart)


def _can_pair(piece: Piece, fields: Fields) -> bool:
    own = piece.kept and not piece.apart and not piece.gate
    return not own and len(piece.text) <= _LONGEST_PAIRED and _can_ask(piece, fields)


def _offered(found: Sequence[Removed], pieces: Sequence[Piece], fields: Sequence[Fields]) -> Iterator[Sign]:
    boxed = _boxed(pieces, fields)
    if boxed is not None:
        yield boxed
        return
    offer = next((line for line in found if line.kind == OFFER), None)
    if offer is not None:
        others = {line.text for line in found} - {offer.text}
        yield Sign(2 if others else 1, f"an offer to subscribe follows the text: “{offer.text[:_QUOTED]}”")


def _boxed(pieces: Sequence[Piece], fields: Sequence[Fields]) -> Sign | None:
    """Return the sign of a box at the end of a text that offers something to readers, for money or a name.

    Such boxes stand under whole articles too: only a short text makes it more than a hint.
    """
    both = [each for each in zip(pieces, fields, strict=True) if each[0].apart and not each[0].link]
    for box, members in groupby(both, key=lambda each: each[0].box):
        of_box = list(members)
        told = frozenset(field for _, each in of_box for field in each)
        size = sum(len(piece.text) for piece, _ in of_box)
        if box >= 0 and size <= _LONGEST_BOX and prompts.is_offer(told) and _can_ask_in(of_box):
            said = " ".join(piece.text for piece, _ in of_box)
            kept = tuple(piece.text for piece, _ in of_box if piece.kept)
            return Sign(
                3,
                f"a box for readers who pay or sign in ends the text: “{said[:_QUOTED]}”",
                breaks=True,
                lines=kept,
            )
    return None


def _can_ask_in(box: Sequence[tuple[Piece, Fields]]) -> bool:
    return all(_can_ask(piece, told) for piece, told in box if told)


def _gated(pieces: Sequence[Piece], fields: Sequence[Fields]) -> Iterator[Sign]:
    gates = [(piece, told) for piece, told in zip(pieces, fields, strict=True) if piece.gate]
    if not _near(pieces):
        return
    asks = any(prompts.is_offer(told) for _, told in gates)
    lines = tuple(piece.text for piece, _ in gates if piece.kept)
    said = f"a paywall’s element follows the text: “{gates[0][0].text[:_QUOTED]}”"
    yield Sign(4 if asks else 3, said, breaks=True, lines=lines)


def _near(pieces: Sequence[Piece]) -> bool:
    """Tell whether a gate ends the text or is among what is nearest behind it."""
    following = [piece for piece in pieces if not piece.kept][:_NEAREST]
    return any(piece.gate and (piece.kept or piece in following) for piece in pieces)

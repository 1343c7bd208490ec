"""German compounds: in "HTS-Kämpfer" and "Assad-Regime-Soldaten" the whole word is the mention."""

from dataclasses import replace

from actors.considered import Candidate
from actors.words import Words


def compounded(words: Words, kept: list[Candidate]) -> list[Candidate]:
    """Return candidates, in the order of the text, grown to the end of the compound they begin.

    A compound ends before the next candidate: "SDF-HTS-Abkommen" names two.
    """
    limits = [*(one.hit.first for one in kept[1:]), len(words)]
    return [_grown(words, one, limit) for one, limit in zip(kept, limits, strict=False)]


def _grown(words: Words, one: Candidate, limit: int) -> Candidate:
    last = one.hit.last
    if one.hit.end != words.ends[last]:
        return one
    while last + 1 < limit and words.gap(last + 1) == "-":
        last += 1
    end = words.ends[last]
    return replace(one, hit=replace(one.hit, end=end, last=last), surface=words.text[one.hit.start : end])

"""How much of one text stands in another, and whether that makes it a copy.

Containment is measured in the shorter text, because a copy may be cut short or stand inside a longer text.
Furniture does not count: prompts, footers and templates that an outlet prints under many titles.
"""

from collections.abc import Callable
from dataclasses import dataclass

from stories.fingerprints import Fingerprint, share, shared_end

# Chosen on development sets of real and edited copies (16 kinds of edit, six languages). The two rules on the
# lead raised the pair F1 on edited copies from .88 to .97, LONG_AT_HOME that on real ones from .83 to .95.
CONTAINED = 0.5  # of the shorter text: half of a text is its substance
SPREAD = 0.7  # of its passages: edits all over leave traces all over, lifted background does not
OPENING_KEPT = 0.8  # of the lead: a stub under a long prompt keeps little else
OPENING_LOST = 0.5  # of the lead: below, two texts begin differently
PART = 0.3  # with the lead kept, this much is enough
CONTAINED_AT_HOME = 0.8  # within one outlet or days apart, where texts share more than their news
LONG_AT_HOME = 200  # shared shingles, half a page: no furniture is as long
CLOSE_DAYS = 3.0  # copies are made within days; later, background is lifted
_PASSAGE = 16  # shingles
_JUDGED_PASSAGE = 4  # fewer shingles than these in a passage say nothing of it
_JUDGED_TEXT = 8  # fewer than these say nothing of a text
_WORTH_JUDGING = 0.15  # raw share of the shorter text; with less there is nothing but furniture

Furniture = Callable[[frozenset[int]], set[int]]  # which of these shingles are furniture


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share: `contained`, `spread` and `opening` from 0 to 1, `shared` in shingles."""

    contained: float
    spread: float
    opening: float
    shared: int


def overlap(new: Fingerprint, old: Fingerprint, furniture: Furniture) -> Overlap | None:
    """Return what two texts share apart from furniture; None where it is too little to judge."""
    shorter, longer = sorted((new, old), key=lambda text: len(text.distinct))
    if len(shorter.distinct & longer.distinct) < _WORTH_JUDGING * len(shorter.distinct):
        return None
    opening = max(share(new.opening, old.distinct), share(old.opening, new.distinct))
    # Texts that end alike while neither holds the other's lead share a footer that we have yet to learn.
    end = shared_end(new, old) if opening < OPENING_LOST else 0
    body = shorter.shingles[: len(shorter.shingles) - end]
    ignored = furniture(shorter.distinct)
    seen = [None if shingle in ignored else shingle in longer.distinct for shingle in body]
    judged = [found for found in seen if found is not None]
    if len(judged) < _JUDGED_TEXT:
        return None
    contained = sum(judged) / len(judged)
    return Overlap(contained, _spread(seen, contained), opening, sum(judged))


def is_copy(found: Overlap, same_outlet: bool, days_apart: float | None) -> bool:
    """Tell whether an overlap makes the later text a copy; `days_apart` is None where a date is unknown."""
    close = days_apart is None or days_apart <= CLOSE_DAYS
    if same_outlet:
        whole = found.contained >= CONTAINED_AT_HOME and found.opening >= OPENING_LOST
        return whole or (close and found.contained >= CONTAINED and found.shared >= LONG_AT_HOME)
    if not close:
        return found.contained >= CONTAINED_AT_HOME
    begins_alike = found.opening >= OPENING_KEPT and found.contained >= PART
    return found.contained >= CONTAINED or found.spread >= SPREAD or begins_alike


def _spread(seen: list[bool | None], contained: float) -> float:
    passages = [
        [found for found in seen[start : start + _PASSAGE] if found is not None]
        for start in range(0, len(seen), _PASSAGE)
    ]
    hits = [any(passage) for passage in passages if len(passage) >= _JUDGED_PASSAGE]
    return sum(hits) / len(hits) if len(hits) >= 3 else contained  # two passages are no spread

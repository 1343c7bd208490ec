"""How much of one text stands in another, and whether that makes it a copy.

Containment is measured in the shorter text, because a copy may be cut short or stand inside a longer text.
Furniture does not count: prompts, footers and templates that an outlet prints under many titles.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from stories.fingerprints import Fingerprint, share

# Chosen on development sets of real and edited copies (16 kinds, six languages) and their look-alikes.
# F1 in-domain .99, on real copies of one war .98, of US politics .96, on edited copies .99.
CONTAINED = 0.45  # of the shorter text. With .4 background joins (US politics .91), with .5 excerpts are lost
SPREAD = 0.7  # of its passages: edits all over leave traces all over, lifted background does not
OPENING_KEPT = 0.8  # of the lead: a stub under a long prompt keeps little else
OPENING_LOST = 0.5  # of the lead: below, two texts begin differently
PART = 0.3  # with the lead kept, this much is enough
CONTAINED_AT_HOME = 0.8  # within one outlet or days apart, where texts share more than their news
LONG = 200  # shared shingles, half a page: no furniture and no background is as long
HALF = 0.5  # of a text, where half a page of it is shared
CLOSE_DAYS = 3.0  # copies are made within days; later, background is lifted
_PASSAGE = 16  # shingles
_JUDGED_PASSAGE = 4  # fewer shingles than these in a passage say nothing of it
_FEWEST_PASSAGES = 8  # fewer are no spread: stock phrases reach most of five passages
_JUDGED_TEXT = 8  # fewer shingles than these say nothing of a text
# A footer not learnt yet: shared words at the end of both texts, while nothing before them is shared.
_FOOTER = 250  # shingles at most
_FOOTER_GAP = 8  # shingles in it that differ: a date, a title
_BEFORE_FOOTER = 0.1  # share of the rest that may be shared
_FOOTER_SHARE = 0.6  # of the shorter text at most: what is more is the article

IsFurniture = Callable[[int], bool]  # whether a sampled shingle is furniture of one of the two outlets


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share: `contained`, `spread` and `opening` from 0 to 1, `shared` in shingles.

    `spread` is 0 where the shorter text has too few passages to tell.
    """

    contained: float
    spread: float
    opening: float
    shared: int


def overlap(new: Fingerprint, old: Fingerprint, is_furniture: IsFurniture) -> Overlap | None:
    """Return what two texts share apart from furniture; None where too little is left to be judged."""
    shorter, longer = sorted((new, old), key=lambda text: len(text.distinct))
    opening = max(share(new.opening, old.distinct), share(old.opening, new.distinct))
    counted = told_apart(shorter, is_furniture)
    seen = [
        shingle in longer.distinct if counts else None
        for shingle, counts in zip(shorter.shingles, counted, strict=True)
    ]
    if opening < OPENING_LOST:
        seen = seen[: len(seen) - _footer(shorter, longer, seen)]
    judged = [found for found in seen if found is not None]
    if len(judged) < _JUDGED_TEXT:
        return None
    return Overlap(sum(judged) / len(judged), _spread(seen), opening, sum(judged))


def is_copy(found: Overlap, same_outlet: bool, days_apart: float | None) -> bool:
    """Tell whether an overlap makes the later text a copy; `days_apart` is None where a date is unknown."""
    close = days_apart is None or days_apart <= CLOSE_DAYS
    long = found.contained >= HALF and found.shared >= LONG
    if same_outlet:
        whole = found.contained >= CONTAINED_AT_HOME and found.opening >= OPENING_LOST
        return whole or (close and long)
    if not close:
        return found.contained >= CONTAINED_AT_HOME or long
    begins_alike = found.opening >= OPENING_KEPT and found.contained >= PART
    return found.contained >= CONTAINED or found.spread >= SPREAD or begins_alike


def told_apart(text: Fingerprint, is_furniture: IsFurniture) -> list[bool]:
    """Tell for each shingle of a text whether it counts: whether the nearest sampled one is no furniture."""
    if not any(is_furniture(text.shingles[at]) for at in text.sampled):
        return [True] * len(text.shingles)
    counted: list[bool] = []
    for at, following in zip(text.sampled, (*text.sampled[1:], None), strict=True):
        until = len(text.shingles) if following is None else (at + following) // 2 + 1
        counted += [not is_furniture(text.shingles[at])] * (until - len(counted))
    return counted


def shared_runs(new: Fingerprint, old: Fingerprint, counted: Sequence[bool]) -> Iterator[range]:
    """Yield the runs of shingles of `new` that stand in `old`, furniture apart, in reading order."""
    start: int | None = None
    for at, shingle in enumerate(new.shingles):
        if counted[at] and shingle in old.distinct:
            start = at if start is None else start
        elif start is not None:
            yield range(start, at)
            start = None
    if start is not None:
        yield range(start, len(new.shingles))


def _footer(shorter: Fingerprint, longer: Fingerprint, seen: Sequence[bool | None]) -> int:
    """Return how many shingles at the end of the shorter text are a footer that both texts end with."""
    near_end = set(longer.shingles[-_FOOTER:])
    length, gap = 0, 0
    for back, shingle in enumerate(reversed(shorter.shingles[-_FOOTER:]), start=1):
        if shingle in near_end:
            length, gap = back, 0
        elif (gap := gap + 1) > _FOOTER_GAP:
            break
    before = [found for found in seen[: len(seen) - length] if found is not None]
    is_article = length > _FOOTER_SHARE * len(seen) or sum(before) >= _BEFORE_FOOTER * max(len(before), 1)
    return 0 if is_article else length


def _spread(seen: Sequence[bool | None]) -> float:
    passages = (
        [found for found in seen[start : start + _PASSAGE] if found is not None]
        for start in range(0, len(seen), _PASSAGE)
    )
    hits = [any(passage) for passage in passages if len(passage) >= _JUDGED_PASSAGE]
    return sum(hits) / len(hits) if len(hits) >= _FEWEST_PASSAGES else 0.0

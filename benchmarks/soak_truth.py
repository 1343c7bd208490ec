"""What an honest monitor can have seen of the made-up web, item by item.

A feed is up while nothing is wrong with it, its host or its robots.txt, and the wait that its last refusal
may have asked for (Retry-After) is over. An item stands in its feed from when it comes, or from the start,
until as many newer ones came as the window holds. Its stay is the longest time without a break for which
it stands there while the feed is up: so what came while a feed was down, and is still in the window when it
is back, counts from then.

- catchable: its stay is an hour or more, or ten minutes or more where the site has an archive that lists
  it. Ten minutes are what asking every five can be sure to meet: one such wait, and the pass that follows.
  Less than an hour, with no archive, can be met only by asking each feed every few minutes day and night.
  None of the catchable may be missed.
- tight: ten minutes to an hour, in a feed without an archive.
- fleeting: it never stood there for ten minutes while the feed was up. Missed ones of these two are told,
  and are no fault.
"""

from collections.abc import Iterator
from enum import StrEnum

from benchmarks.soak_world import HOUR, MINUTE, Source

_SURE = 10 * MINUTE
_CALM = HOUR


class Reach(StrEnum):
    """How well an item can be caught."""

    CATCHABLE = "catchable"
    TIGHT = "tight"
    FLEETING = "fleeting"


def reaches(source: Source, end: float) -> dict[int, Reach]:
    """Return, by its number, how well each item can be caught that stood in the feed before `end`."""
    up = list(_up(source, end))
    times = [item.at for item in source.items]
    found = {}
    for item in source.items:
        gone = times[item.number + source.window] if item.number + source.window < len(times) else end
        if gone > 0:
            found[item.number] = _reach(source, _longest(max(item.at, 0.0), min(gone, end), up))
    return found


def _reach(source: Source, stay: float) -> Reach:
    if stay >= _CALM or (stay >= _SURE and source.archive):
        return Reach.CATCHABLE
    return Reach.TIGHT if stay >= _SURE else Reach.FLEETING


def _up(source: Source, end: float) -> Iterator[tuple[float, float]]:
    since = 0.0
    for trouble in source.troubles:
        yield since, trouble.start
        since = trouble.end + trouble.retry_after
    yield since, end


def _longest(start: float, end: float, up: list[tuple[float, float]]) -> float:
    return max(min(end, until) - max(start, since) for since, until in up)

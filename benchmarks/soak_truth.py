"""What an honest monitor can have seen of the made-up web, item by item.

A feed is up while nothing is wrong with it, its host or its robots.txt, and the wait that its last refusal
may have asked for (Retry-After) is over. An item stands in its feed from when it comes, or from the start,
until as many newer ones came as the window holds. Its stay is the longest time without a break for which
it stands there while the feed is up: so what came while a feed was down, and is still in the window when it
is back, counts from then. A feed whose ETag never changes hides what is new until it is asked without:
what came there in the last two days, a day of trust and the wait for the next poll, does not count.

- catchable: its stay is an hour or more; where the site has an archive that lists it, the time between two
  passes twice (ten minutes, with one every five) or more. So long it takes at most until a pass meets it
  that asks the feed each time. Less than an hour, with no archive, can be met only by asking each feed in
  each pass, day and night, which nobody should. None of the catchable may be missed.
- tight: twice the time between two passes, up to an hour, in a feed without an archive.
- fleeting: less than that. Missed ones of these two are told, and are no fault.
"""

from collections.abc import Iterator
from enum import StrEnum

from benchmarks.soak_world import DAY, HOUR, Source

_PASSES = 2
_CALM = HOUR
_TRUSTED = 2 * DAY


class Reach(StrEnum):
    """How well an item can be caught."""

    CATCHABLE = "catchable"
    TIGHT = "tight"
    FLEETING = "fleeting"


def reaches(source: Source, end: float, every: float) -> dict[int, Reach]:
    """Return, by its number, how well each item can be caught that stood in the feed before `end`.

    `every` is the number of seconds between two passes.
    """
    up = list(_up(source, end))
    times = [item.at for item in source.items]
    found = {}
    for item in source.items:
        gone = times[item.number + source.window] if item.number + source.window < len(times) else end
        if gone > 0:
            found[item.number] = _reach(
                source, _longest(max(item.at, 0.0), min(gone, end), up), every * _PASSES
            )
    return found


def _reach(source: Source, stay: float, sure: float) -> Reach:
    if stay >= max(_CALM, sure) or (stay >= sure and source.archive):
        return Reach.CATCHABLE
    return Reach.TIGHT if stay >= sure else Reach.FLEETING


def _up(source: Source, end: float) -> Iterator[tuple[float, float]]:
    since = 0.0
    for trouble in source.troubles:
        yield since, trouble.start
        since = trouble.end + trouble.retry_after
    yield since, end - _TRUSTED if source.validator == "frozen" else end


def _longest(start: float, end: float, up: list[tuple[float, float]]) -> float:
    return max(min(end, until) - max(start, since) for since, until in up)

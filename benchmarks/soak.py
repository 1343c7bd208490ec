"""Lets the monitor watch a made-up web for weeks, in simulated time, and counts what it missed: `make soak`.

The client is the real one, over real HTTP to a server that plays every host as its proxy; only time is
made up. There is a pass every 20 simulated minutes, as `shamal serve` has it, where a feed is due. What is
asked in one pass is asked side by side: each piece of work begins at the same moment, and the pass ends
with the last of them.
At the end every feed is asked once more, so that what came last is no matter of luck.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from multiprocessing.sharedctypes import RawValue
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from actors.flags import Flagger
from benchmarks.servers import served_apart
from benchmarks.soak_answers import START, MadeUpWeb, moment
from benchmarks.soak_checks import Soaked, Tally, checked, held
from benchmarks.soak_world import DAY, MINUTE, Source, made_up
from flows.collect import MonitorReport, monitor
from flows.parallel import Each
from flows.settings import Settings
from flows.station import Station
from news.errors import ShamalError
from news.knowledge import Actor, Alias, Cues, Feed, Pack, Thresholds
from scrapers.web import HttpWeb
from scrapers.workers import here

T = TypeVar("T")
R = TypeVar("R")

SPACING = 5.0  # seconds, as by default


class SimulatedTime:
    """A clock that only we move, in seconds since the start. Other processes of ours see it move."""

    def __init__(self) -> None:
        self._at = RawValue("d", 0.0)

    def seconds(self) -> float:
        """Return the time, in seconds."""
        return float(self._at.value)

    def now(self) -> datetime:
        """Return the time."""
        return moment(self.seconds())

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self._at.value += max(0.0, seconds)

    def set(self, at: float) -> None:
        """Go to a moment, which may have been before."""
        self._at.value = at


def main() -> int:
    """Soak, and tell; 1 where something was missed, doubled, or asked without manners."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--days", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=float, default=20.0, metavar="MINUTES", help="between two passes")
    args = parser.parse_args()
    world = made_up(args.feeds, args.days, args.seed)
    with TemporaryDirectory(prefix="shamal-soak-") as home:
        soaked = soak(world, Path(home), args.days * DAY, args.every * MINUTE, args.seed)
    complaints = checked(soaked)
    print("\n".join(complaints[:20]))
    faults = f"FAILED: {len(complaints)} complaints" if complaints else "Nothing missed, nothing doubled."
    print(f"{args.feeds} feeds over {args.days:g} days: {faults}")
    return 1 if complaints else 0


def soak(world: Sequence[Source], home: Path, end: float, every: float, seed: int) -> Soaked:
    """Watch a world until `end`, with a pass `every` so many seconds; tell what came of it."""
    clock, tally = SimulatedTime(), Tally()
    settings = Settings(home=home, contact="desk@monitor.example")
    pack = pack_of(world)
    with (
        served_apart(MadeUpWeb(world).respond, clock.seconds) as far,
        HttpWeb(
            user_agent="Shamal/0 (soak; desk@monitor.example)",
            clock=clock.now,
            spacing_seconds=SPACING,
            proxy=far.url,
            monotonic=clock.seconds,
            sleep=clock.sleep,
            jitter=random.Random(seed).random,
        ) as web,
    ):
        station = Station(settings, pack, Flagger(pack), web, here)
        began, wall = time.process_time(), time.monotonic()
        _watch(station, clock, end, every, tally)
        spent = time.process_time() - began, time.monotonic() - wall
        return Soaked(world, end, every, SPACING, tuple(far.asked()), held(settings.store), tally, *spent)


def side_by_side(clock: SimulatedTime) -> Each:
    """Return an `Each` for which all work begins at once, and is done when the last of it is."""

    def each(work: Callable[[T], R], items: Iterable[T], name: str) -> Iterator[tuple[T, R | ShamalError]]:  # noqa: ARG001 - Each's shape
        start = last = clock.seconds()
        got: list[tuple[T, R | ShamalError]] = []
        for item in items:
            clock.set(start)
            try:
                got.append((item, work(item)))
            except ShamalError as error:
                got.append((item, error))
            last = max(last, clock.seconds())
        clock.set(last)
        yield from got

    return each


def pack_of(world: Iterable[Source]) -> Pack:
    """Return a pack that watches all feeds of a world."""
    feeds = tuple(
        Feed(s.id, f"Outlet {s.id}", f"http://{s.host}{s.path}", ("en",), page_fetch=s.pages) for s in world
    )
    aliases = (Alias("Northern Guard", "en", "name"),)
    actor = Actor("guard", "Northern Guard", "armed group", "guard", aliases=aliases)
    return Pack("soak", "Soak", "1", feeds, (actor,), (), (), Cues(), Thresholds())


def _watch(station: Station, clock: SimulatedTime, end: float, every: float, tally: Tally) -> None:
    due = {feed.id: 0.0 for feed in station.pack.feeds}
    each = side_by_side(clock)
    start = 0.0
    while start < end:
        clock.set(start)
        report = monitor(station, each, clock.now)
        _note(tally, report, start)
        due |= {poll.state.feed: _seconds(poll.memory.due_at) for poll in report.polls}
        start = max(start + every, clock.seconds(), min(due.values()))
    clock.set(max(end, clock.seconds()))
    _note(tally, monitor(station, each, clock.now, everything=True), end)


def _note(tally: Tally, report: MonitorReport, at: float) -> None:
    tally.passes += 1
    tally.states.update(str(poll.state.state) for poll in report.polls)
    tally.answers.update(str(poll.answer) for poll in report.polls)
    tally.outcomes.update(report.outcomes)
    tally.gaps += sum(poll.gap for poll in report.polls)
    if sys.stderr.isatty() and tally.passes % 50 == 0:
        print(f"\rday {at / DAY:.1f}, {tally.passes} passes", end="", file=sys.stderr, flush=True)


def _seconds(at: datetime) -> float:
    return (at - START).total_seconds()


if __name__ == "__main__":
    sys.exit(main())

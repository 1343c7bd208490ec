"""What a pass over feeds costs when none of them has anything new: `make polling`.

Every feed answers 304. The server works in a process of its own; counted is the CPU time of ours, all
threads included, for a whole pass: the second one, which knows the feeds and the hosts from the first. It is
plain HTTP through a proxy: names that are resolved, and TLS, come on top on the real web.
"""

import argparse
import cProfile
import pstats
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from actors.flags import Flagger
from benchmarks.servers import Answer, served_apart
from flows.collect import MonitorReport, monitor
from flows.parallel import Each, in_turn, on_threads
from flows.settings import Settings
from flows.station import Station
from news.knowledge import Cues, Feed, Pack, Thresholds
from news.records import Answer as Told
from news.records import HostMemory
from scrapers.web import HttpWeb
from scrapers.workers import here

TARGET = 4.0  # ms of CPU time for a feed
_ETAG = '"as-ever"'
_ITEMS = 20
_ROBOTS = b"User-agent: *\nDisallow: /wp-admin/\nDisallow: /search\nAllow: /wp-admin/admin-ajax.php\n"


def main() -> int:
    """Measure, and print a line; 1 where a feed costs more than the target."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument(
        "--profile", action="store_true", help="poll one feed after the other, and tell where time goes"
    )
    args = parser.parse_args()
    with TemporaryDirectory(prefix="shamal-polling-") as home:
        cost = measured(Path(home), args.feeds, profile=args.profile)
    if args.profile:  # it slows down what it watches
        return 0
    print(f"{cost:.2f} ms of CPU time for a feed with nothing new ({args.feeds} feeds; target {TARGET:g} ms)")
    return 0 if cost <= TARGET else 1


def measured(home: Path, feeds: int, *, profile: bool = False) -> float:
    """Return the milliseconds of CPU time that a feed costs in a pass over so many."""
    settings = Settings(home=home, contact="desk@monitor.example")
    pack = _pack(feeds)
    each = in_turn if profile else on_threads()
    with served_apart(respond, time.monotonic) as far:
        first, known = _passed(settings, pack, far.url, (), each)
        assert sum(first.outcomes.values()) == feeds * _ITEMS
        profiler = cProfile.Profile()
        began = time.process_time()
        if profile:
            second, _ = profiler.runcall(_passed, settings, pack, far.url, known, each)
            pstats.Stats(profiler).sort_stats("tottime").print_stats(40)
            pstats.Stats(profiler).sort_stats("cumtime").print_stats(60)
        else:
            second, _ = _passed(settings, pack, far.url, known, each)
        spent = time.process_time() - began
    assert [poll.answer for poll in second.polls] == [Told.UNCHANGED] * feeds
    return spent / feeds * 1_000


def respond(host: str, path: str, headers: Mapping[str, str], _now: float) -> Answer:
    """Answer as one of the feeds' hosts; half of them have a robots.txt."""
    if path == "/robots.txt":
        return Answer(200, (), _ROBOTS) if len(host) % 2 else Answer(404)
    if headers.get("if-none-match") == _ETAG:
        return Answer(304, (("ETag", _ETAG),))
    date = format_datetime(datetime.now(UTC))
    items = "".join(
        f"<item><title>Item {n} of {host}</title><link>http://{host}/a{n}</link><pubDate>{date}</pubDate></item>"
        for n in range(_ITEMS)
    )
    body = f"<rss version='2.0'><channel><title>{host}</title>{items}</channel></rss>".encode()
    return Answer(200, (("ETag", _ETAG), ("Content-Type", "application/rss+xml")), body)


def _passed(
    settings: Settings, pack: Pack, proxy: str, known: Iterable[HostMemory], each: Each
) -> tuple[MonitorReport, tuple[HostMemory, ...]]:
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)  # noqa: E731
    with HttpWeb(
        user_agent="Shamal/0 (polling; desk@monitor.example)",
        clock=clock,
        spacing_seconds=0.0,
        proxy=proxy,
        known_hosts=known,
    ) as web:
        report = monitor(Station(settings, pack, Flagger(pack), web, here), each, clock, everything=True)
        return report, web.host_memories()


def _pack(feeds: int) -> Pack:
    """Return a pack of feeds, each of a host of its own, whose pages are not asked for."""
    watched = (
        Feed(f"f{n}", f"Outlet {n}", f"http://site{n}.example/feed", ("en",), page_fetch=False)
        for n in range(feeds)
    )
    return Pack("polling", "Polling", "1", tuple(watched), (), (), (), Cues(), Thresholds())


if __name__ == "__main__":
    sys.exit(main())

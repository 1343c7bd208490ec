"""What came of a soak: what was missed or doubled, how the servers were treated, what it cost."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table

from benchmarks.servers import Asked
from benchmarks.soak_truth import Reach, reaches
from benchmarks.soak_world import DAY, HOUR, Source
from news.records import STORING, Outcome
from scrapers.spacing import domain_of
from storage.database import opened

_ROUNDING = 0.001  # seconds
_HOP = 60.0  # seconds within which a redirect is followed


@dataclass
class Tally:
    """What the passes told, added up."""

    passes: int = 0
    gaps: int = 0
    states: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[Outcome] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds at the end, by the path of each article's page.

    `articles` counts articles, `revisions` their versions after the first, `settled` entries whose outcome
    is not known; `deferred` are the paths of entries that still wait.
    """

    articles: Mapping[str, int]
    revisions: Mapping[str, int]
    settled: Mapping[str, int]
    deferred: frozenset[str]


@dataclass(frozen=True, slots=True)
class Soaked:
    """A soak that is over. In seconds: `every` between two passes, `cpu` of the client, `wall` in all."""

    world: Sequence[Source]
    end: float
    every: float
    spacing: float
    asked: Sequence[Asked]
    held: Held
    tally: Tally
    cpu: float
    wall: float


def held(store: Path) -> Held:
    """Read what the store holds."""
    with opened(store) as db:
        articles = db.rows("SELECT canonical_url, revision - 1 FROM articles")
        settled = db.rows("SELECT url, outcome FROM entries WHERE outcome <> ?", [Outcome.KNOWN])
    revisions: Counter[str] = Counter()
    for url, more in articles:
        revisions[_path(url)] += more
    waiting = frozenset(_path(url) for url, outcome in settled if outcome == Outcome.DEFERRED)
    return Held(
        Counter(_path(url) for url, _ in articles),
        revisions,
        Counter(_path(url) for url, _ in settled),
        waiting,
    )


def checked(soaked: Soaked) -> list[str]:
    """Print what came of a soak as a table; return what is wrong, a line for each fault."""
    table = Table(title="soak", title_justify="left", title_style="bold")
    table.add_column("measure")
    table.add_column("value", justify="right")
    complaints: list[str] = []
    for measures, faults in (_items(soaked), _manners(soaked), _requests(soaked), _life(soaked)):
        complaints += faults
        for name, value in measures.items():
            table.add_row(name, value)
    Console(width=110).print(table)
    return complaints


def _items(soaked: Soaked) -> tuple[dict[str, str], list[str]]:
    """Compare what stood in the feeds with what is stored."""
    published = sum(0 <= item.at < soaked.end for source in soaked.world for item in source.items)
    counts: Counter[Reach] = Counter()
    missed: Counter[Reach] = Counter()
    faults = []
    expected = set()
    for source in soaked.world:
        for number, reach in reaches(source, soaked.end, soaked.every).items():
            path = f"/story/{source.id}-{number}"
            expected.add(path)
            counts[reach] += 1
            if path not in soaked.held.articles:
                missed[reach] += 1
                if reach is Reach.CATCHABLE and path not in soaked.held.deferred:
                    faults.append(_missed(source, number))
    doubled = [*_doubled(soaked), *_twice_settled(soaked)]
    measures = {"items published": f"{published}", "items that stood in a feed": f"{len(expected)}"}
    measures |= {f"missed, {reach}": f"{missed[reach]} of {counts[reach]}" for reach in Reach}
    found = sum(path not in expected for path in soaked.held.articles)
    measures |= {
        "stored": f"{sum(soaked.held.articles.values())}",
        "of these never to be seen in the feed": f"{found}",
        "doubled": f"{len(doubled)}",
        "waiting for their page": f"{len(soaked.held.deferred)}",
        "revisions": f"{sum(soaked.held.revisions.values())}",
    }
    return measures, [*faults, *doubled, *_false_revisions(soaked)]


def _missed(source: Source, number: int) -> str:
    at = source.items[number].at
    gone = source.items[number + source.window].at if number + source.window < len(source.items) else None
    until = "the end" if gone is None else f"{gone / DAY:.3f}"
    troubles = ", ".join(f"{t.kind} {t.start / DAY:.2f}-{t.end / DAY:.2f}" for t in source.troubles) or "none"
    return (
        f"missed: {source.id} item {number}, in the feed from day {at / DAY:.3f} to {until}; "
        f"{source.a_day:.1f} a day, window {source.window}, {source.validator}, "
        f"archive {source.archive or 'none'}, troubles {troubles}"
    )


def _doubled(soaked: Soaked) -> Iterator[str]:
    for path, number in soaked.held.articles.items():
        if number > 1:
            yield f"doubled: {path} is stored as {number} articles"
    told = sum(soaked.tally.outcomes[outcome] for outcome in STORING - {Outcome.REVISION})
    articles = sum(soaked.held.articles.values())
    if told != articles:
        yield f"doubled: the passes told of {told} articles stored, the store holds {articles}"


def _twice_settled(soaked: Soaked) -> Iterator[str]:
    for path, number in soaked.held.settled.items():
        if number > 1:
            yield f"doubled: {path} has {number} entries that ended other than known"


def _false_revisions(soaked: Soaked) -> Iterator[str]:
    edited = {f"/story/{s.id}-{item.number}" for s in soaked.world for item in s.items if item.edited_at}
    for path, number in soaked.held.revisions.items():
        if number > (path in edited):
            yield f"doubled: {path} has {number} revisions, and was edited {int(path in edited)} times"


def _manners(soaked: Soaked) -> tuple[dict[str, str], list[str]]:
    """Find the closest two requests, by registered domain and by host with a crawl delay."""
    delays = {source.host: float(source.crawl_delay) for source in soaked.world if source.crawl_delay}
    domains, hosts = _times(soaked.asked, domain_of), _times(soaked.asked, str)
    closest = {domain: _closest(times) for domain, times in domains.items()}
    slow = {host: _closest(hosts[host]) for host in delays if host in hosts}
    faults = [
        f"manners: {name} was asked {gap:.2f} s after the last time, not {bound:g} s"
        for gaps, bounds in ((closest, dict.fromkeys(closest, soaked.spacing)), (slow, delays))
        for name, gap in gaps.items()
        if gap < (bound := bounds[name]) - _ROUNDING
    ]
    least = min((gap / delays[host] for host, gap in slow.items()), default=float("inf"))
    measures = {
        f"closest two requests to a domain, of {len(domains)} (at least {soaked.spacing:g} s)": (
            f"{min(closest.values()):.2f} s"
        ),
        f"the same by crawl delay, of {len(slow)} hosts (at least 1)": f"{least:.2f}",
    }
    return measures, faults


def _requests(soaked: Soaked) -> tuple[dict[str, str], list[str]]:
    """Count requests for feeds, and those of them that were answered 304."""
    feeds = _feed_addresses(soaked.world)
    asked = [each for each in soaked.asked if (each.host, each.path) in feeds]
    by_feed = Counter(feeds[each.host, each.path].id for each in asked)
    a_day = [by_feed[source.id] / (soaked.end / DAY) for source in soaked.world]
    unchanged = sum(each.status == 304 for each in asked)
    measures = {
        "requests in all": f"{len(soaked.asked)}",
        "requests for feeds": f"{len(asked)}",
        "for robots.txt": f"{sum(each.path == '/robots.txt' for each in soaked.asked)}",
        "requests for a feed in a day, median": f"{median(a_day):.1f}",
        "requests for a feed in a day, most": f"{max(a_day):.1f}",
        "of requests for feeds answered 304": f"{unchanged / max(1, len(asked)):.0%}",
    }
    return measures, [
        f"lost: {source.id} was never asked" for source in soaked.world if not by_feed[source.id]
    ]


def _life(soaked: Soaked) -> tuple[dict[str, str], list[str]]:
    """Tell the states that were seen, how moved feeds fared, and what all of it cost."""
    adopted = {s.id: _adopted_after(s, soaked.asked) for s in soaked.world if s.move is not None}
    waits = [wait for wait in adopted.values() if wait is not None]
    tally = soaked.tally
    measures = {
        "polls by state": _listed(tally.states),
        "polls by answer": _listed(tally.answers),
        "outcomes": _listed({str(outcome): count for outcome, count in tally.outcomes.items()}),
        "polls that left a gap": f"{tally.gaps}",
        "moved feeds followed for good": f"{len(waits)} of {len(adopted)}",
        "hours until then, median and most": f"{median(waits) / HOUR:.1f}, {max(waits) / HOUR:.1f}"
        if waits
        else "-",
        "passes": f"{tally.passes}",
        "CPU seconds of the client": f"{soaked.cpu:.0f} ({soaked.cpu / tally.passes * 1000:.0f} ms a pass)",
        "seconds in all": f"{soaked.wall:.0f}",
    }
    return measures, [
        f"lost: {feed} was not followed where it moved" for feed, wait in adopted.items() if wait is None
    ]


def _adopted_after(source: Source, asked: Sequence[Asked]) -> float | None:
    """Return the seconds from a feed's move until its new address was asked at once, None where never."""
    assert source.move is not None
    old = [each.at for each in asked if (each.host, each.path) == (source.host, source.path)]
    for each in asked:
        if (each.host, each.path) == (source.move.host, source.path):
            before = bisect_right(old, each.at)
            if before == 0 or each.at - old[before - 1] > _HOP:
                return each.at - source.move.at
    return None


def _feed_addresses(world: Iterable[Source]) -> dict[tuple[str, str], Source]:
    old = {(source.host, source.path): source for source in world}
    return old | {(source.move.host, source.path): source for source in world if source.move is not None}


def _times(asked: Iterable[Asked], name_of: Callable[[str], str]) -> dict[str, list[float]]:
    times = defaultdict(list)
    for each in asked:
        times[name_of(each.host)].append(each.at)
    return {name: sorted(moments) for name, moments in times.items()}


def _closest(times: Sequence[float]) -> float:
    return min((after - before for before, after in pairwise(times)), default=float("inf"))


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(counts.items(), key=lambda each: -each[1]))


def _path(url: str) -> str:
    return urlsplit(url).path

"""A made-up web of feeds for the soak: who publishes what and when, and what goes wrong where.

Pure: all of it follows from a seed. Times are seconds since the start, a Monday. Feeds come one a host, but
for every fourth: those share hosts, or registered domains, by threes to fives.

What could scroll out of a feed unseen stands elsewhere: a feed whose bursts or failures are more than its
window bears mostly has an archive, as WordPress or as a news sitemap. One in ten of them has none, as some
outlets do.
"""

import random
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
_LEAST, _MOST = 1 / 7, 60.0  # items a day of a feed
_SKEW = 10  # of the u in least * (most / least) ** (u ** skew): most bring one a week, 2% over 20 a day
_SHARING = 4  # one feed in so many shares its domain
_DOMAINS = ("example.com", "example.net", "example.org")  # registered, for nobody (RFC 2606)
_VALIDATORS = ("etag", "etag", "modified", "both", "none", "none", "restless", "frozen")
_PAGES = 17  # one feed in so many lets its pages be fetched


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a feed: its number there, when it came, and when its title was changed, if ever."""

    number: int
    at: float
    edited_at: float | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that goes wrong from `start` to `end`.

    `kind`: "503" and "429" (of the whole host, with `retry_after` seconds where not 0), "hangup" (likewise
    of the host), "robots" (robots.txt answers 503), or of the feed alone: "403", "404", "html", "empty".
    """

    kind: str
    start: float
    end: float
    retry_after: int = 0

    @property
    def of_host(self) -> bool:
        """Whether all of the host is in trouble."""
        return self.kind in ("503", "429", "hangup")


@dataclass(frozen=True, slots=True)
class Move:
    """A feed's move for good: the old address leads to the new one, until it dies."""

    at: float
    dies_at: float
    host: str


@dataclass(frozen=True, slots=True)
class Source:
    """A feed with all that happens to it. `items` are in the order of time; `window` of them are shown."""

    id: str
    host: str
    path: str
    items: tuple[Item, ...]
    a_day: float
    window: int
    atom: bool
    packed: bool
    dated: bool
    with_guids: bool
    tracked: bool
    validator: str
    pages: bool
    archive: str = ""  # "wordpress", "sitemap", or "" for none
    crawl_delay: int = 0
    troubles: tuple[Trouble, ...] = ()
    move: Move | None = None

    @property
    def lasts(self) -> float:
        """The seconds for which an item stays in the window on average."""
        return self.window / self.a_day * DAY

    def shown(self, now: float) -> tuple[Item, ...]:
        """Return the items in the feed's window, the newest last."""
        end = bisect_right(self.items, now, key=lambda item: item.at)
        return self.items[max(0, end - self.window) : end]

    def troubled(self, now: float) -> Trouble | None:
        """Return what is wrong at that moment."""
        return next((each for each in self.troubles if each.start <= now < each.end), None)


def made_up(feeds: int, days: float, seed: int) -> tuple[Source, ...]:
    """Return a world of so many feeds that publish for so many days."""
    places = _places(random.Random(f"{seed} places"), feeds)
    return tuple(
        _source(random.Random(f"{seed} {number}"), number, *places[number], days) for number in range(feeds)
    )


def _places(dice: random.Random, feeds: int) -> list[tuple[str, str, bool]]:
    """Return host and path of each feed, and whether its host is its own."""
    shared: Iterator[tuple[str, str, bool]] = iter(())
    places = []
    for number in range(feeds):
        if number % _SHARING == 0:
            place = next(shared, None)
            if place is None:
                shared = _group(dice, number)
                place = next(shared)
            places.append(place)
        else:
            places.append((f"site{number}.example", dice.choice(("/rss.xml", "/feed/", "/atom")), True))
    return places


def _group(dice: random.Random, number: int) -> Iterator[tuple[str, str, bool]]:
    domain = _DOMAINS[number // 100 % 3] if number % 100 == 0 else None
    for part in range(dice.randint(3, 5)):
        host = f"group{number}.example" if domain is None else f"n{number}p{part}.{domain}"
        yield host, f"/desk{part}/rss", False


def _source(dice: random.Random, number: int, host: str, path: str, alone: bool, days: float) -> Source:
    a_day = _LEAST * (_MOST / _LEAST) ** (dice.random() ** _SKEW)
    source = Source(
        id=f"f{number}",
        host=host,
        path=path,
        items=(),
        a_day=a_day,
        window=dice.randint(10, 50),
        atom=dice.random() < 0.3,
        packed=dice.random() < 0.3,
        dated=dice.random() < 0.95,
        with_guids=dice.random() < 0.8,
        tracked=dice.random() < 0.1,
        validator=dice.choice(_VALIDATORS),
        pages=number % _PAGES == 3 and a_day < 10,
        crawl_delay=dice.choice((10, 20, 30)) if dice.random() < 0.05 else 0,
    )
    source = _told_apart(dice, _in_trouble(dice, source, alone, days), alone)
    return replace(source, items=_items(dice, source, days))


def _in_trouble(dice: random.Random, source: Source, alone: bool, days: float) -> Source:
    """Let some things go wrong, all of them over a day before the end."""
    fate, last = dice.random(), (days - 1.5) * DAY
    if fate < 0.06 and alone and not source.pages and days >= 6:
        at = dice.uniform(0.1, 0.3) * days * DAY
        # Long enough for a feed that is asked once a day, and is believed the third time.
        move = Move(at, at + dice.uniform(4, 9) * DAY, f"new-{source.host}")
        return replace(source, move=move, archive="")
    troubles: list[Trouble] = []
    free_from = 0.3 * DAY
    for _ in range(dice.choice((0, 0, 1, 1, 2, 3))):
        start = free_from + dice.random() ** 2 * max(0.0, last - free_from)
        length = dice.uniform(1, 12) * HOUR if dice.random() < 0.75 else dice.uniform(0.5, 3) * DAY
        end = min(start + length, start + days * DAY / 4, last)
        if end - start > HOUR:
            troubles.append(_trouble(dice, start, end, alone))
            free_from = end + 0.3 * DAY
    return replace(source, troubles=tuple(troubles))


def _trouble(dice: random.Random, start: float, end: float, alone: bool) -> Trouble:
    kinds = ("503", "503", "hangup", "429", "robots", "403", "404", "html", "empty")
    kind = dice.choice(kinds if alone else kinds[-4:])
    wait = (
        dice.choice((600, 1800, 3600, 7200))
        if kind == "429" or (kind == "503" and dice.random() < 0.4)
        else 0
    )
    return Trouble(kind, start, end, wait)


def _told_apart(dice: random.Random, source: Source, alone: bool) -> Source:
    """Give an archive to a feed that may lose items out of its window, and a frozen ETag to none of these."""
    silent = max((each.end - each.start for each in source.troubles), default=0.0)
    spills = silent > source.lasts / 3 or source.a_day > 8
    if source.validator == "frozen" and (spills or source.lasts < 6 * DAY):
        source = replace(source, validator="none")
    if not alone or not spills or source.move is not None or dice.random() < 0.1:
        return source
    if source.a_day < 10 and dice.random() < 0.4:
        return replace(source, archive="sitemap", pages=True)
    return replace(source, archive="wordpress")


def _items(dice: random.Random, source: Source, days: float) -> tuple[Item, ...]:
    back = min(60 * DAY, source.lasts)
    times = list(_pace(dice, source.a_day, -back, days * DAY))
    if source.a_day > 2:
        most = 30 if source.archive else source.window // 3
        for _ in range(ceil(days * dice.random() / 4)):
            start = dice.uniform(0, days * DAY)
            length = dice.uniform(2, 15) * MINUTE
            times += [start + dice.random() * length for _ in range(dice.randint(5, max(5, most)))]
    whole = sorted(float(round(at)) for at in times if at < days * DAY)
    return tuple(Item(number, at, _edit(dice, source, at)) for number, at in enumerate(whole))


def _pace(dice: random.Random, a_day: float, start: float, end: float) -> Iterator[float]:
    """Yield the moments of a feed that sleeps at night and is slow on Saturdays and Sundays."""
    at = start
    while (at := at + dice.expovariate(a_day * 1.6 / DAY)) < end:
        awake = 1.0 if 5 <= at % DAY / HOUR < 20 else 0.2
        workday = 1.0 if at // DAY % 7 < 5 else 0.5
        if dice.random() < awake * workday:
            yield at


def _edit(dice: random.Random, source: Source, at: float) -> float | None:
    often = 0.1 if source.validator != "frozen" else 0.0
    return at + dice.uniform(1, 10) * HOUR if dice.random() < often else None

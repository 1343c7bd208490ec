"""What a feed's document tells, and how it overlaps with what was read of the feed before."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from news.records import FeedEntry

_KEPT = 5  # newest entries that are remembered; one or two may be withdrawn, five are not
_FEWEST_KNOWN = 2  # of five that must still be there: one alone may have been pinned since
_AHEAD = timedelta(days=1)  # clocks and time zones are wrong by hours; more is a mistake, or a pinned event


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed's document, read.

    `entries` are in its order, each article once. `items` counts all it holds, and of them `left_out` those
    above the limit, `unaddressed` those without a usable address; `undated` and `ahead` (a day or more)
    count entries. `wait_seconds` is how long it asks readers to wait, 0 where it does not. It is not
    `whole` where its end is missing. `version` names the format, as in "rss20" or "atom10".
    """

    entries: tuple[FeedEntry, ...]
    items: int = 0
    left_out: int = 0
    unaddressed: int = 0
    undated: int = 0
    ahead: int = 0
    wait_seconds: float = 0.0
    whole: bool = True
    version: str = ""
    title: str = ""
    language: str = ""


def told_at(entry: FeedEntry) -> datetime | None:
    """Return when an entry says it was published, or else changed."""
    return entry.published_at or entry.updated_at


def is_ahead(entry: FeedEntry, now: datetime) -> bool:
    """Tell whether an entry is dated more than a day ahead, so that its date says nothing."""
    at = told_at(entry)
    return at is not None and at - now > _AHEAD


def times(entries: Collection[FeedEntry], now: datetime) -> list[datetime]:
    """Return the dates of entries, newest first, without those that are ahead."""
    told = (told_at(entry) for entry in entries if not is_ahead(entry, now))
    return sorted((at for at in told if at is not None), reverse=True)


def newest(entries: Sequence[FeedEntry], now: datetime) -> tuple[int, ...]:
    """Return the ids of the newest entries, newest first: what is to be remembered of a reading."""
    return tuple(_newest_first(entries, now)[:_KEPT])


def new_among(entries: Sequence[FeedEntry], known: Collection[int], now: datetime) -> int:
    """Return how many entries are newer than the newest that was known; all of them where none was."""
    order = _newest_first(entries, now)
    return next((place for place, id_ in enumerate(order) if id_ in known), len(order))


def leaves_gap(entries: Collection[FeedEntry], known: Collection[int]) -> bool:
    """Tell whether so few of the `newest` of the last reading are left that some may have gone unseen."""
    if not entries or not known:
        return False
    left = len({entry.id for entry in entries}.intersection(known))
    return left < (_FEWEST_KNOWN if len(known) >= _KEPT else 1)


def _newest_first(entries: Sequence[FeedEntry], now: datetime) -> list[int]:
    dated = sorted(zip(_placed(entries, now), entries, strict=True), key=lambda pair: pair[0], reverse=True)
    return [entry.id for _, entry in dated]


def _placed(entries: Sequence[FeedEntry], now: datetime) -> Iterator[datetime]:
    """Yield a date for each entry: where it has none, that of the one before, as feeds begin with the new."""
    last = now + _AHEAD
    for entry in entries:
        at = told_at(entry)
        last = last if at is None or is_ahead(entry, now) else at
        yield last

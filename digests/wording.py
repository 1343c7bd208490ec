"""How a digest writes times, languages, counts and names. English, whatever the machine's locale is."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache

from news.outlets import LANGUAGES
from news.texts import clean_line

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ACRONYM_LETTERS = 5  # AANES; longer ids are names


def moment(at: datetime | None, now: datetime) -> str:
    """Write a time as short as `now`, in whose zone it is told, allows: "09:14", "Thu 22:10" or "12 Nov".

    Midnight UTC is what a page that gives only a date is read as, so it is written as a date.
    """
    if at is None:
        return "undated"
    local = at.astimezone(now.tzinfo)
    if at.astimezone(UTC).time() == time():
        return _date(at.astimezone(UTC), now)
    if local.date() == now.date():
        return clock(local)
    if abs(now.date() - local.date()) < timedelta(days=6):
        return f"{_DAYS[local.weekday()]} {clock(local)}"
    return _date(local, now)


def clock(at: datetime) -> str:
    """Write the time of day: "09:14"."""
    return f"{at.hour:02}:{at.minute:02}"


def day(at: datetime) -> str:
    """Write a day: "Fri 20 Nov"."""
    return f"{_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]}"


def window(since: datetime, until: datetime) -> str:
    """Write a span of time, both ends in one zone: "Fri 20 Nov 2026, 03:52 to 15:00 (UTC+3)"."""
    if since.date() == until.date():
        return f"{day(until)} {until.year}, {clock(since)} to {clock(until)} ({_offset(until)})"
    return f"{day(since)} {clock(since)} to {day(until)} {until.year} {clock(until)} ({_offset(until)})"


def count(number: int, one: str, many: str) -> str:
    """Write a number with its noun: "1 story", "1,200 stories"."""
    return f"{number:,} {one if number == 1 else many}"


def listed(words: Sequence[str], most: int) -> str:
    """Write at most this many words with commas, and how many more there are."""
    rest = len(words) - most
    return ", ".join(words[:most]) + (f" and {rest} more" if rest > 0 else "")


def language_name(code: str | None) -> str:
    """Return the English name of a language by its tag; an unknown tag itself; "" for None."""
    if code is None:
        return ""
    return LANGUAGES.get(code.split("-")[0].lower(), code)


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """Return a name cleaned, on one line; remembered, as a digest says the same few names over and over."""
    return clean_line(name)


def short_name(actor: str, name: str) -> str:
    """Return what fits a subject line: an id that is an acronym ("hts": "HTS"), else the name.

    An id is an acronym when it is short and no word of the name: "zenki" stands in its name, "sdf" does not.
    """
    words = re.findall(r"\w+", name.lower())
    if len(actor) <= _ACRONYM_LETTERS and actor.isalpha() and actor not in words:
        return actor.upper()
    return name.split(" (")[0]


def _date(at: datetime, now: datetime) -> str:
    return f"{at.day} {_MONTHS[at.month - 1]}" + (f" {at.year}" if at.year != now.year else "")


def _offset(at: datetime) -> str:
    minutes = int((at.utcoffset() or timedelta()).total_seconds()) // 60
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02}" if rest else "")

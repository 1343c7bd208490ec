"""One spelling of a date to a time in UTC: machine formats, and what seven languages write for readers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from news.records import Certainty
from news.texts import fold
from scrapers.months import city_zone, hours_of, is_late_half, month_of

_LONGEST = 120  # characters of a text in which a date is sought
_FIRST_YEAR, _LAST_YEAR = 1990, 2099  # earlier dates are unset clocks (1970, 0001) or of another calendar
_CENTURY = 2000  # of years with two digits
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2069\ufeff")
)
_SIGNS = str.maketrans("−–‐‑،٫：", "----,.:")
_EPOCH = re.compile(r"(?:/date\()?(\d{10}|\d{13})(?:\.\d{1,9})?(?:[+-]\d{4})?(?:\)/)?")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?:t?(\d\d)(\d\d)(\d\d)?)?(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?(?:[-/.]|年|년)\s?(\d{1,2})\s?(?:[-/.]|月|월)\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<![\d.:])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)(?![\d:])")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_CLOCK = re.compile(
    r"(?<![\d.:+/-])(\d{1,2})(?:\s?[:.h]\s?(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?![\d/])"
    r"|(?=\s?(?:[ap]\.?\s?m\b|uhr\b|h\b)))"
)
_HALF = re.compile(r"\s?([^\W\d_]{1,8}(?:\.\s?[^\W\d_](?![^\W\d_]))?)\.?")
_ZONE = re.compile(
    r"[\s(]{0,2}(?P<name>z|utc|gmt|[a-z]{2,5})?(?![a-z])\s?(?P<offset>[+-]\s?\d{1,2}(?::?\d\d)?(?!\d))?"
)
_LOST_PLUS = re.compile(r"\s(\d\d):(\d\d)$")  # "10:00:00 03:00": a plus that was decoded as a space
_NAMED_ZONE = re.compile(r"\b[A-Z][A-Za-z]{1,12}/[A-Z][A-Za-z_]{1,20}\b")
_NEAR, _FAR = 3, 9  # tokens between a month and its day, or its year: "Fri Apr 28 19:20:36 CEST 2023"
_FURTHEST_OFFSET = timedelta(hours=14)

_Clock: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Dated:
    """A time that somebody wrote, in UTC.

    `other` is its second reading where day and month may stand either way and nothing tells which.
    """

    at: datetime
    certainty: Certainty
    other: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Day:
    """A day as found in a text: a clock before it ends by `start`, one after it begins from `end`."""

    year: int
    month: int
    day: int
    start: int
    end: int
    exchangeable: bool = False


def dated(text: str, *, day_first: bool | None = None) -> Dated | None:
    """Read the first date in a short text, None where there is none from 1990 to 2099.

    ISO 8601 and what is close to it, RFC 2822, seconds or milliseconds since 1970, and dates in words of
    Arabic, English, French, German, Kurmanji, Sorani and Turkish, in any digits. A time without zone is
    taken for UTC and marked so. `day_first` reads 06/05/2024; None says that nothing tells its order:
    then the day is taken to come first, and `other` is the other reading.
    """
    text = text.strip()[:_LONGEST]
    try:
        return _iso(text) or _read(text, day_first)
    except (ValueError, OverflowError):  # the 31st of February, hour 25
        return None


def _iso(text: str) -> Dated | None:
    """Read the spelling that most pages have, which Python reads fastest."""
    if len(text) < 19 or text[4] != "-" or text[10] != "T":
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    if not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        return None
    return _timed(at, at.tzinfo)


def _read(text: str, day_first: bool | None) -> Dated | None:
    plain = fold(text.translate(_INVISIBLE).translate(_SIGNS))
    epoch = _EPOCH.fullmatch(plain)
    if epoch is not None:
        at = datetime.fromtimestamp(int(epoch[1]) / (1000 if len(epoch[1]) == 13 else 1), UTC)
        return Dated(at, Certainty.EXACT) if _FIRST_YEAR <= at.year <= _LAST_YEAR else None
    compact = _compact(plain)
    if compact is not None:
        return compact
    day = _year_first(plain) or _year_last(plain, day_first) or _in_words(plain)
    if day is None:
        return None
    clock, zone = _clock(plain[day.end :], text) or _clock(plain[: day.start], text) or ((0, 0, 0), None)
    local = datetime(day.year, day.month, day.day, *clock)
    either = day.exchangeable and day_first is None and day.day != day.month
    return _timed(local, zone, local.replace(month=day.day, day=day.month) if either else None)


def _timed(local: datetime, zone: tzinfo | None, other: datetime | None = None) -> Dated:
    certainty = Certainty.EXACT
    if zone is None:  # midnight to the second is how a lost time looks
        midnight = (local.hour, local.minute, local.second) == (0, 0, 0)
        certainty = Certainty.DAY if midnight else Certainty.ZONE_ASSUMED
    return Dated(_in_utc(local, zone), certainty, None if other is None else _in_utc(other, zone))


def _in_utc(local: datetime, zone: tzinfo | None) -> datetime:
    return local.replace(tzinfo=zone or UTC).astimezone(UTC)


def _compact(text: str) -> Dated | None:
    """Read 20240506 and 20240506T100000Z."""
    found = _COMPACT.search(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    if not _is_day(year, month, day):
        return None
    return _timed(datetime(year, month, day, hour, minute, second), _zone(text[found.end() :], text))


def _is_day(year: int, month: int, day: int) -> bool:
    return _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31


def _year_first(text: str) -> _Day | None:
    found = _YEAR_FIRST.search(text)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups())
    return _Day(year, month, day, *found.span()) if _is_day(year, month, day) else None


def _year_last(text: str, day_first: bool | None) -> _Day | None:
    """Read 06.05.2024 and 06/05/2024. With dots the day comes first everywhere; 13 can be no month."""
    for found in _YEAR_LAST.finditer(text):
        one, two, year = int(found[1]), int(found[3]), int(found[4])
        year += _CENTURY if len(found[4]) == 2 else 0
        either = found[2] != "." and one <= 12 and two <= 12
        month_first = (either and day_first is False) or (two > 12 >= one)
        month, day = (one, two) if month_first else (two, one)
        if _is_day(year, month, day):
            return _Day(year, month, day, *found.span(), exchangeable=either)
    return None


def _in_words(text: str) -> _Day | None:
    """Read "6 May 2024", "May 6, 2024", "2024 Gulan 6", with the endings that languages put between."""
    unclocked = _CLOCK.sub(lambda clock: " " * len(clock.group()), text)
    tokens = list(_TOKEN.finditer(unclocked))
    words = [token.group() for token in tokens]
    for place, word in enumerate(words):
        month = None if word.isdigit() else month_of(word, *words[place + 1 : place + 2])
        around = None if month is None else _around(words, place)
        if month is None or around is None:
            continue
        day, year = around
        if _is_day(int(words[year]), month, int(words[day])):
            first, last = min(day, place, year), max(day, place, year)
            inside = any(
                clock.start() > tokens[first].start()
                for clock in _CLOCK.finditer(text[: tokens[last].start()])
            )
            end = tokens[first].end() if inside else tokens[last].end()
            return _Day(int(words[year]), month, int(words[day]), tokens[first].start(), end)
    return None


def _around(words: Sequence[str], month: int) -> tuple[int, int] | None:
    """Return the places of the day and of the year of the month that stands at a place."""
    near = range(max(0, month - _NEAR), min(len(words), month + 1 + _NEAR))
    far = (*range(month + 1, min(len(words), month + 1 + _FAR)), *reversed(near[: month - near[0]]))
    year = next((p for p in far if len(words[p]) == 4 and words[p].isdigit()), None)
    days = [p for p in near if p != year and words[p].isdigit() and 1 <= int(words[p][:3]) <= 31]
    if year is None or not days:
        return None
    # The nearest; of two as near the first, except that after "2024 Gulan" the day comes last.
    return min(days, key=lambda p: (abs(p - month), -p if year < month else p)), year


def _clock(text: str, whole: str) -> tuple[_Clock, tzinfo | None] | None:
    """Read the first time of day in a text, and its zone, which may be named elsewhere in the `whole`."""
    found = _CLOCK.search(text)
    if found is None:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups())
    rest = text[found.end() :]
    half = _HALF.match(rest)
    late = None if half is None else is_late_half(half[1].replace(".", "").replace(" ", ""))
    if half is not None and late is not None:
        hour, rest = _of_24(hour, late=late), rest[half.end() :]
    if hour > 23 or minute > 59 or second > 59:
        return None
    return (hour, minute, second), _zone(rest, whole)


def _of_24(hour: int, *, late: bool) -> int:
    return hour % 12 + (12 if late else 0) if hour <= 12 else hour


def _zone(rest: str, whole: str) -> tzinfo | None:
    """Read the zone that stands right after a time; a city or an IANA name may stand further on."""
    found = _ZONE.match(rest)
    hours = None if found is None or not found["name"] else hours_of(found["name"])
    if found is not None and found["offset"] and (hours is not None or not found["name"]):
        return _offset(found["offset"])
    if hours is not None:
        return timezone(timedelta(hours=hours))
    lost = _LOST_PLUS.match(rest)
    if lost is not None:
        return _offset(f"+{lost[1]}{lost[2]}")
    named = _NAMED_ZONE.search(whole)
    cities = (city_zone(word) for word in _TOKEN.findall(rest))
    return _by_name(named.group() if named else next((city for city in cities if city), None))


def _offset(written: str) -> tzinfo | None:
    digits = "".join(char for char in written if char.isdigit())
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    offset = timedelta(hours=hours, minutes=minutes)
    if offset > _FURTHEST_OFFSET:
        return None
    return timezone(-offset if written.startswith("-") else offset)


def _by_name(name: str | None) -> tzinfo | None:
    try:
        return None if name is None else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None

"""The kinds of value that may stand in a pack's TOML, each with a test and with words for the error."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

_KIND = re.compile(r"[a-z]+(_[a-z]+)*")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HOST = re.compile(r"(?!www\.)[a-z0-9]+(-+[a-z0-9]+)*(\.[a-z0-9]+(-+[a-z0-9]+)*)+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
NEEDED: Any = object()  # as a default: the key must be there


@dataclass(frozen=True, slots=True)
class Field:
    """What may stand under a key: its kind in words, a test for it, and the value where it is missing."""

    kind: str
    accepts: Callable[[Any], bool]
    default: Any = NEEDED


def text(default: Any = NEEDED) -> Field:
    """A text that holds a letter or digit, without white space at its ends."""
    return Field("a text without white space at its ends", is_text, default)


def kind() -> Field:
    """A kind of thing: small letters, words joined by underscores."""
    return Field(
        'a kind like "paywall_prompt": small letters and underscores',
        lambda value: isinstance(value, str) and _KIND.fullmatch(value) is not None,
    )


def remark(default: str = "") -> Field:
    """A text that may be empty."""
    return Field("a text", lambda value: isinstance(value, str), default)


def identifier(default: Any = NEEDED) -> Field:
    """An id: small Latin letters and digits in words joined by hyphens."""
    return Field(
        'an id like "deir-ez-zor-24": small letters, digits, hyphens',
        is_identifier,
        default,
    )


def host() -> Field:
    """The name of a host, as addresses bear it: other letters as in "xn--", and without "www."."""
    return Field(
        'a host like "outlet.example": small letters, without "www."',
        lambda value: isinstance(value, str) and _HOST.fullmatch(value) is not None,
    )


def texts(needed: bool = False) -> Field:
    """A list of texts; empty where missing, unless it is needed."""
    return Field(
        "a list of texts, each without white space at its ends",
        lambda value: _is_list(value, is_text),
        NEEDED if needed else (),
    )


def lines(default: Any = NEEDED) -> Field:
    """A list of texts that must be there unless it has a default; white space at their ends may matter."""
    return Field(
        "a list of texts, none of them empty",
        lambda value: _is_list(value, lambda item: isinstance(item, str) and item != ""),
        default,
    )


def language(default: Any = NEEDED) -> Field:
    """A language code of two or three letters."""
    return Field('a language code like "ar"', is_language, default)


def languages() -> Field:
    """A list of language codes."""
    return Field('a list of language codes like ["ar", "ku"]', lambda value: _is_list(value, is_language), ())


def flag(default: Any = NEEDED) -> Field:
    """True or false."""
    return Field("true or false", lambda value: isinstance(value, bool), default)


def number(low: float, high: float, default: Any = NEEDED) -> Field:
    """A number from `low` to `high`, both included."""
    return Field(f"a number from {low:g} to {high:g}", lambda value: _is_number(value, low, high), default)


def whole(low: int, high: int, default: int) -> Field:
    """A whole number from `low` to `high`, both included."""
    return Field(
        f"a whole number from {low} to {high}",
        lambda value: isinstance(value, int) and _is_number(value, low, high),
        default,
    )


def day() -> Field:
    """A date, written without quotation marks; None where missing."""
    return Field(
        "a date like 2024-12-08, without quotation marks",
        lambda value: isinstance(value, date) and not isinstance(value, datetime),
        None,
    )


def table(default: Any = NEEDED) -> Field:
    """A table, still unchecked within: pass it to `tables.row`."""
    return Field("a table", lambda value: isinstance(value, dict), default)


def tables(default: Any = NEEDED) -> Field:
    """A list of tables, still unchecked within: pass each to `tables.row`."""
    return Field(
        "a list of tables, each under its [[heading]]",
        lambda value: isinstance(value, list) and all(isinstance(item, dict) for item in value),
        default,
    )


def is_text(value: object) -> bool:
    """Tell whether a value is a text that holds a letter or digit, without white space at its ends."""
    return isinstance(value, str) and value == value.strip() and any(map(str.isalnum, value))


def is_identifier(value: object) -> bool:
    """Tell whether a value is an id: small Latin letters and digits in words joined by hyphens."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def is_language(value: object) -> bool:
    """Tell whether a value is a language code: two or three small letters."""
    return isinstance(value, str) and _LANGUAGE.fullmatch(value) is not None


def _is_list(value: object, accepts: Callable[[object], bool]) -> bool:
    return isinstance(value, list) and all(map(accepts, value))


def _is_number(value: object, low: float, high: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high

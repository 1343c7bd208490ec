"""Strict reading of TOML: every key is known, every value is of its kind, and every error says where.

A module describes its tables as a dict from key to `fields.Field` and gets `Row`s back.
"""

import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from news.errors import PackError
from packs.fields import NEEDED, Field, tables

_LONGEST_WORD = 80  # of a word that is compared with others: comparing takes time


@dataclass(frozen=True, slots=True)
class Row:
    """One table that was found in order; `where` names its file and itself, `values` holds every key."""

    where: str
    values: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        """Return the value of a key, its default where the file has none."""
        return self.values[key]

    def wrong(self, message: str) -> PackError:
        """Return the error that says what is wrong with this table."""
        return PackError(f"{self.where}: {message}")


@dataclass(frozen=True, slots=True)
class Document:
    """A TOML file: its name for messages, its bytes for the pack's version, its tables as they stand."""

    name: str
    content: bytes
    tables: dict[str, Any]


def read_document(path: Path, name: str) -> Document:
    """Read a TOML file, called `name` in messages; PackError when it cannot be read or is no TOML."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PackError(f"{name}: cannot be read: {error}") from error
    return parse_document(content, name)


def parse_document(content: bytes, name: str) -> Document:
    """Read TOML bytes, called `name` in messages; PackError when they are no TOML."""
    try:
        return Document(name, content, tomllib.loads(content.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:  # tomllib lets both out for hostile numbers and nesting
        raise PackError(f"{name}: is no TOML in UTF-8: {error}") from error


def row(values: dict[str, Any], fields: Mapping[str, Field], where: str) -> Row:
    """Check a table against its fields; PackError names a key that is unknown, missing or of a wrong kind."""
    for key in values:
        if key not in fields:
            raise PackError(f"{where}: {unknown('key', key, fields)}")
    checked = {}
    for key, field in fields.items():
        value = values.get(key, field.default)
        if value is NEEDED:
            raise PackError(f'{where}: the key "{key}" is missing; it takes {field.kind}')
        if key in values and not field.accepts(value):
            raise PackError(f'{where}: "{key}" must be {field.kind}, and is {_shown(value)}')
        checked[key] = _unrepeated(key, value, where) if isinstance(value, list) else value
    return Row(where, checked)


def rows(documents: Iterable[Document], key: str, fields: Mapping[str, Field]) -> tuple[Row, ...]:
    """Return the tables [[key]], of which alone these files may consist, in order; no id may stand twice."""
    found = tuple(
        row(values, fields, _label(document.name, key, number, values))
        for document in documents
        for number, values in enumerate(
            row(document.tables, {key: tables(default=())}, document.name)[key], start=1
        )
    )
    if "id" in fields:
        refuse_twins(found, "id")
    return found


def unknown(what: str, word: str, known: Collection[str]) -> str:
    """Return the complaint that a word is not known, with the nearest known one where one is near."""
    near = get_close_matches(word[:_LONGEST_WORD], list(known), n=1)
    return f'unknown {what} "{word}"' + (f'; did you mean "{near[0]}"?' if near else "")


def refuse_twins(found: Iterable[Row], key: str) -> None:
    """Raise PackError where two tables have the same value under a key."""
    seen: dict[str, str] = {}
    for each in found:
        if each[key] in seen:
            raise each.wrong(f"the {key} is taken already, in {seen[each[key]]}")
        seen[each[key]] = each.where


def refuse_twice(where: Row, words: Iterable[str]) -> None:
    """Raise PackError where a word stands twice, be it in two lists."""
    for word, times in Counter(words).items():
        if times > 1:
            raise where.wrong(f'"{word}" is listed twice')


def refuse_strays(where: Row, keys: Iterable[str], known: Collection[str]) -> None:
    """Raise PackError where a list under one of these keys holds a word that is not known."""
    for key in keys:
        for word in where[key]:
            if word not in known:
                raise where.wrong(f'under "{key}": {unknown("entry", word, known)}')


def _label(file: str, key: str, number: int, values: dict[str, Any]) -> str:
    name = values.get("id")
    return f"{file}: [[{key}]] " + (f'"{name}"' if isinstance(name, str) else f"number {number}")


def _unrepeated(key: str, values: list[Any], where: str) -> tuple[Any, ...]:
    texts_only = [value for value in values if isinstance(value, str)]
    for value, times in Counter(texts_only).items():
        if times > 1:
            raise PackError(f'{where}: under "{key}", "{value}" is listed twice')
    return tuple(values)


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 80 else shown[:77] + "..."

"""The rules that editors keep: boilerplate lines, selectors, cue words, thresholds and cases."""

import re
import warnings
from collections.abc import Collection, Iterable

from news.knowledge import Case, Cues, LineRule, Selectors, Thresholds
from news.selectors import paths
from packs import fields, tables
from packs.tables import Document, Row

LINE = {
    "kind": fields.kind(),
    "patterns": fields.lines(),
    "longest": fields.whole(1, 100_000, default=LineRule("", "").longest),
    "at_end": fields.flag(False),
    "cuts": fields.flag(False),
    "language": fields.language(default=""),
    "needs": fields.lines(default=()),
}
SELECTOR = {
    "host": fields.host(),
    "drop": fields.lines(()),
    "body": fields.remark(),
    "note": fields.text(),
}
CASE = {"text": fields.text(), "language": fields.language(), "actors": fields.texts(needed=True)}
CUES = {"region": fields.texts(), "against": fields.table(default={})}
RELEVANCE = {"marginal": fields.number(0, 1), "yes": fields.number(0, 1)}


def read_line_rules(documents: Iterable[Document]) -> tuple[LineRule, ...]:
    """Return the rules of these files, one for each pattern, in order; PackError names table and pattern."""
    return tuple(
        LineRule(
            row["kind"],
            _pattern(row, pattern),
            row["longest"],
            row["at_end"],
            row["cuts"],
            row["language"],
            row["needs"],
        )
        for row in tables.rows(documents, "line", LINE)
        for pattern in row["patterns"]
    )


def read_selectors(documents: Iterable[Document]) -> tuple[Selectors, ...]:
    """Return the selectors of these files, a host's each, in order.

    PackError where a host stands twice, nothing is selected, or a selector cannot be followed.
    """
    rows = tables.rows(documents, "selector", SELECTOR)
    tables.refuse_twins(rows, "host")
    for row in rows:
        if not row["drop"] and not row["body"]:
            raise row.wrong('selects nothing: give "drop", "body" or both')
        _refuse_selectors(row, "drop", row["drop"])
        _refuse_selectors(row, "body", [row["body"]] if row["body"] else [])
    return tuple(Selectors(**row.values) for row in rows)


def read_cases(documents: Iterable[Document], actors: Collection[str]) -> tuple[Case, ...]:
    """Return the cases of these files, in order; PackError where one names an actor not in `actors`."""
    rows = tables.rows(documents, "case", CASE)
    for row in rows:
        tables.refuse_strays(row, ("actors",), actors)
    return tuple(Case(**row.values) for row in rows)


def read_cues(row: Row, actors: Collection[str]) -> Cues:
    """Return the cues of a pack.toml's [cues]; PackError where one names an actor that is not in `actors`."""
    cues = tables.row(row["cues"], CUES, f"{row.where}, [cues]")
    for actor in cues["against"]:
        if actor not in actors:
            raise cues.wrong(f'under "against": {tables.unknown("actor", actor, actors)}')
    against = tables.row(
        cues["against"], dict.fromkeys(cues["against"], fields.texts()), f"{row.where}, [cues.against]"
    )
    return Cues(cues["region"], tuple(against.values.items()))


def read_thresholds(row: Row) -> Thresholds:
    """Return the thresholds of a pack.toml's [relevance]; PackError where they are out of order."""
    relevance = tables.row(row["relevance"], RELEVANCE, f"{row.where}, [relevance]")
    if relevance["marginal"] > relevance["yes"]:
        raise relevance.wrong('"marginal" must not be above "yes"')
    return Thresholds(**relevance.values)


def _refuse_selectors(row: Row, key: str, selectors: Iterable[str]) -> None:
    for selector in selectors:
        if not all(paths(selector)):
            raise row.wrong(
                f'under "{key}": {selector!r} cannot be followed; what can: tag, .class, #id and '
                '[attribute], joined by space, ">" and comma'
            )


def _pattern(row: Row, pattern: str) -> str:
    """Return a pattern that compiles without a warning and does not fit every line."""
    try:
        with warnings.catch_warnings(action="error"):  # what Python warns of today it refuses tomorrow
            compiled = re.compile(pattern, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        raise row.wrong(f'under "patterns": {pattern!r} is no regular expression: {error}') from error
    if compiled.search("") is not None:
        raise row.wrong(f'under "patterns": {pattern!r} fits an empty line, and so every line')
    return pattern

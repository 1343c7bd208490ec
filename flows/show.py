"""What a person sees in the terminal: progress bars and tables."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from flows.parallel import Watcher
from news.changes import Change, Changes, Kind

_NAMED = 12  # changes told by name
_PARAGRAPHS = 6  # of a change
_WIDTH = 200  # characters of each
_NAMES = {
    Kind.HEADLINE: "headline",
    Kind.FIGURE: "figure",
    Kind.RETRACTION: "retraction",
    Kind.CORRECTION: "correction notice",
    Kind.UPDATE: "update notice",
    Kind.REMOVED: "paragraph removed",
    Kind.ADDED: "paragraph added",
    Kind.REWORDED: "paragraph reworded",
    Kind.TYPOGRAPHY: "only typography",
}

_err = Console(stderr=True)


class _Bars(Watcher):
    """One bar for each kind of work, in the order in which they begin."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._bars: dict[str, TaskID] = {}

    def expect(self, name: str, total: int) -> None:
        self._bars[name] = self._progress.add_task(name, total=total)

    def done(self, name: str) -> None:
        self._progress.advance(self._bars[name])


@contextmanager
def bars() -> Iterator[Watcher]:
    """Show progress on standard error while the block runs."""
    columns = (TextColumn("{task.description:<20}"), BarColumn(40), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_err) as progress:
        yield _Bars(progress)


def say(line: str) -> None:
    """Tell a person something on standard error."""
    _err.print(line, highlight=False, markup=False, soft_wrap=True)


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table on standard output; numbers stand to the right."""
    shown = Table(title=title, title_justify="left", title_style="bold")
    for at, column in enumerate(columns):
        numbers = all(isinstance(row[at], int | float) for row in rows)
        shown.add_column(column, justify="right" if numbers and rows else "left", overflow="fold")
    for row in rows:
        shown.add_row(*map(str, row))
    Console().print(shown)


def show_changes(changes: Changes) -> None:
    """Print what differs between two versions of an article.

    Each change is named on a line, figures first; then come the first few paragraphs that differ.
    """
    console = Console()
    named = sorted(changes.named, key=lambda change: change.kind is not Kind.FIGURE)
    for change in named[:_NAMED]:
        console.print(f"  {escape(_named(change))}", highlight=False, soft_wrap=True)
    if len(named) > _NAMED:
        console.print(f"  and {len(named) - _NAMED} changes more", style="dim", highlight=False)
    for sign, paragraph in changes.lines[:_PARAGRAPHS]:
        console.print(f"  {sign} {escape(paragraph[:_WIDTH])}", highlight=False)
    told = (
        f"{changes.added} paragraphs came, {changes.removed} went, {changes.kept} stayed, "
        f"{changes.reworded} changed"
    )
    console.print(f"  {told}", style="dim", highlight=False)


def _named(change: Change) -> str:
    """Return a change in one line; of a paragraph that was reworded the diff below shows the rest."""
    name = _NAMES[change.kind]
    if change.kept is not None:
        name = f"{name}, {change.kept:.0%} of its words stayed"
    both = (" ".join(text[:_WIDTH].split()) for text in (change.before, change.after) if text)
    return f"{name}: {' → '.join(both)}"


def print_json(value: object) -> None:
    """Print a value as JSON on standard output, for programs."""
    print(json.dumps(value, ensure_ascii=False, indent=1, default=str))

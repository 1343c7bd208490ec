"""`shamal lines`: what recurs on outlets' pages, and the operator's word on it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from actors.flags import Flagger
from flows.learn import put_right
from flows.lookup import with_store
from flows.parallel import on_threads
from flows.reread import Desk
from flows.show import bars, print_json, say
from flows.station import WORKERS, now, pack_of
from news.errors import InputError
from news.ids import parsed, shown
from news.recurrence import Standing
from news.texts import line_id
from scrapers.workers import Workers
from storage.archive import Archive
from storage.database import opened
from storage.lines import RememberedLine, let_stand, remembered


def list_lines(home: Path, outlet: str | None, *, as_json: bool) -> None:
    """Print the lines that were found to recur, of all outlets or one."""
    with opened(with_store(home).store) as db:
        found = remembered(db, now(), None if outlet is None else [outlet])
    rows = [_plain(line) for line in found]
    if as_json:
        print_json(rows)
    else:
        _show(found)


def settle(home: Path, what: str, outlet: str | None, counts_as: Standing) -> None:
    """Let a line count as the operator says, and put right the articles that bear it.

    `what` is its id as shown, or the line; InputError where no such line was found to recur.
    """
    settings = with_store(home)
    with opened(settings.store) as db:
        known = remembered(db, now(), None if outlet is None else [outlet])
        meant = [(each.outlet, each.line) for each in known if each.line in _meant(what)]
        if not meant:
            raise InputError(
                f"no line that recurs has the id or words {what[:80]!r}; `shamal lines list` shows them"
            )
        let_stand(db, meant, counts_as)
    pack = pack_of(settings)
    with Workers(WORKERS) as call, bars() as watcher:
        desk = Desk(settings.store, Archive(settings.archived), pack, Flagger(pack), call)
        articles = put_right(desk, now, watcher, on_threads(WORKERS))
    told = "is article from now on" if counts_as is Standing.KEPT else "counts as boilerplate"
    say(f"The line {told}; {articles} articles read otherwise for it.")


def _show(found: Sequence[RememberedLine]) -> None:
    console = Console()
    console.print(f"[bold]{len(found)} lines that recur[/bold]", highlight=False)
    for line in found:
        seen = f"on {line.stories} of {line.of} stories, last {line.last_seen_at:%Y-%m-%d}"
        told = f"[bold]{escape(line.outlet)}[/bold]: {line.standing}, {seen}"
        console.print(f"{shown(line.line)}  {told}", highlight=False)
        console.print(Padding(escape(line.text), (0, 0, 0, 4)), style="dim", highlight=False)


def _meant(what: str) -> set[int]:
    try:
        return {line_id(what), parsed(what.strip())}
    except ValueError:
        return {line_id(what)}


def _plain(line: RememberedLine) -> Mapping[str, Any]:
    return {
        "id": shown(line.line),
        "outlet": line.outlet,
        "counts_as": str(line.standing),
        "stories": line.stories,
        "of": line.of,
        "last_seen": f"{line.last_seen_at:%Y-%m-%d %H:%M}",
        "line": line.text,
    }

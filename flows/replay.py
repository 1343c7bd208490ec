"""`shamal replay`: what today's extraction reads in the pages that were archived."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from actors.flags import Flagger
from flows.lookup import with_store
from flows.parallel import on_threads
from flows.reread import Desk, Judged, Replayed, Verdict, reread
from flows.show import bars, print_json, say, show_changes, table
from flows.station import WORKERS, now, pack_of
from news.errors import InputError
from scrapers.workers import Workers
from storage.archive import Archive

_MEANINGS = {
    Verdict.SAME: "read as they are held",
    Verdict.CHANGED: "read otherwise than they are held",
    Verdict.FOUND: "give text now, and gave none before",
    Verdict.LOST: "gave text before, and give none now; never applied",
    Verdict.WITHOUT: "give no text, as before",
    Verdict.OLDER: "older than what is held",
    Verdict.WAITING: "are to be fetched again anyway",
    Verdict.MISSING: "cannot be read from the archive",
}


def replay(
    home: Path,
    *,
    since: datetime | None,
    feed: str | None,
    apply: bool,
    as_json: bool,
) -> None:
    """Extract the newest archived page of each entry again, and print what would change.

    `since` (in the operator's time zone where it names none) and `feed` narrow it. With `apply`, what reads
    better is stored as revisions whose cause is extraction.
    """
    settings = with_store(home)
    pack = pack_of(settings)
    if since is not None:
        zone = settings.schedule.zone if since.tzinfo is None else since.tzinfo
        since = since.replace(tzinfo=zone).astimezone(UTC)
    with Workers(WORKERS) as call, bars() as watcher:
        desk = Desk(settings.store, Archive(settings.archived), pack, Flagger(pack), call)
        replayed = reread(desk, now, watcher, on_threads(WORKERS), since=since, feed=feed, apply=apply)
    if not replayed.counts and feed is not None and feed not in {known.id for known in pack.feeds}:
        raise InputError(f"no feed is called {feed}; `shamal feeds list` shows their ids")
    if as_json:
        print_json(_plain(replayed, applied=apply))
    else:
        _show(replayed, applied=apply)


def _plain(replayed: Replayed, *, applied: bool) -> Mapping[str, Any]:
    return {
        "pages": {str(verdict): replayed.counts.get(verdict, 0) for verdict in Verdict},
        "applied": applied,
        "examples": [
            {
                "verdict": str(one.verdict),
                "url": one.entry.url,
                "title": one.entry.title if one.article is None else one.article.title,
                "changes": None if one.changes is None else asdict(one.changes),
            }
            for one in replayed.examples
        ],
        "problems": list(replayed.problems),
    }


def _show(replayed: Replayed, *, applied: bool) -> None:
    rows = [
        (replayed.counts[verdict], _MEANINGS[verdict]) for verdict in Verdict if replayed.counts.get(verdict)
    ]
    table(f"{sum(replayed.counts.values())} pages read again", ("pages", "which"), rows)
    console = Console()
    for one in replayed.examples:
        _show_example(console, one)
    for problem in replayed.problems:
        say(problem)
    better = any(replayed.counts.get(verdict) for verdict in (Verdict.CHANGED, Verdict.FOUND))
    if applied:
        say(
            "Stored as new revisions; no digest tells them again." if better else "Nothing was to be changed."
        )
    elif better:
        say("Nothing was changed; `shamal replay --apply` does it.")


def _show_example(console: Console, one: Judged) -> None:
    title = one.entry.title if one.article is None else one.article.title
    console.print(f"[bold]{one.verdict}[/bold]  {escape(title)}", highlight=False)
    console.print(f"  {escape(one.entry.url)}", style="dim", highlight=False)
    if one.changes is not None:
        show_changes(one.changes)

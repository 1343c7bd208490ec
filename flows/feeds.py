"""`shamal feeds`: what is watched, how it answers, and OPML in and out."""

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from flows.parallel import on_threads, watched
from flows.poll import due, poll
from flows.settings import load_settings
from flows.show import bars, print_json, say, table
from flows.station import Station, now, pack_of, station
from news.errors import InputError
from news.knowledge import Feed
from news.records import SILENT, FeedMemory, FeedState
from packs.feeds import add_feeds
from packs.opml import feeds_from_opml, feeds_to_opml
from scrapers.health import advice
from storage.database import opened
from storage.feeds import memories


def list_feeds(home: Path, *, as_json: bool) -> None:
    """Print all feeds, with how each was when it was last polled, and when it is asked next."""
    settings = load_settings(home)
    remembered: Mapping[str, FeedMemory] = {}
    if settings.store.exists():
        with opened(settings.store) as db:
            remembered = memories(db)
    rows = [_listed(feed, remembered.get(feed.id)) for feed in pack_of(settings).feeds]
    if as_json:
        print_json(rows)
    else:
        table(
            f"{len(rows)} feeds (times in UTC)",
            tuple(rows[0]) if rows else (),
            [tuple(row.values()) for row in rows],
        )


def check(home: Path, *, as_json: bool) -> bool:
    """Ask every active feed now, as if for the first time, and print how it is; tell whether none failed."""
    with station(home) as ready, bars() as watcher:
        asked = due(ready, {}, now(), everything=True)
        polls = poll(ready, asked, {}, watched(on_threads(), watcher), now())
    rows = [_checked(answer.state) for answer in polls]
    if as_json:
        print_json(rows)
    else:
        columns = ("feed", "state", "entries", "newest item", "what we saw, and what to do")
        table(_health(ready, rows), columns, [(*list(row.values())[:4], _sentence(row)) for row in rows])
    return all(answer.state.state not in SILENT for answer in polls)


def import_opml(home: Path, file: Path) -> None:
    """Add an OPML file's feeds to the operator's own; those that are watched already stay as they are."""
    settings = load_settings(home)
    watched_now = {feed.url for feed in pack_of(settings).feeds}
    ids = {feed.id for feed in pack_of(settings).feeds}
    try:
        found = feeds_from_opml(file.read_bytes())
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}; name an OPML file") from error
    new = [feed for feed in found if feed.url not in watched_now and feed.id not in ids]
    own = settings.own_feeds
    add_feeds(own, new)
    say(f"{len(new)} feeds added to {own}, {len(found) - len(new)} were watched already.")
    say("They count as unverified until `shamal feeds check` and your own eyes have seen them.")


def export_opml(home: Path, file: Path | None) -> None:
    """Write all feeds as OPML to a file, or to standard output."""
    pack = pack_of(load_settings(home))
    document = feeds_to_opml(pack.feeds, pack.name, now())
    if file is None:
        sys.stdout.write(document)
    else:
        file.write_text(document, encoding="utf-8")
        say(f"{len(pack.feeds)} feeds written to {file}")


def _listed(feed: Feed, memory: FeedMemory | None) -> dict[str, str]:
    row = {
        "feed": feed.id,
        "outlet": feed.outlet,
        "languages": " ".join(feed.languages),
        "watched": ("yes" if feed.verified else "unverified") if feed.active else "no",
    }
    if memory is None:
        return {**row, "state": "", "since": "", "last good": "", "next": "", "message": ""}
    state = memory.state
    times = {"since": state.since, "last good": state.last_good_at, "next": memory.due_at}
    told = {name: _minute(time) for name, time in times.items()}
    return {**row, "state": state.state, **told, "message": state.message}


def _checked(state: FeedState) -> dict[str, str | int]:
    return {
        "feed": state.feed,
        "state": state.state,
        "entries": state.entries,
        "newest": _minute(state.last_item_at),
        "message": state.message,
        "advice": advice(state),
    }


def _sentence(row: Mapping[str, str | int]) -> str:
    return ". ".join(str(row[name]) for name in ("message", "advice") if row[name])


def _minute(time: datetime | None) -> str:
    return "" if time is None else f"{time:%Y-%m-%d %H:%M}"


def _health(ready: Station, rows: Sequence[Mapping[str, object]]) -> str:
    well = sum(row["state"] not in SILENT for row in rows)
    return f"{ready.pack.name}: {well} of {len(rows)} active feeds answer"

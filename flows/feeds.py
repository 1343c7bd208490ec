"""`shamal feeds`: what is watched, how it answers, and OPML in and out."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from flows.collect import Station, poll
from flows.parallel import on_threads, watched
from flows.passes import now, pack_of, station
from flows.settings import load_settings
from flows.show import bars, print_json, say, table
from news.errors import InputError
from news.knowledge import Feed
from news.records import FeedState
from packs.feeds import read_feeds, write_feeds
from packs.opml import feeds_from_opml, feeds_to_opml
from packs.tables import read_document
from storage import ledger
from storage.database import opened

_SUGGESTIONS = {
    "HTTP 403": "the server refuses us: write to the outlet, or set active = false in your feeds.toml",
    "HTTP 404": "the feed has moved: look for its new address on the outlet's site",
    "HTTP 410": "the feed is gone: look for another on the outlet's site",
    "web page": "the address is no feed any more: look for its new address on the outlet's site",
}


def list_feeds(home: Path, *, as_json: bool) -> None:
    """Print all feeds, with how each answered when it was last polled."""
    settings = load_settings(home)
    states: Mapping[str, FeedState] = {}
    if settings.store.exists():
        with opened(settings.store) as db:
            states = {health.state.feed: health.state for health in ledger.feed_health(db)}
    rows = [_listed(feed, states.get(feed.id)) for feed in pack_of(settings).feeds]
    if as_json:
        print_json(rows)
    else:
        table(f"{len(rows)} feeds", tuple(rows[0]) if rows else (), [tuple(row.values()) for row in rows])


def check(home: Path, *, as_json: bool) -> bool:
    """Try every active feed now and print how it answered; tell whether all are well."""
    with station(home) as ready, bars() as watcher:
        polls = poll(ready, watched(on_threads(), watcher))
    rows = [
        {
            "feed": answer.state.feed,
            "state": answer.state.state,
            "entries": answer.state.entries,
            "newest": max((str(e.published_at)[:16] for e in answer.entries if e.published_at), default=""),
            "what to do": _suggestion(answer.state),
        }
        for answer in polls
    ]
    if as_json:
        print_json(rows)
    else:
        table(_health(ready, rows), tuple(rows[0]) if rows else (), [tuple(row.values()) for row in rows])
    return all(answer.state.state != "failed" for answer in polls)


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
    before = read_feeds((read_document(own, str(own)),)) if own.exists() else ()
    write_feeds(own, (*before, *new))
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


def _listed(feed: Feed, state: FeedState | None) -> dict[str, str]:
    return {
        "feed": feed.id,
        "outlet": feed.outlet,
        "languages": " ".join(feed.languages),
        "watched": ("yes" if feed.verified else "unverified") if feed.active else "no",
        "last answer": "" if state is None else ": ".join(filter(None, (state.state, state.message))),
    }


def _suggestion(state: FeedState) -> str:
    if state.state == "ok":
        return ""
    advice = next((text for sign, text in _SUGGESTIONS.items() if sign in state.message), "try again later")
    return f"{state.message}: {advice}" if state.state == "failed" else state.message


def _health(ready: Station, rows: Sequence[Mapping[str, object]]) -> str:
    well = sum(row["state"] == "ok" for row in rows)
    return f"{ready.pack.name}: {well} of {len(rows)} active feeds answer well"

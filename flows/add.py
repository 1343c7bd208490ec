"""`shamal feeds add`: the feeds of a site, found, shown, and added to the operator's own."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from itertools import chain, count
from pathlib import Path

from flows.settings import Settings, load_settings
from flows.show import print_json, say, table
from flows.station import pack_of, web_of
from news.errors import InputError
from news.knowledge import Feed
from news.urls import host_of
from packs.feeds import add_feeds
from packs.fields import is_identifier, is_text
from scrapers.discovery import Candidate, find, written_out
from scrapers.editions import edition
from scrapers.spacing import domain_of
from scrapers.workers import Workers

Ask = Callable[[str], str]
_NO_ID = re.compile(r"[^a-z0-9]+")


def add(
    home: Path,
    address: str,
    *,
    id: str | None,  # noqa: A002 - the option's name
    outlet: str | None,
    pick: int | None,
    yes: bool,
    ask: Ask | None,
    as_json: bool,
) -> None:
    """Find the feeds of a site, show them, and add the one that a person agrees to.

    `pick` is its number in the table, from 1; `ask` puts a question to whoever sits there, None where
    nobody does. InputError where no feed was found, where the id or address is taken, or a choice is wrong.
    """
    settings = load_settings(home)
    watched = pack_of(settings).feeds
    _refuse_taken(watched, id, None)
    settings.ready_to_fetch([Feed("new", "new", written_out(address))])
    with web_of(settings) as web, Workers(1) as call:
        found = find(address, web, call)
    _show(found, as_json=as_json)
    chosen = chosen_of(found, pick, ask, yes=yes)
    if chosen is None:
        say(f"Nothing was added. To add one: shamal feeds add {address} --pick N --yes, N from the table.")
        return
    feed = feed_of(chosen, id, outlet, {feed.id for feed in watched})
    _refuse_taken(watched, feed.id, feed.url)
    if yes or (ask is not None and agreed(ask, f"Add {feed.url} as {feed.id}, outlet {feed.outlet}? [y/N] ")):
        _write(settings, feed)
    else:
        say(
            f"Nothing was added. To add it: shamal feeds add {address} --pick {found.index(chosen) + 1} --yes"
        )


def chosen_of(
    found: Sequence[Candidate], pick: int | None, ask: Ask | None, *, yes: bool
) -> Candidate | None:
    """Return the feed that is meant: that of the number, the only one that works, or the one a person names.

    None where several work and nobody says which. InputError where none works, or the choice is wrong.
    """
    well = [candidate for candidate in found if candidate.ok]
    if not well:
        raise InputError("no feed that works was found there; look on the site for a link called RSS or feed")
    if pick is None and len(well) > 1:
        if yes:
            raise InputError("several feeds were found: say which with --pick N, N from the table")
        answer = "" if ask is None else ask(f"Which of them, 1 to {len(found)}? [none] ").strip()
        if not answer:
            return None
        pick = int(answer) if answer.isascii() and answer.isdigit() and len(answer) < 9 else 0
    if pick is not None and not 1 <= pick <= len(found):
        raise InputError(f"there is no such number in the table: it has 1 to {len(found)}")
    chosen = well[0] if pick is None else found[pick - 1]
    if not chosen.ok:
        raise InputError(f"number {pick} cannot be watched: {chosen.problem}")
    return chosen


def feed_of(candidate: Candidate, id: str | None, outlet: str | None, taken: Collection[str]) -> Feed:  # noqa: A002 - the option's name
    """Return the feed to add, unverified; what was not given is taken from what the feed says of itself."""
    names = (outlet, candidate.title, host_of(candidate.url))
    name = next(name for name in names if name is not None and is_text(name))
    if id is not None and not is_identifier(id):
        raise InputError(
            f'{id[:80]!r} is no id: write it like "furat-post-en", in small letters, digits, hyphens'
        )
    return Feed(
        id=_new_id(candidate.url, taken) if id is None else id,
        outlet=name,
        url=candidate.url,
        languages=candidate.languages,
    )


def agreed(ask: Ask, question: str) -> bool:
    """Put a question; tell whether the answer was yes."""
    return ask(question).strip().lower() in ("y", "yes")


def _new_id(url: str, taken: Collection[str]) -> str:
    """Make an id of a feed's address: "furat-en" for https://www.furat.example/en/feed/."""
    host = host_of(url).removeprefix("www.")
    domain = domain_of(host)
    own, before = domain.partition(".")[0], host.removesuffix(domain)
    words = _NO_ID.sub("-", f"{own} {before} {edition(url)}".lower()).strip("-") or "feed"
    return next(name for name in chain([words], (f"{words}-{n}" for n in count(2))) if name not in taken)


def _refuse_taken(watched: Sequence[Feed], wanted: str | None, url: str | None) -> None:
    for feed in watched:
        if url is not None and _plain(feed.url) == _plain(url):
            raise InputError(f"{url} is watched already, as {feed.id}; nothing was added")
        if feed.id == wanted:
            raise InputError(f"the id {wanted} is taken, by {feed.url}; give another one with --id")


def _plain(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def _show(found: Sequence[Candidate], *, as_json: bool) -> None:
    if as_json:
        print_json([{"number": number, **asdict(each)} for number, each in enumerate(found, 1)])
        return
    columns = ("", "address", "title", "kind", "entries", "newest", "language", "what we saw")
    table(f"{len(found)} found", columns, [_row(number, each) for number, each in enumerate(found, 1)])


def _row(number: int, each: Candidate) -> tuple[object, ...]:
    newest = "" if each.newest_at is None else f"{each.newest_at:%Y-%m-%d %H:%M}"
    said = (each.title, each.kind, each.entries, newest, " ".join(each.languages))
    return (number, each.url, *said, each.problem or "ok")


def _write(settings: Settings, feed: Feed) -> None:
    own = settings.own_feeds
    add_feeds(own, [feed])
    say(f"{feed.id} was added to {own}.")
    say("It counts as unverified until `shamal feeds check` and your own eyes have seen it.")

"""The commands of `shamal feeds`."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from flows.options import Home, Json, home_of

feeds = App(name="feeds", help="List, check and exchange the feeds that are watched.")


@feeds.command(name="list")
def list_feeds(*, home: Home = None, json: Json = False) -> None:
    """List the feeds, with how each answered last."""
    from flows.feeds import list_feeds as work

    work(home_of(home), as_json=json)


@feeds.command
def check(*, home: Home = None, json: Json = False) -> None:
    """Try every active feed now; exit code 1 where any failed."""
    from flows.feeds import check as work

    if not work(home_of(home), as_json=json):
        sys.exit(1)


@feeds.command
def add(
    address: str,
    *,
    home: Home = None,
    id: str | None = None,  # noqa: A002 - the option's name
    outlet: str | None = None,
    pick: int | None = None,
    yes: Annotated[bool, Parameter(negative="")] = False,
    json: Json = False,
) -> None:
    """Find the feeds of a site, show them, and add one to the operator's own.

    Args:
        address: A site's or a feed's address.
        id: The id to give it; made from the address where none is given.
        outlet: The outlet's name; taken from the feed where none is given.
        pick: Which of the feeds found, by its number in the table.
        yes: Add it without asking.
    """
    from flows.add import add as work

    ask = input if sys.stdin.isatty() and not json else None
    work(home_of(home), address, id=id, outlet=outlet, pick=pick, yes=yes, ask=ask, as_json=json)


@feeds.command
def backfill(feed: str, *, since: datetime, until: datetime | None = None, home: Home = None) -> None:
    """Fetch a feed's older articles from the archive of its site; goes on where it was stopped.

    Args:
        feed: The feed's id.
        since: The day from which on.
        until: The day up to which; today where none is given.
    """
    from flows.backfill import backfill as work

    work(home_of(home), feed, since=since, until=until)


@feeds.command(name="import")
def import_feeds(file: Path, *, home: Home = None) -> None:
    """Add the feeds of an OPML file to the operator's own.

    Args:
        file: An OPML file, as feed readers export it.
    """
    from flows.feeds import import_opml

    import_opml(home_of(home), file)


@feeds.command(name="export")
def export_feeds(file: Path | None = None, *, home: Home = None) -> None:
    """Write all feeds as OPML.

    Args:
        file: The file to write; standard output where none is given.
    """
    from flows.feeds import export_opml

    export_opml(home_of(home), file)

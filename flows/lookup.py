"""Looking things up in the store: search, export, digests."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from flows import tell
from flows.settings import Settings, load_settings
from flows.show import print_json, say, table
from flows.station import now, pack_of
from news.errors import InputError
from news.ids import shown
from storage import digests, exports, outbox, searches
from storage.database import opened


def with_store(home: Path) -> Settings:
    """Read the settings of a home folder whose store is there; InputError where it is not."""
    settings = load_settings(home)
    if not settings.store.exists():
        raise InputError(f"nothing is stored in {home} yet: `shamal run` does a first pass")
    return settings


def search(
    home: Path,
    words: str,
    *,
    actor: str | None,
    outlet: str | None,
    language: str | None,
    since: datetime | None,
    limit: int,
    as_json: bool,
) -> None:
    """Print the articles that hold all these words, newest first."""
    settings = with_store(home)
    since = None if since is None else since.replace(tzinfo=settings.schedule.zone).astimezone(UTC)
    with opened(settings.store) as db:
        hits = searches.search(
            db, words, actor=actor, outlet=outlet, language=language, since=since, limit=limit
        )
    if as_json:
        print_json([{**asdict(hit), "id": shown(hit.id)} for hit in hits])
        return
    rows = [
        (f"{hit.published_at or hit.first_seen_at:%Y-%m-%d %H:%M}", hit.outlet, hit.title, shown(hit.id))
        for hit in hits
    ]
    table(f"{len(hits)} found (times in UTC)", ("when", "outlet", "title", "id"), rows)


def export(home: Path, what: str, to: Path, kind: str) -> None:
    """Write a table of the store to a file."""
    with opened(with_store(home).store) as db:
        rows = exports.export_table(db, what, to, kind)
    say(f"{rows} rows of {what} written to {to}")


def preview(home: Path, to: Path | None) -> None:
    """Show what the next digest would say; nothing is stored or sent."""
    settings = with_store(home)
    pack = pack_of(settings)
    with opened(settings.store) as db:
        coverage, stories = tell.gather(db, pack, now())
    rendered = tell.lay_out(settings, pack, coverage, stories)
    if to is None:
        print(rendered.text)
    else:
        to.write_text(rendered.html, encoding="utf-8")
        say(f"{rendered.subject}: written to {to}")


def list_digests(home: Path, *, as_json: bool) -> None:
    """Print the digests that were composed, newest first, and where their mails stand."""
    with opened(with_store(home).store) as db:
        listed, mails = digests.list_digests(db, 50), outbox.states(db).values()
    rows = [
        {
            "id": shown(line.id),
            "until": f"{line.until:%Y-%m-%d %H:%M}",
            "subject": line.subject,
            "articles": line.articles,
            "mails": ", ".join(f"{m.recipient}: {m.state}" for m in mails if m.digest == line.id),
        }
        for line in listed
    ]
    if as_json:
        print_json(rows)
    else:
        columns = ("id", "until", "subject", "articles", "mails")
        table(f"{len(rows)} digests (times in UTC)", columns, [tuple(row.values()) for row in rows])

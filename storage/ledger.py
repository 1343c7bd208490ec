"""The ledger: which runs there were, how feeds answered, and how every entry ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from news.records import FeedState, Outcome, Poll
from storage import feeds
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a flow. `finished_at` is None while it runs, and for ever where it was killed."""

    id: int
    kind: str
    started_at: datetime
    finished_at: datetime | None
    error: str | None


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """How a feed answered last, when that was, and when it last gave a new entry."""

    state: FeedState
    asked_at: datetime
    last_new_entry_at: datetime | None


def start(db: Database, kind: str, now: datetime) -> int:
    """Enter a new run of this kind; return its number."""
    with db.transaction():
        [(run,)] = db.rows("SELECT coalesce(max(id), 0) + 1 FROM runs")
        db.insert("runs", ("id", "kind", "started_at"), [(run, kind, now)])
    return int(run)


def finish(db: Database, run: int, polls: Iterable[Poll], now: datetime, error: str | None = None) -> None:
    """Enter how a run ended and how feeds answered in it; doing so again replaces what was entered."""
    rows = [(run, *feeds.state_row(poll.state), now, poll.answer, poll.gap) for poll in polls]
    with db.transaction():
        db.run("UPDATE runs SET finished_at = ?, error = ? WHERE id = ?", [now, error, run])
        db.run("DELETE FROM feed_states WHERE run = ?", [run])
        db.insert("feed_states", ("run", *feeds.STATE, "asked_at", "answer", "gap"), rows)


def count(db: Database, run: int, ended: Mapping[tuple[str, Outcome], int]) -> None:
    """Add to the numbers of entries by feed and outcome, in the caller's transaction."""
    db.run(
        """
        MERGE INTO outcomes USING (
            SELECT unnest($2::VARCHAR[]) AS feed, unnest($3::VARCHAR[]) AS outcome,
                unnest($4::UINTEGER[]) AS more
        ) AS ended
        ON outcomes.run = $1 AND outcomes.feed = ended.feed AND outcomes.outcome = ended.outcome
        WHEN MATCHED THEN UPDATE SET entries = outcomes.entries + ended.more
        WHEN NOT MATCHED THEN INSERT (run, feed, outcome, entries)
            VALUES ($1, ended.feed, ended.outcome, ended.more)
        """,
        [run, [feed for feed, _ in ended], [outcome for _, outcome in ended], list(ended.values())],
    )


def last_runs(db: Database, most: int, kind: str | None = None) -> tuple[Run, ...]:
    """Return the newest runs, of this kind where one is given, newest first, at most so many."""
    found = db.rows(
        "SELECT id, kind, started_at, finished_at, error FROM runs WHERE kind = coalesce(?, kind) "
        "ORDER BY id DESC LIMIT ?",
        [kind, most],
    )
    return tuple(Run(*row) for row in found)


def outcome_counts(db: Database, run: int) -> dict[Outcome, int]:
    """Return how many entries of a run ended how; outcomes that did not occur are absent."""
    found = db.rows(
        "SELECT outcome, sum(entries)::UINTEGER FROM outcomes WHERE run = ? GROUP BY outcome",
        [run],
    )
    return {Outcome(outcome): entries for outcome, entries in found}


def feed_health(db: Database, until: datetime | None = None) -> tuple[FeedHealth, ...]:
    """Return how each feed was when last asked, by outlet and feed; with `until`, as it was before then."""
    found = db.rows(
        f"""
        WITH asked AS (
            SELECT * FROM feed_states WHERE asked_at < coalesce($1, 'infinity'::TIMESTAMPTZ)
            QUALIFY row_number() OVER (PARTITION BY feed ORDER BY run DESC) = 1
        ),
        gave AS (
            SELECT feed, max(first_seen_at) AS last_new_entry_at
            FROM entries WHERE first_seen_at < coalesce($1, 'infinity'::TIMESTAMPTZ) GROUP BY feed
        )
        SELECT {", ".join(feeds.STATE)}, asked_at, last_new_entry_at
        FROM asked LEFT JOIN gave USING (feed) ORDER BY outlet, feed
        """,  # noqa: S608 - constants
        [until],
    )
    return tuple(FeedHealth(feeds.state_of(row[:-2]), *row[-2:]) for row in found)


def gaps(db: Database, since: datetime, until: datetime) -> tuple[FeedState, ...]:
    """Return the feeds that left a gap in a window [since, until), as they were then; of each the latest."""
    found = db.rows(
        f"""
        SELECT {", ".join(feeds.STATE)} FROM feed_states WHERE gap AND asked_at >= ? AND asked_at < ?
        QUALIFY row_number() OVER (PARTITION BY feed ORDER BY run DESC) = 1 ORDER BY outlet, feed
        """,  # noqa: S608 - constants
        [since, until],
    )
    return tuple(feeds.state_of(row) for row in found)


def mentions_by_actor(db: Database) -> list[tuple[str, int, int]]:
    """Return (actor id, mentions, articles that name it), in current revisions; the most named first."""
    return [
        (actor, mentions, articles)
        for actor, mentions, articles in db.rows(
            """
            SELECT actor, count(*) AS mentions, count(DISTINCT article) AS articles
            FROM mentions m JOIN articles a ON a.id = m.article AND a.revision = m.revision
            GROUP BY actor ORDER BY articles DESC, mentions DESC, actor
            """
        )
    ]


def counts(db: Database) -> dict[str, int]:
    """Return how much the store holds: entries, articles, copies, revisions, mentions, stories, digests."""
    [row] = db.rows(
        """
        SELECT (SELECT count(*) FROM entries), (SELECT count(*) FROM articles),
            (SELECT count(*) FROM relations WHERE copy_of IS NOT NULL), (SELECT count(*) FROM revisions),
            (SELECT count(*) FROM mentions m JOIN articles a ON a.id = m.article AND a.revision = m.revision),
            (SELECT count(DISTINCT story) FROM relations), (SELECT count(*) FROM digests)
        """
    )
    names = ("entries", "articles", "copies", "revisions", "mentions", "stories", "digests")
    return dict(zip(names, row, strict=True))

"""The digests: what is still to be told, what was told, and the mails that tell it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from news.ids import content_id
from news.records import Outcome
from news.reports import Coverage, Message, Report, StoryReport
from storage import ledger, outbox, reports
from storage.database import Database

_COLUMNS = ("id", "subscription", "since", "until", "subject", "html", "text", "csv", "planned_at")


@dataclass(frozen=True, slots=True)
class PlannedDigest:
    """A digest of a window [since, until) as it was composed.

    `articles` holds the (article id, revision) of every report in it.
    """

    subscription: str
    since: datetime
    until: datetime
    subject: str
    html: str
    text: str
    csv: str
    articles: tuple[tuple[int, int], ...]

    @property
    def id(self) -> int:
        """The digest's id, from subscription, window and text."""
        window = (self.since.isoformat(), self.until.isoformat())
        return content_id(self.subscription, *window, self.text)


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A digest in a list: whose, of which window, and how many articles and messages it has."""

    id: int
    subscription: str
    since: datetime
    until: datetime
    subject: str
    planned_at: datetime
    articles: int
    messages: int


def unreported(db: Database, subscription: str, since: datetime) -> tuple[StoryReport, ...]:
    """Return what a subscription has not been told yet, of articles fetched at `since` or later.

    These are articles about the region, or nearly, that name a tracked actor, and that stand in no digest
    of this subscription as their publisher wrote them last: a page that was only read better is not told
    again, and `Report.revision` is the publisher's last. Membership decides, not time, since articles come
    late and clocks lie; `since` only keeps a new subscription from being told the whole archive. What was
    old already when it became known (see `coverage`) is history, not news. Stories with most reports come
    first, of equals the newest; affiliations are left empty.
    """
    found = db.rows(_UNREPORTED, [since, subscription])
    flags = reports.flags(db, found)
    stories: dict[int, list[tuple[datetime, Report]]] = defaultdict(list)
    for *told, revision, story, dated_at in found:
        stories[story].append((dated_at, reports.report(told, flags[told[0]], revision)))
    newest_first = sorted(stories.items(), key=lambda story: story[1][-1][0], reverse=True)
    largest_first = sorted(newest_first, key=lambda story: len(story[1]), reverse=True)
    return tuple(StoryReport(id_, tuple(report for _, report in dated)) for id_, dated in largest_first)


def plan(db: Database, digest: PlannedDigest, messages: Sequence[Message], now: datetime) -> bool:
    """Store a digest with the exact bytes of its messages, all in one transaction.

    Returns False, and stores nothing, where this digest is stored already or where one of its articles
    has been told to this subscription in the meantime: then compose anew from what is still unreported.
    """
    with db.transaction():
        if _already_told(db, digest):
            return False
        row = (digest.id, digest.subscription, digest.since, digest.until, digest.subject)
        db.insert("digests", _COLUMNS, [(*row, digest.html, digest.text, digest.csv, now)])
        members = [(digest.id, article, revision) for article, revision in digest.articles]
        db.insert("digest_articles", ("digest", "article", "revision"), members)
        outbox.enqueue(db, digest.id, messages, now)
    return True


def latest_until(db: Database, subscription: str) -> datetime | None:
    """Return where the last window of a subscription ended, None where it had none yet."""
    [(until,)] = db.rows("SELECT max(until) FROM digests WHERE subscription = ?", [subscription])
    return cast("datetime | None", until)


def first_since(db: Database, subscription: str) -> datetime | None:
    """Return where the first window of a subscription began, None where it had none yet."""
    [(since,)] = db.rows("SELECT min(since) FROM digests WHERE subscription = ?", [subscription])
    return cast("datetime | None", since)


def coverage(db: Database, since: datetime, until: datetime) -> Coverage:
    """Return what stands behind a window [since, until): articles first seen in it, and what may be missing.

    `history` counts those that no digest tells because they were published more than 7 days before they
    were first seen, or before their page could be read: older articles come in when a feed is new, or from
    a site's archive.
    Feeds are given as they answered when last asked before `until`; those of an older pack are among them.
    """
    [(articles, off_topic, without_mention)] = db.rows(
        """
        SELECT count(*), count(*) FILTER (on_topic = 'no'),
            count(*) FILTER (
                on_topic != 'no' AND (id, revision) NOT IN (SELECT article, revision FROM mentions)
            )
        FROM articles WHERE first_seen_at >= ? AND first_seen_at < ?
        """,
        [since, until],
    )
    [(deferred,)] = db.rows("SELECT count(*) FROM entries WHERE outcome = ?", [Outcome.DEFERRED])
    [(history,)] = db.rows(_HISTORY, [since, until])
    feeds = tuple(health.state for health in ledger.feed_health(db, until))
    return Coverage(
        since, until, articles, off_topic, without_mention, feeds, deferred=deferred, history=history
    )


def list_digests(db: Database, most: int, subscription: str | None = None) -> tuple[DigestLine, ...]:
    """Return the newest digests, newest first, at most so many; of one subscription, or of all."""
    found = db.rows(
        """
        SELECT id, subscription, since, until, subject, planned_at,
            (SELECT count(*) FROM digest_articles WHERE digest = digests.id),
            (SELECT count(*) FROM outbox WHERE digest = digests.id)
        FROM digests WHERE subscription = coalesce(?, subscription)
        ORDER BY planned_at DESC, id LIMIT ?
        """,
        [subscription, most],
    )
    return tuple(DigestLine(*row) for row in found)


def load_digest(db: Database, id_: int) -> PlannedDigest | None:
    """Return a digest as it was planned, None where there is none of this id."""
    members = db.rows("SELECT article, revision FROM digest_articles WHERE digest = ? ORDER BY rowid", [id_])
    for row in db.rows(
        "SELECT subscription, since, until, subject, html, text, csv FROM digests WHERE id = ?", [id_]
    ):
        return PlannedDigest(*(*row, tuple(members)))
    return None


# What may be told, with the publisher's last version of it and the moment since which we know what it says:
# when it was first seen or, where its page was read better since, when that was stored.
_TELLABLE = """
    SELECT a.*, coalesce(publishers.revision, 1) AS published_revision, coalesce(
        CASE WHEN current.cause = 'extraction' THEN current.stored_at END, a.first_seen_at
    ) AS known_at, a.published_at < known_at - INTERVAL 7 DAY IS TRUE AS is_history
    FROM articles a
    LEFT JOIN revisions current ON current.article = a.id AND current.revision = a.revision
    LEFT JOIN (
        SELECT article, max(revision) AS revision FROM revisions WHERE cause = 'publisher' GROUP BY article
    ) publishers ON publishers.article = a.id
    WHERE a.on_topic IN ('yes', 'marginal') AND (a.id, a.revision) IN (SELECT article, revision FROM mentions)
"""
_UNREPORTED = f"""
    SELECT {reports.COLUMNS}, a.published_revision, coalesce(r.story, a.id),
        coalesce(a.published_at, a.first_seen_at) AS dated_at
    FROM ({_TELLABLE}) a LEFT JOIN relations r ON r.article = a.id
    LEFT JOIN (
        SELECT article, max(revision) AS revision FROM digest_articles JOIN digests ON digests.id = digest
        WHERE subscription = $2 GROUP BY article
    ) told ON told.article = a.id
    WHERE a.fetched_at >= $1 AND NOT a.is_history AND coalesce(told.revision, 0) < a.published_revision
    ORDER BY dated_at, a.id
"""  # noqa: S608 - constants
_HISTORY = f"""
    SELECT count(*) FROM ({_TELLABLE}) WHERE is_history AND known_at >= ? AND known_at < ?
        AND id NOT IN (SELECT article FROM digest_articles)
"""  # noqa: S608 - constants


def _already_told(db: Database, digest: PlannedDigest) -> bool:
    members = dict(digest.articles)
    told = db.rows(
        """
        SELECT 1 FROM digests WHERE id = ?
        UNION ALL
        SELECT 1 FROM digest_articles JOIN digests ON digests.id = digest_articles.digest
        WHERE subscription = ? AND (article, revision) IN (SELECT unnest(?::UBIGINT[]), unnest(?::UINTEGER[]))
        """,
        [digest.id, digest.subscription, list(members), list(members.values())],
    )
    return bool(told)

"""The digests: what is still to be told, what was told, and the mails that tell it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from news.ids import content_id
from news.records import Access, OnTopic, Outcome, Relevance
from news.reports import Coverage, Message, Report, StoryReport
from storage import ledger, mentions, outbox
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

    These are articles about the region, or nearly, that name a tracked actor in a revision that stands in
    no digest of this subscription. Membership decides, not time, since articles come late and clocks lie;
    `since` only keeps a new subscription from being told the whole archive. Stories with most reports
    come first, of equals the newest; affiliations are left empty.
    """
    found = db.rows(_UNREPORTED, [since, subscription])
    flags = mentions.load(db, {row[0]: Relevance(OnTopic(row[8]), 0.0) for row in found})
    stories: dict[int, list[Report]] = defaultdict(list)
    for *told, story in found:
        stories[story].append(_report(told))
    ...

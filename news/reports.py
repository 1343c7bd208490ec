"""What a digest tells: stories with their reports and evidence, and what was not covered."""

from dataclasses import dataclass
from datetime import datetime

from news.corroboration import Corroboration
from news.records import Access, Certainty, FeedState, Mention, OnTopic, PlaceMention


@dataclass(frozen=True, slots=True)
class Report:
    """One outlet's article in a story. Mentions of the title carry offsets into the title."""

    article_id: int
    outlet: str
    affiliation: str
    url: str
    title: str
    text: str
    language: str | None
    published_at: datetime | None
    access: Access
    on_topic: OnTopic
    mentions: tuple[Mention, ...] = ()
    title_mentions: tuple[Mention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    copy_of: int | None = None
    revision: int = 1  # 2 and above: the article was changed since we first held it
    independent: bool = True  # False: an aggregator or advocate, never counted as corroboration
    byline: str | None = None
    published_certainty: Certainty | None = None  # None where published_at is, or where nobody knows


@dataclass(frozen=True, slots=True)
class StoryReport:
    """A story: its new reports, oldest first, and how far they corroborate each other, once judged."""

    story_id: int
    reports: tuple[Report, ...]
    corroboration: Corroboration | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What stands behind a digest, and what may be missing from it.

    `gaps` are feeds from which items may have scrolled unseen, as they were then. `history` counts articles
    that name an actor but were old already when they became known, so that no digest tells them.
    """

    since: datetime
    until: datetime
    articles: int
    off_topic: int
    without_mention: int
    feeds: tuple[FeedState, ...] = ()
    deferred: int = 0
    gaps: tuple[FeedState, ...] = ()
    history: int = 0


@dataclass(frozen=True, slots=True)
class Names:
    """How actors and places are called in a digest: id to name."""

    actors: dict[str, str]
    places: dict[str, str]


@dataclass(frozen=True, slots=True)
class Message:
    """A mail ready to be sent: the exact bytes, for one recipient."""

    id: str  # its Message-ID
    sender: str
    recipient: str
    content: bytes

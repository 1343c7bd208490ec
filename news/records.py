"""The records that travel the way of an article, from a feed's entry to a flagged report."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from news.ids import content_id
from news.knowledge import Selectors
from news.relations import Relation


class Access(StrEnum):
    """How much of an article its server gave us."""

    FULL = "full"
    PARTIAL = "partial"  # cut off: a paywall or a teaser
    SUMMARY = "summary"  # the page was not served or not asked for; the text is the feed's own summary
    CONSENT = "consent"  # a consent or bot wall stood where the article should be
    NONE = "none"  # the page holds no article text


class Certainty(StrEnum):
    """How sure a date is, the surest first."""

    EXACT = "exact"  # date and time, with their zone
    ZONE_ASSUMED = "zone_assumed"  # a time without a zone, taken for UTC: up to 14 hours off
    DAY = "day"  # a date only; its time is midnight in UTC
    GUESSED = "guessed"  # read in the address or in visible text, or sources contradict each other


class Outcome(StrEnum):
    """What became of an entry; each entry of a run ends in exactly one."""

    STORED = "stored"  # a new article
    COPY = "copy"  # stored, and linked to the article it copies
    REVISION = "revision"  # an article we held has changed; both versions are kept
    KNOWN = "known"  # settled before, by this entry or another of the same article, and nothing changed
    SUMMARY = "summary"  # the page was not to be had; the feed's own summary is stored
    CONSENT = "consent"  # a consent or bot wall, and no summary in the feed
    REFUSED = "refused"  # the server or the pack says no, and no summary in the feed
    GONE = "gone"  # the page does not exist (404, 410)
    UNREADABLE = "unreadable"  # a document came, but no article text is in it
    DEFERRED = "deferred"  # a temporary failure; the next run tries again
    ABANDONED = "abandoned"  # deferred too often, and no summary in the feed


STORING = frozenset({Outcome.STORED, Outcome.COPY, Outcome.REVISION, Outcome.SUMMARY})


class OnTopic(StrEnum):
    """Whether an article is about the watched region."""

    YES = "yes"
    MARGINAL = "marginal"
    NO = "no"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What a feed told us of one article. Times are aware, in UTC; `url` is absolute."""

    feed: str
    outlet: str
    url: str
    guid: str
    title: str
    summary: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    languages: tuple[str, ...] = ()
    published_certainty: Certainty | None = None

    @property
    def id(self) -> int:
        """The entry's id: the same entry of the same feed keeps it from poll to poll."""
        return content_id(self.feed, self.guid or self.url)


@dataclass(frozen=True, slots=True)
class Page:
    """A document as a server gave it. `body` is decoded of its transfer, not of its charset."""

    url: str
    final_url: str
    status: int
    content_type: str
    body: bytes
    fetched_at: datetime
    headers: tuple[tuple[str, str], ...] = ()
    moved_to: str | None = None  # where permanent redirects alone led, from the first hop to the last

    def header(self, name: str) -> str:
        """Return the value of a header, "" where there is none; of several the first."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article before its page is read: the feed's words, and the outlet's other pages.

    `title` and `summary` are the feed's. `usual_words` is how long the outlet's articles are in the median,
    None where too few are known. `recurring` are lines that stand on many of the outlet's pages, as
    `news.texts.line_id` gives them. `drop_marked` says to leave out what the publisher marks as not free.
    `selectors` are the pack's for the page's host.
    """

    outlet: str = ""
    title: str = ""
    summary: str = ""
    usual_words: int | None = None
    recurring: frozenset[int] = frozenset()
    drop_marked: bool = False
    selectors: Selectors | None = None


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that was stripped from a page's text, and the kind of boilerplate it was taken for."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What extraction found in a page. `text` is clean: paragraphs parted by an empty line.

    `access_evidence` are the signs that `access` was judged by, each a short phrase for an editor; those of
    a whole text did not suffice. `declared_not_free` is what the page says of itself: most such texts are
    whole.
    """

    title: str
    text: str
    access: Access
    byline: str | None = None
    published_at: datetime | None = None
    language: str | None = None
    canonical_url: str | None = None
    declared_not_free: bool = False
    access_evidence: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    published_certainty: Certainty | None = None  # None where published_at is
    modified_at: datetime | None = None  # never before published_at


@dataclass(frozen=True, slots=True)
class Article:
    """An article as we hold it. `published_at` is None where neither feed nor page dates it.

    `access_evidence` says in short phrases what `access` was judged by: see `Reading`.
    """

    url: str
    canonical_url: str
    feed: str
    outlet: str
    title: str
    text: str
    access: Access
    fetched_at: datetime
    byline: str | None = None
    published_at: datetime | None = None
    language: str | None = None
    declared_not_free: bool = False
    access_evidence: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    published_certainty: Certainty | None = None  # None where published_at is
    modified_at: datetime | None = None  # never before published_at

    @property
    def id(self) -> int:
        """The article's id: that of its canonical URL, so that it outlives every revision."""
        return content_id(self.canonical_url)

    @property
    def text_id(self) -> int:
        """The id of what the article says: a revision has another."""
        return content_id(self.title, self.text)


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of a tracked actor: `text[start:end] == surface`; `alias` and `rule` say why."""

    actor: str
    start: int
    end: int
    surface: str
    alias: str
    rule: str


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One naming of a known place: `text[start:end] == surface`."""

    place: str
    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True)
class Relevance:
    """Whether a text is about the watched region, with a score from 0 to 1 and the reasons."""

    on_topic: OnTopic
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flags:
    """All that was flagged in one article. Offsets of title mentions are offsets into the title.

    `scene` is the place where it plays: the locality it names first, None where it names none.
    """

    mentions: tuple[Mention, ...]
    title_mentions: tuple[Mention, ...]
    places: tuple[PlaceMention, ...]
    title_places: tuple[PlaceMention, ...]
    relevance: Relevance
    scene: str | None = None

    @property
    def actors(self) -> frozenset[str]:
        """The ids of all actors named in title or text."""
        return frozenset(m.actor for m in (*self.mentions, *self.title_mentions))

    @property
    def place_ids(self) -> frozenset[str]:
        """The ids of all places named in title or text."""
        return frozenset(p.place for p in (*self.places, *self.title_places))


class Health(StrEnum):
    """How a feed is, as its operator must see it."""

    OK = "ok"
    QUIET = "quiet"  # answers well, but brought nothing new for longer than is usual for it
    STALE = "stale"  # answers, but its newest item is very old
    UNDATED = "undated"  # answers, but none of its items bears a date
    EMPTY = "empty"  # answers with a feed without items
    MOVED = "moved"  # answers from another address for good, where it is asked from now on
    BLOCKED = "blocked"  # turns us away: 401, 403, robots.txt, a bot or consent wall
    HTML = "html"  # answers with a web page
    GONE = "gone"  # 404 or 410
    FAILED = "failed"  # could not be asked, or gave nothing that can be read


SILENT = frozenset({Health.BLOCKED, Health.HTML, Health.GONE, Health.FAILED})  # nothing is heard from them


@dataclass(frozen=True, slots=True)
class FeedState:
    """How a feed was when it was last asked, in a sentence where not all is well.

    `entries` is the number it held when last read. Of the times, `since` is when it came to be so,
    `last_good_at` when it last answered as a feed, `last_item_at` the date of its newest item.
    """

    feed: str
    outlet: str
    state: Health
    entries: int = 0
    message: str = ""
    since: datetime | None = None
    last_good_at: datetime | None = None
    last_item_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FeedMemory:
    """What is kept of a feed from poll to poll: how it was, how to ask it, and when.

    `url` is its address in the pack: under another one nothing of this counts. Times are aware, in UTC.
    """

    url: str
    state: FeedState
    asked_at: datetime
    due_at: datetime  # when it is to be asked next
    interval_seconds: float = 0.0  # the wait that its own rhythm asks for, before failures and jitter
    read_at: datetime | None = None  # when it was last asked without validators and answered well
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    newest: tuple[int, ...] = ()  # ids of its newest entries when last read, newest first
    failures: float = 0.0  # weight of its failures in a row
    moved_to: str = ""  # where it redirects to for good
    moves: int = 0  # polls in a row that were redirected there
    archive: str = ""  # where older articles are listed: "wordpress URL", "sitemap URL", or "none"
    archive_sought_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HostMemory:
    """What is kept of a host: its robots.txt, and until when it asked us to stay away."""

    host: str
    robots: str = ""
    robots_status: int = 0  # of the answer for robots.txt; 0 where it was never asked or did not answer
    robots_at: datetime | None = None
    closed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """Where a fetched page lies in the archive.

    `file` is relative to the archive's folder, `offset` and `length` count bytes, `sha256` is that of the
    body.
    """

    file: str
    offset: int
    length: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Settled:
    """The end of one entry in one run.

    `page` is the page that was fetched for it, without its body, and `capture` where that lies in the
    archive; `retry_at` is when a deferred entry is to be tried again.
    """

    entry: FeedEntry
    outcome: Outcome
    article: Article | None = None
    flags: Flags | None = None
    relation: Relation | None = None
    note: str = ""
    page: Page | None = None
    capture: Capture | None = None
    retry_at: datetime | None = None


class Answer(StrEnum):
    """What came of polling a feed."""

    READ = "read"  # a document, read
    UNCHANGED = "unchanged"  # 304: nothing new since the last reading
    SAME = "same"  # the very document that was read last
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Poll:
    """What one feed gave when it was polled, and what is to be remembered of it.

    `gap` says that none of the newest entries of the last reading was among them: some may be missing.
    """

    answer: Answer
    memory: FeedMemory
    entries: tuple[FeedEntry, ...] = field(default=())
    gap: bool = False

    @property
    def state(self) -> FeedState:
        """How the feed is now."""
        return self.memory.state

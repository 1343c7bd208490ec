"""What a digest is made of: plain words and marks, decided already, waiting only to be laid out."""

from dataclasses import dataclass
from datetime import datetime

from news.texts import right_to_left


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `marked` where it names a tracked actor."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A headline or a piece of an article, in the outlet's own words."""

    runs: tuple[Run, ...]
    language: str | None = None
    outlet: str = ""

    @property
    def text(self) -> str:
        """The words without the marks."""
        return "".join(run.text for run in self.runs)

    @property
    def direction(self) -> str:
        """ "rtl" or "ltr", as most of the letters run."""
        return "rtl" if right_to_left(self.text, self.language) else "ltr"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One report as proof. `url` is "" where the address may not stand in a mail; `when` is local time."""

    article_id: int
    outlet: str
    affiliation: str
    language: str
    when: str
    published_at: datetime | None
    url: str
    title: str
    notes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One outlet's reports in a story, its language editions together."""

    outlet: str
    affiliation: str
    reports: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class DigestStory:
    """A story as it is told. `snippets` are empty in brief form, `url` is that of the headline's report."""

    number: int
    story_id: int
    headline: Passage
    url: str
    place: str
    actors: tuple[str, ...]
    marginal: bool
    corroboration: str
    snippets: tuple[Passage, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ActorCount:
    """How often an actor was named, and in how many of the digest's articles."""

    name: str
    short: str
    articles: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A feed that gave nothing, and what it answered."""

    feed: str
    outlet: str
    message: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What stands behind a digest. `warning` is one line for its top, "" where nothing is missing."""

    warning: str
    counts: tuple[str, ...]
    failed: tuple[Gap, ...]
    empty: tuple[str, ...]
    hidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """All that a digest says. The first `full` stories are told in full, the others in brief."""

    title: str
    window: str
    day: str
    summary: str
    stories: tuple[DigestStory, ...]
    full: int
    actors: tuple[ActorCount, ...]
    statement: Statement


@dataclass(frozen=True, slots=True)
class Rendered:
    """A digest laid out: the subject, both forms of the letter, and the table that comes with it."""

    subject: str
    text: str
    html: str
    csv: str

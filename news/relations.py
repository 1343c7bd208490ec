"""What belongs together: what articles are compared by, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Vector = Mapping[int, float]  # hashed terms with their weights; its length is 1, or 0 where it is empty


class Kind(StrEnum):
    """In what way an article says what another said before."""

    SAME_URL = "same-url"  # the very article, under another writing of its address
    REVISION = "revision"  # the outlet's own article, changed
    VERBATIM = "verbatim"  # the whole text; a credit, a dateline, a headline may differ
    TRUNCATED = "truncated"  # its beginning
    EXCERPT = "excerpt"  # a part that is not its beginning, or stands in another text
    REWRITTEN = "rewritten"  # much of it, in other words and another order


@dataclass(frozen=True, slots=True)
class Comparable:
    """What copies and stories are judged by: an article, stripped to its evidence.

    `scene` is the locality it names first. `copy_of` and `story` are those of an article placed before.
    """

    id: str
    url: str
    title: str
    text: str
    outlet: str
    language: str | None = None
    published_at: datetime | None = None
    actors: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    scene: str | None = None
    copy_of: str | None = None
    story: str | None = None


class Tie(StrEnum):
    """How a story is tied to an earlier one without being one with it."""

    FOLLOWS = "follows"  # goes on from it: a later turn of one affair, or told with its background
    MEETS = "meets"  # a report fits both: they may be one event that was told apart too early


@dataclass(frozen=True, slots=True)
class Link:
    """A tie of an article's story to an earlier story, with the reason in words."""

    tie: Tie
    story: str
    reason: str


@dataclass(frozen=True, slots=True)
class Relation:
    """Where an article belongs: what it copies, if anything, and its story.

    `similarity` is the share of the shorter text that stands in the other, 0 to 1, and `passages` are the
    longest that both share, as the copy words them. `kind` is None where `copy_of` is None. `reason` tells
    in words what joined the article to its story, `links` what it ties this story to.
    """

    id: str
    story: str
    copy_of: str | None = None
    kind: Kind | None = None
    similarity: float = 0.0
    reason: str = ""
    passages: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Sightings:
    """In which articles sampled shingles stand.

    `holders` are article ids by hash; `common` are hashes that stand in too many to be listed; `titles`
    gives outlet and title of each holder.
    """

    holders: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    common: frozenset[int] = frozenset()
    titles: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def beside(self, others: "Sightings") -> "Sightings":
        """Return these sightings and those of other hashes together."""
        return Sightings(
            {**self.holders, **others.holders}, self.common | others.common, {**self.titles, **others.titles}
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an original report tells of its event.

    The vectors hold its words, `lead` and `body` those of the title as well, weighed by how rare they were
    in the reports of the days before. `names` are words written as names, `sounds` the consonants of names
    in any script. `numbers` are figures, each with what it counts. `weekday` runs from 0, Monday,
    to 6; None where the text names none. `published_at` is None where it is unknown, which is not "now".
    """

    article: str
    outlet: str
    language: str | None
    published_at: datetime | None
    title: Vector
    lead: Vector
    body: Vector
    names: Vector
    sounds: Vector
    numbers: Mapping[str, str]
    weekday: int | None
    scene: str | None
    actors: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    story: str = ""  # of a report placed before

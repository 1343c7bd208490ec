"""How many stand behind a story: what reports are judged by, what leans on what, and who was first."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from news.records import Certainty


@dataclass(frozen=True, slots=True)
class Account:
    """What a report is judged by as a witness. `owner` is the media house behind the outlet, "" if unknown.

    `published_at` in UTC, None where unknown; `certainty` None where nobody knows how sure that date is.
    """

    article: int
    outlet: str
    title: str
    text: str
    language: str | None = None
    owner: str = ""
    independent: bool = True  # False: an aggregator or advocate, never counted
    published_at: datetime | None = None
    certainty: Certainty | None = None
    copy_of: int | None = None
    byline: str | None = None


class Leaning(StrEnum):
    """Why a report is no voice of its own."""

    COPY = "copy"  # it prints another report
    OWNER = "same-owner"  # its outlet and that of another report belong to one house
    AGGREGATOR = "aggregator"  # its outlet passes on what others report, or advocates
    ATTRIBUTED = "attributed"  # it says that it has its news from another outlet
    AGENCY = "agency"  # it says that its text or news is an agency's


@dataclass(frozen=True, slots=True)
class Dependence:
    """One link of the chain: what a report leans on.

    `on` names the outlet or agency; "" where only the article is known, and for an aggregator.
    `on_article` is the report leaned on, which may lie outside the story if `leaning` is COPY; None where
    it is not known. `evidence` is the sentence or credit that says so, "" where none does.
    """

    article: int
    leaning: Leaning
    on: str = ""
    on_article: int | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Corroboration:
    """What stands behind a story.

    `voices` are the articles that count, one for each of the `independent` witnesses. `first` are those
    that may have been the first, as far as their dates can be trusted, and [`earliest`, `latest`] is when
    the first appeared: None where a report without a date may have been it, or where none has a date.
    """

    independent: int
    voices: tuple[int, ...] = ()
    chain: tuple[Dependence, ...] = ()
    first: tuple[int, ...] = ()
    earliest: datetime | None = None
    latest: datetime | None = None

"""What a pack knows: feeds, actors, places, and the rules that editors keep as data."""

from dataclasses import dataclass
from datetime import date

from news.urls import host_of


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to poll. `verified` is False until an operator has seen it work."""

    id: str
    outlet: str
    url: str
    languages: tuple[str, ...] = ()
    country: str = ""
    affiliation: str = ""
    verified: bool = False
    active: bool = True
    page_fetch: bool = True  # False: the outlet's terms allow the feed only, see `note`
    permitted: bool = False  # True: the outlet gave leave, so its robots.txt is not asked; see `note`
    drop_marked: bool = False  # True: what the publisher marks as not free is left out, even where served
    independent: bool = True  # False: an aggregator or advocate, never counted as corroboration
    owner: str = ""  # the media house: outlets of one owner are one voice
    cited_as: tuple[str, ...] = ()  # how others cite the outlet, in any language
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody whom reports cite: an agency, an outlet, a monitor. `names` are spellings in any language.

    A name of one word and at most five Latin letters ("AA", "Tass") counts only in the very letters given.
    """

    id: str
    name: str
    names: tuple[str, ...]
    owner: str = ""  # the media house, as in `Feed`
    agency: bool = False  # its texts are printed by others: one is credited, not only cited
    independent: bool = True  # as in `Feed`


@dataclass(frozen=True, slots=True)
class Alias:
    """One spelling of an actor's name. `since` and `until` bound the days on which it means this actor."""

    form: str
    language: str
    kind: str  # name, transliteration, acronym or short
    ambiguous: bool = False
    uncertain: bool = False
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A tracked actor. `root` is the lineage that actors of one descent share."""

    id: str
    name: str
    kind: str
    root: str
    about: str = ""
    active: str = ""
    priority: int = 2  # 1 first
    aliases: tuple[Alias, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One spelling of a place's name."""

    form: str
    language: str
    ambiguous: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place. `north` says whether it lies in the watched region; coordinates in degrees, approximate."""

    id: str
    name: str
    kind: str
    governorate: str
    north: bool
    latitude: float | None = None
    longitude: float | None = None
    names: tuple[PlaceName, ...] = ()


@dataclass(frozen=True, slots=True)
class LineRule:
    """A pattern (`re`, searched in the line with case ignored) that makes a line boilerplate of this kind.

    `longest` is the length in characters above which a line is too long to be judged by its wording. A rule
    with a `language` makes no line anything: it is a word of one field (`kind`) in that language, matched
    from the beginning of a word in small letters. Where fields meet behind a text they are a prompt to pay.
    """

    kind: str
    pattern: str
    longest: int = 300
    at_end: bool = False  # only among the last lines of a page
    cuts: bool = False  # the article ends here: what follows is boilerplate of this kind too
    language: str = ""
    needs: tuple[str, ...] = ()  # where given, one of them must stand in the line, in small letters


@dataclass(frozen=True, slots=True)
class Selectors:
    """What an editor says of the pages of a host and those below it, in CSS as `news.selectors` follows it.

    What `drop` means is no article; `body`, if any, is where the whole article stands.
    """

    host: str
    drop: tuple[str, ...] = ()
    body: str = ""
    note: str = ""  # why


@dataclass(frozen=True, slots=True)
class Cues:
    """Words near an ambiguous name that speak for it (`region`) or, by actor id, against it."""

    region: tuple[str, ...] = ()
    against: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Relevance scores from which an article is marginal, and from which it is on topic."""

    marginal: float = 0.25
    yes: float = 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with the actors that must be found in it, written by an editor."""

    text: str
    language: str
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """All of it, with a version: a hash of the pack's files."""

    id: str
    name: str
    version: str
    feeds: tuple[Feed, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    line_rules: tuple[LineRule, ...]
    cues: Cues
    thresholds: Thresholds
    cases: tuple[Case, ...] = ()
    selectors: tuple[Selectors, ...] = ()
    sources: tuple[Source, ...] = ()  # whom reports cite: agencies, monitors, and the outlets of the feeds

    @property
    def names(self) -> dict[str, str]:
        """The names of actors and places, by id."""
        places = {place.id: place.name for place in self.places}
        return places | {actor.id: actor.name for actor in self.actors}

    def selectors_for(self, url: str) -> Selectors | None:
        """Return what is said of the page at this address: of its host, or the nearest that it belongs to."""
        host = f".{host_of(url)}"
        fitting = (each for each in self.selectors if host.endswith(f".{each.host}"))
        return max(fitting, key=lambda each: len(each.host), default=None)

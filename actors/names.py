"""The names of a pack as one lexicon: actors, places, and the words that speak for or against a reading."""

from collections.abc import Iterator
from dataclasses import dataclass

from actors.lexicon import Lexicon, Name
from news.knowledge import Actor, Alias, Cues, Pack, Place, PlaceName


@dataclass(frozen=True, slots=True)
class ActorNaming:
    """A spelling of an actor's name."""

    actor: Actor
    alias: Alias


@dataclass(frozen=True, slots=True)
class PlaceNaming:
    """A spelling of a place's name."""

    place: Place
    name: PlaceName


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that speaks for the region, or where an actor's id is given, against that actor."""

    phrase: str
    against: str | None = None


Meaning = ActorNaming | PlaceNaming | Cue


def lexicon_of(pack: Pack) -> Lexicon[Meaning]:
    """Build the lexicon of a pack. For the same pack it always finds the same."""
    return Lexicon([*_actors(pack), *_places(pack), *_cues(pack.cues)])


def _actors(pack: Pack) -> Iterator[Name[Meaning]]:
    for actor in pack.actors:
        for alias in actor.aliases:
            sounded = alias.kind == "transliteration" and not alias.ambiguous
            yield Name(alias.form, alias.language, ActorNaming(actor, alias), sounded)


def _places(pack: Pack) -> Iterator[Name[Meaning]]:
    for place in pack.places:
        for name in place.names:
            yield Name(name.form, name.language, PlaceNaming(place, name), not name.ambiguous)


def _cues(cues: Cues) -> Iterator[Name[Meaning]]:
    for phrase in cues.region:
        yield Name(phrase, "", Cue(phrase))
    for actor, phrases in cues.against:
        for phrase in phrases:
            yield Name(phrase, "", Cue(phrase, actor))

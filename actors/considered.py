"""What became of every name that was found in a text: kept, or refused for a reason."""

from dataclasses import dataclass

from actors.matcher import Hit
from actors.names import Meaning
from news.knowledge import Actor, Alias
from news.records import Mention


@dataclass(frozen=True, slots=True)
class Refusal:
    """A name that was found and not believed. `reason` is a sentence for an editor."""

    actor: str
    start: int
    end: int
    surface: str
    alias: str
    reason: str


@dataclass(frozen=True, slots=True)
class Considered:
    """The mentions of a text, and what was refused; both in the order of the text."""

    mentions: tuple[Mention, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A spelling found in a text that may name `actor`.

    `doubtful` spellings mean other things too and need context; `support` says what it gave them.
    """

    hit: Hit[Meaning]
    surface: str
    actor: Actor
    alias: Alias
    doubtful: bool
    support: str = ""

    def kept(self) -> Mention:
        """Return this as a mention."""
        rule = f"{self.hit.rule}+{self.support}" if self.support else self.hit.rule
        return Mention(self.actor.id, self.hit.start, self.hit.end, self.surface, self.alias.form, rule)

    def refused(self, reason: str) -> Refusal:
        """Return this as a refusal."""
        hit = self.hit
        return Refusal(self.actor.id, hit.start, hit.end, self.surface, self.alias.form, reason)

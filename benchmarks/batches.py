"""Stories as a monitor finds them: day by day, each batch beside what was placed before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from actors.flags import Flagger
from news.relations import Comparable, Evidence, Sightings
from scrapers.languages import detect
from stories.copies import COMMON
from stories.fingerprints import Folded
from stories.relations import Held, Placed, in_time, read, relate


def comparable(row: Mapping[str, Any], flagger: Flagger) -> Comparable:
    """Return an article as `shamal group` compares it."""
    text, at = row["text"], _time(row["published_at"])
    language = row.get("language") or detect(text)
    flags = flagger.flag(row["title"], text, language, at)
    return Comparable(
        *(row["id"], row["url"], row["title"], text, row["outlet"], language, at),
        actors=flags.actors,
        places=flags.place_ids,
        scene=flags.scene,
    )


def in_daily_batches(articles: Iterable[Comparable], names: Mapping[str, str]) -> dict[str, str]:
    """Return the story of each article, where each day is placed when the next one is not known yet."""
    earlier = _Earlier()
    for _, day in groupby(in_time(read(articles)), _day):
        new = list(day)
        earlier.take(new, relate(new, earlier.held(), names))
    return earlier.stories()


@dataclass(slots=True)
class _Earlier:
    """All that was placed in earlier batches; `holders` are articles by the hash of a sample."""

    texts: dict[str, Folded] = field(default_factory=dict)
    reports: list[Evidence] = field(default_factory=list)
    holders: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def held(self) -> Held:
        listed = {hash_: holders for hash_, holders in self.holders.items() if len(holders) <= COMMON}
        titles = {id_: (text.article.outlet, text.article.title) for id_, text in self.texts.items()}
        sightings = Sightings(listed, frozenset(self.holders.keys() - listed.keys()), titles)
        return Held(sightings, tuple(self.texts.values()), tuple(self.reports))

    def take(self, new: Sequence[Folded], placed: Placed) -> None:
        for text in new:
            self.texts[text.article.id] = text
            for hash_ in text.sample:
                self.holders[hash_] = (*self.holders.get(hash_, ()), text.article.id)
        for relation in (*placed.relations, *placed.moved):
            text = self.texts[relation.id]
            article = replace(text.article, copy_of=relation.copy_of, story=relation.story)
            self.texts[relation.id] = replace(text, article=article)
        stories = self.stories()
        self.reports += (replace(report, story=stories[report.article]) for report in placed.reports)

    def stories(self) -> dict[str, str]:
        return {id_: text.article.story or id_ for id_, text in self.texts.items()}


def _day(text: Folded) -> date | None:
    at = text.article.published_at
    return None if at is None else at.date()


def _time(written: str | None) -> datetime | None:
    if not written:
        return None
    at = datetime.fromisoformat(written)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)

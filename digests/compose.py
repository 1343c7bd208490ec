"""Composes a digest: which stories come first, what is shown of each, and what was not covered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from digests.coverage import statement
from digests.links import link
from digests.passages import by_preference, headline, snippets
from digests.records import ActorCount, Digest, DigestStory
from digests.sources import corroboration, independent, sources
from digests.wording import count, day, plain, short_name, window
from news.outlets import house
from news.records import OnTopic
from news.reports import Coverage, Names, Report, StoryReport

FULL = 40  # stories told in full: about what 75 KB of HTML hold
_ORDINARY = 2  # the priority of an actor that none is given for; 1 comes first
_NO_PRIORITIES: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _View:
    """What every story is told with. `now` is the window's end in the readers' zone; `outlets` by article."""

    names: Names
    priorities: Mapping[str, int]
    now: datetime
    outlets: Mapping[int, str]


def compose(
    stories: Sequence[StoryReport],
    coverage: Coverage,
    names: Names,
    title: str,
    timezone: ZoneInfo,
    priorities: Mapping[str, int] = _NO_PRIORITIES,
) -> Digest:
    """Return the digest of these stories, the weightiest first.

    Weight: on topic before marginal, then the highest priority (1 first) of an actor named, then the
    number of independent reports, then of all reports, then the newest. Times are told in `timezone`.
    """
    now = coverage.until.astimezone(timezone)
    told = sorted((story for story in stories if story.reports), key=lambda story: _weight(story, priorities))
    reports = [report for story in told for report in story.reports]
    view = _View(names, priorities, now, {report.article_id: report.outlet for report in reports})
    return Digest(
        title=plain(title),
        window=window(coverage.since.astimezone(timezone), now),
        day=day(now),
        summary=_summary(len(told), reports),
        stories=tuple(_story(number, story, view) for number, story in enumerate(told, start=1)),
        full=min(FULL, len(told)),
        actors=_actor_counts(reports, names),
        statement=statement(coverage, len(reports)),
    )


def _weight(story: StoryReport, priorities: Mapping[str, int]) -> tuple[bool, int, int, int, float, int]:
    actors = _mention_counts(story.reports)
    dates = [report.published_at.timestamp() for report in story.reports if report.published_at is not None]
    return (
        _marginal(story),
        min((priorities.get(actor, _ORDINARY) for actor in actors), default=_ORDINARY),
        -independent(story),
        -len(story.reports),
        -max(dates, default=0.0),
        story.story_id,
    )


def _story(number: int, story: StoryReport, view: _View) -> DigestStory:
    preferred = by_preference(story.reports)
    return DigestStory(
        number=number,
        story_id=story.story_id,
        headline=headline(preferred[0]),
        url=link(preferred[0].url),
        place=_place(story.reports, view.names),
        actors=_actors(story.reports, view),
        marginal=_marginal(story),
        corroboration=corroboration(story),
        snippets=snippets(preferred) if number <= FULL else (),
        sources=sources(story, view.names, view.now, view.outlets),
    )


def _marginal(story: StoryReport) -> bool:
    return all(report.on_topic is not OnTopic.YES for report in story.reports)


def _place(reports: Sequence[Report], names: Names) -> str:
    """Return the name of the place that most reports name, "" where none does."""
    named = Counter(place for report in reports for place in dict.fromkeys(p.place for p in report.places))
    if not named:
        return ""
    place = named.most_common(1)[0][0]
    return plain(names.places.get(place, place))


def _actors(reports: Sequence[Report], view: _View) -> tuple[str, ...]:
    """Return the short names of a story's actors, the most important and most named first."""
    counts = _mention_counts(reports)
    order = sorted(counts, key=lambda actor: (view.priorities.get(actor, _ORDINARY), -counts[actor], actor))
    return tuple(plain(short_name(actor, view.names.actors.get(actor, actor))) for actor in order)


def _actor_counts(reports: Sequence[Report], names: Names) -> tuple[ActorCount, ...]:
    """Return each actor's articles and mentions, titles counted, the most reported first."""
    mentions = _mention_counts(reports)
    articles = Counter(actor for report in reports for actor in _mention_counts([report]))
    return tuple(
        ActorCount(
            name=plain(names.actors.get(actor, actor)),
            short=plain(short_name(actor, names.actors.get(actor, actor))),
            articles=articles[actor],
            mentions=mentions[actor],
        )
        for actor in sorted(mentions, key=lambda actor: (-articles[actor], -mentions[actor], actor))
    )


def _mention_counts(reports: Sequence[Report]) -> Counter[str]:
    return Counter(m.actor for report in reports for m in (*report.title_mentions, *report.mentions))


def _summary(stories: int, reports: Sequence[Report]) -> str:
    if not stories:
        return "No report on the region named a tracked actor in this time."
    outlets = {house(report.outlet) for report in reports}
    voices = count(len(outlets), "outlet", "outlets")
    return (
        f"{count(stories, 'story', 'stories')} from {count(len(reports), 'report', 'reports')} by {voices}."
    )

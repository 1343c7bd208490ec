from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from digests.compose import FULL, compose
from digests.records import Digest
from news.corroboration import Corroboration
from news.records import Access, Mention, OnTopic, PlaceMention
from news.reports import Coverage, Names, Report, StoryReport

NUMBERS = count(1)
UNTIL = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
NAMES = Names(
    {"sdf": "Syrian Democratic Forces", "hts": "Hayat Tahrir al-Sham"}, {"manbij": "Manbij", "afrin": "Afrin"}
)


def report(
    outlet: str = "Reuters",
    title: str = "A title",
    actors: str = "sdf",
    places: str = "manbij",
    topic: OnTopic = OnTopic.YES,
    copy_of: int | None = None,
) -> Report:
    return Report(
        article_id=next(NUMBERS),
        outlet=outlet,
        affiliation="",
        url=f"https://news.example/{outlet}",
        title=title,
        text=actors,
        language="en",
        published_at=UNTIL,
        access=Access.FULL,
        on_topic=topic,
        mentions=tuple(mention(actors, actor) for actor in actors.split()),
        places=tuple(PlaceMention(place, 0, 1, place) for place in places.split()),
        copy_of=copy_of,
    )


def mention(text: str, actor: str) -> Mention:
    start = text.index(actor)
    return Mention(actor, start, start + len(actor), actor, actor, "name")


def story(*reports: Report) -> StoryReport:
    """Return a story as it was judged: every report that copies none is a voice."""
    voices = tuple(report.article_id for report in reports if report.copy_of is None)
    return StoryReport(next(NUMBERS), reports, Corroboration(len(voices), voices))


def digest(*stories: StoryReport, priorities: Mapping[str, int] | None = None) -> Digest:
    coverage = Coverage(UNTIL - timedelta(hours=16), UNTIL, 412, 300, 93)
    return compose(stories, coverage, NAMES, "Northern Syria", ZoneInfo("Asia/Damascus"), priorities or {})


def headlines(told: Digest) -> list[str]:
    return [story.headline.text for story in told.stories]


def test_stories_come_by_weight() -> None:
    marginal = story(
        report(title="marginal", topic=OnTopic.MARGINAL, actors="hts"), report("ANHA", "marginal")
    )
    marginal = story(
        *(report(r.outlet, "marginal", topic=OnTopic.MARGINAL, actors="hts") for r in marginal.reports)
    )
    alone, shared = story(report(title="alone")), story(report(title="shared"), report("ANHA", "shared"))
    first = story(report(title="first", actors="hts"))
    copied = story(report(title="copied"), report("ANHA", "copied", copy_of=1))
    told = digest(marginal, alone, copied, shared, first, priorities={"hts": 1})
    assert headlines(told) == ["first", "shared", "copied", "alone", "marginal"]
    assert [story.marginal for story in told.stories] == [False, False, False, False, True]
    assert [story.number for story in told.stories] == [1, 2, 3, 4, 5]


def test_the_order_does_not_hang_on_the_order_given() -> None:
    stories = [story(report(title=f"story {number}")) for number in range(5)]
    assert digest(*stories) == digest(*reversed(stories))


def test_a_story_tells_place_actors_and_corroboration() -> None:
    (told,) = digest(
        story(report(places="manbij afrin"), report("ANHA", actors="hts sdf", places="afrin")),
        priorities={"hts": 1},
    ).stories
    assert (told.place, told.actors, told.corroboration) == ("Afrin", ("HTS", "SDF"), "2 independent reports")
    assert told.url == "https://news.example/ANHA"


def test_unknown_ids_are_shown_as_they_are() -> None:
    (told,) = digest(story(report(actors="unknown-brigade", places="nowhere"))).stories
    assert (told.place, told.actors) == ("nowhere", ("unknown-brigade",))


def test_a_copy_names_its_original_even_in_another_story() -> None:
    original = report("Reuters")
    told = digest(story(original), story(report("Daily Sabah", copy_of=original.article_id)))
    notes = [source.reports[0].notes for story in told.stories for source in story.sources]
    assert notes == [(), ("copy of Reuters",)]


def test_actors_are_counted_by_articles_and_mentions() -> None:
    told = digest(story(report(actors="sdf hts"), report("ANHA", actors="sdf")))
    assert [(actor.short, actor.articles, actor.mentions) for actor in told.actors] == [
        ("SDF", 2, 2),
        ("HTS", 1, 1),
    ]
    assert told.summary == "1 story from 2 reports by 2 outlets."


def test_forty_stories_are_told_in_full_and_all_are_told() -> None:
    told = digest(*(story(report()) for _ in range(FULL + 5)))
    assert (told.full, len(told.stories)) == (FULL, FULL + 5)
    assert [bool(story.snippets) for story in told.stories] == [True] * FULL + [False] * 5


def test_a_quiet_night_is_a_digest_too() -> None:
    told = digest(StoryReport(1, ()))
    assert (told.stories, told.actors) == ((), ())
    assert told.summary == "No report on the region named a tracked actor in this time."
    assert told.window == "Thu 19 Nov 15:00 to Fri 20 Nov 2026 07:00 (UTC+3)"

"""The laws of placing articles, on small generated archives, and the kinds of day they are kept for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from news.records import Comparable, Relation
from stories.relations import relate

MIDDAY = datetime(2024, 3, 5, 12, tzinfo=UTC)
SENTENCES = [
    "Shells fell on the vegetable market in the morning and killed two people.",
    "A patrol of eight vehicles left the gate at nine and came back before two.",
    "Trucks with cement and sugar crossed under the eyes of a hundred protesters.",
    "The pumps of the water station ran again after twenty-three days of silence.",
    "Tribal elders asked the commander for fuel, schools and the release of sons.",
    "Officials met in a farmhouse to speak about lorries, tolls and the highway.",
    "قصف مدفعي استهدف سوق البلدة صباح اليوم وأدى إلى مقتل شخصين وإصابة آخرين.",
]
OUTLETS = ["Wire", "Daily", "Jisr", "Globe"]

paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)
articles = st.builds(
    Comparable,
    id=st.uuids().map(str),
    url=st.integers(0, 30).map(lambda n: f"https://site.example/{n}"),
    title=st.sampled_from(SENTENCES).map(lambda sentence: sentence[:30]),
    text=paragraphs,
    outlet=st.sampled_from(OUTLETS),
    language=st.sampled_from(["en", "ar", None]),
    published_at=st.none() | st.integers(0, 150).map(lambda hours: MIDDAY + timedelta(hours=hours)),
    actors=st.frozensets(st.sampled_from(["hts", "sdf", "taf"])),
    places=st.frozensets(st.sampled_from(["idlib", "manbij", "kobani", "m4"])),
)
archives = st.lists(articles, min_size=1, max_size=9, unique_by=lambda article: article.id)


def in_order_of_time(archive: list[Comparable]) -> list[Comparable]:
    return sorted(archive, key=lambda a: (a.published_at is None, a.published_at or MIDDAY, a.id))


def as_held(archive: list[Comparable], relations: list[Relation]) -> list[Comparable]:
    return [replace(a, copy_of=r.copy_of, story=r.story) for a, r in zip(archive, relations, strict=True)]


def by_id(relations: list[Relation]) -> dict[str, Relation]:
    return {relation.id: relation for relation in relations}


@settings(deadline=None, max_examples=60)
@given(archives, st.randoms(use_true_random=False))
def test_the_order_in_which_articles_are_given_does_not_matter(
    archive: list[Comparable], random: Random
) -> None:
    shuffled = random.sample(archive, len(archive))
    relations = relate(shuffled, [])
    assert [relation.id for relation in relations] == [article.id for article in shuffled]
    assert by_id(relations) == by_id(relate(archive, []))


@settings(deadline=None, max_examples=60)
@given(archives, st.integers(0, 9))
def test_two_batches_place_articles_as_one_does(archive: list[Comparable], cut: int) -> None:
    archive = in_order_of_time(archive)
    first = relate(archive[:cut], [])
    second = relate(archive[cut:], as_held(archive[:cut], first))
    assert first + second == relate(archive, [])


@settings(deadline=None, max_examples=60)
@given(archives, st.integers(0, 150))
def test_an_unrelated_article_changes_nothing_for_the_others(archive: list[Comparable], hours: int) -> None:
    snow = "Neige sur Lyon, trois lignes de tram suspendues, aucun blessé selon la mairie."
    stranger = Comparable(
        "stranger", "https://lyon.example/neige", "Neige", snow, "Lyon", "fr", MIDDAY + timedelta(hours=hours)
    )
    placed = by_id(relate([*archive, stranger], []))
    assert placed.pop("stranger") == Relation("stranger", "stranger")
    assert placed == by_id(relate(archive, []))


@settings(deadline=None, max_examples=60)
@given(archives)
def test_a_copy_belongs_to_its_original_and_a_story_to_its_first_report(archive: list[Comparable]) -> None:
    relations = by_id(relate(archive, []))
    order = {article.id: place for place, article in enumerate(in_order_of_time(archive))}
    for relation in relations.values():
        first = relations[relation.story]
        assert first.story == first.id
        assert first.copy_of is None
        assert order[first.id] <= order[relation.id]
        assert (relation.copy_of is None) == (relation.kind is None)
        if relation.copy_of is not None:
            assert relations[relation.copy_of].copy_of is None
            assert relations[relation.copy_of].story == relation.story
            assert relation.id != relation.story


def test_nothing_new_relates_to_nothing() -> None:
    assert relate([], []) == []


def report(key: str, text: str, day: float, outlet: str = "Wire", named: str = "|") -> Comparable:
    actors, _, places = named.partition("|")
    when = MIDDAY + timedelta(days=day)
    known = frozenset(actors.split()), frozenset(places.split())
    return Comparable(key, f"https://site.example/{key}", text[:30], text, outlet, "en", when, *known)


def test_a_copy_of_an_article_held_takes_its_story_and_names_the_original() -> None:
    held = replace(report("copy", " ".join(SENTENCES[:3]), 0.0), copy_of="original", story="story")
    (placed,) = relate([report("next", " ".join(SENTENCES[:3]), 0.5, "Daily")], [held])
    assert placed == Relation("next", "story", "original", "verbatim", 1.0, "100% of the shorter text shared")


def test_a_late_article_never_moves_one_that_is_held() -> None:
    held = replace(report("held", SENTENCES[0], 1.0), story="held")
    (placed,) = relate([report("late", SENTENCES[0], 0.0, "Daily")], [held])
    assert placed.copy_of == "held"


def test_a_patrol_every_week_and_a_count_every_day_are_stories_of_their_own() -> None:
    patrols = [report(f"patrol{n}", SENTENCES[1], 7.0 * n, f"O{n}", "taf|kobani") for n in range(3)]
    counts = [
        report(
            f"count{n}",
            f"Daily count. {70 + n} trucks came in, {20 + 3 * n} of them with food.",
            n,
            "Line",
            "|m4",
        )
        for n in range(3)
    ]
    placed = relate(
        [replace(p, text=f"{p.text} It was trip {n}.") for n, p in enumerate(patrols)] + counts, []
    )
    assert len({relation.story for relation in placed if relation.id.startswith("count")}) == 3
    assert all(relation.copy_of is None for relation in placed if relation.id.startswith("count"))

"""The laws of placing articles, on small generated archives, and the kinds of day they are kept for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from news.relations import Comparable, Kind, Relation, Tie
from tests.stories.shelves import Shelf, related

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


def copies(relations: Iterable[Relation]) -> dict[str, tuple[str, Kind | None, float]]:
    return {r.id: (r.copy_of, r.kind, r.similarity) for r in relations if r.copy_of is not None}


def by_id(relations: Sequence[Relation]) -> dict[str, Relation]:
    return {relation.id: relation for relation in relations}


@settings(deadline=None, max_examples=60)
@given(archives, st.randoms(use_true_random=False))
def test_the_order_in_which_articles_are_given_does_not_matter(
    archive: list[Comparable], random: Random
) -> None:
    shuffled = random.sample(archive, len(archive))
    relations = related(shuffled)
    assert [relation.id for relation in relations] == [article.id for article in shuffled]
    assert by_id(relations) == by_id(related(archive))


@settings(deadline=None, max_examples=60)
@given(archives, st.lists(st.integers(0, 9), max_size=3))
def test_many_batches_find_the_copies_that_one_does(archive: list[Comparable], cuts: list[int]) -> None:
    # One address is one article: a later batch meets it as a revision, not as another article.
    archive = [replace(article, url=f"https://site.example/{article.id}") for article in archive]
    archive = in_order_of_time(archive)
    shelf = Shelf()
    for start, end in pairwise([0, *sorted(cuts), len(archive)]):
        shelf.place(archive[start:end])
    assert copies(shelf.relations.values()) == copies(related(archive))


@settings(deadline=None, max_examples=60)
@given(archives, st.integers(0, 150))
def test_an_unrelated_article_changes_nothing_for_the_others(archive: list[Comparable], hours: int) -> None:
    snow = "Neige sur Lyon, trois lignes de tram suspendues, aucun blessé selon la mairie."
    stranger = Comparable(
        "stranger", "https://lyon.example/neige", "Neige", snow, "Lyon", "fr", MIDDAY + timedelta(hours=hours)
    )
    placed = by_id(related([*archive, stranger]))
    assert placed.pop("stranger") == Relation("stranger", "stranger")
    assert placed == by_id(related(archive))


@settings(deadline=None, max_examples=60)
@given(archives)
def test_a_copy_belongs_to_its_original_and_a_story_to_its_first_report(archive: list[Comparable]) -> None:
    relations = by_id(related(archive))
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
    assert related([]) == ()


def report(key: str, text: str, day: float, outlet: str = "Wire", named: str = "|") -> Comparable:
    actors, _, places = named.partition("|")
    when = MIDDAY + timedelta(days=day)
    known = frozenset(actors.split()), frozenset(places.split())
    return Comparable(key, f"https://site.example/{key}", text[:30], text, outlet, "en", when, *known)


def test_a_copy_of_a_copy_takes_its_story_and_names_the_original() -> None:
    shelf, text = Shelf(), " ".join(SENTENCES[:3])
    for key, outlet in (("original", "Wire"), ("copy", "Daily")):
        shelf.place([report(key, text, 0.0, outlet)])
    relation = shelf.place_one(report("next", f"{text} So our desk heard.", 0.5, "Globe"))
    assert (relation.story, relation.copy_of, relation.kind) == ("original", "original", Kind.VERBATIM)
    assert relation.reason == "100% of the shorter text shared"
    assert relation.passages == (text.removesuffix("."),)


def test_an_original_that_comes_late_takes_its_place_and_what_was_told_is_noted() -> None:
    shelf, text = Shelf(), " ".join(SENTENCES[:3])
    shelf.place([report("taken", text, 1.0, "Daily", "sdf|kobani")])
    late = shelf.place_one(report("late", text, 0.5, "Wire", "sdf|kobani"))
    assert (late.copy_of, late.story) == (None, "taken"), "a story's id never changes"
    [moved] = shelf.moved
    assert (moved.id, moved.copy_of, moved.kind, moved.story) == ("taken", "late", Kind.VERBATIM, "taken")
    assert moved.reason == "an earlier original came late; 100% of the shorter text shared"
    third = shelf.place_one(report("third", text, 1.5, "Globe"))
    assert third.copy_of == "late"


def test_an_outlet_does_not_overtake_itself() -> None:
    shelf, text = Shelf(), " ".join(SENTENCES[:3])
    shelf.place([report("held", text, 1.0)])
    assert shelf.place_one(report("again", f"{text} And more.", 0.5)).copy_of == "held"
    assert shelf.moved == []


def test_a_story_told_with_the_background_of_another_follows_it() -> None:
    background = (
        "The station lies on land held by Turkish forces and allied factions, while the electricity that "
        "drives it comes from Darbasiyah on the other side, and each blames the other when it stops."
    )
    first = report("first", f"{SENTENCES[3]} {SENTENCES[0]} {background}", 0.0, named="taf|alouk")
    news = " ".join(f"A plough cut the cable {n} times near field {n}." for n in range(9))
    later = report("later", f"{news} {background}", 15.0, named="taf|alouk")
    stranger = report("stranger", f"{news[::-1]} {background}", 15.0, "Daily", named="|lyon")
    shelf = Shelf()
    shelf.place([first])
    [link] = shelf.place_one(later).links
    assert (link.tie, link.story) == (Tie.FOLLOWS, "first")
    assert "words in a row are from “The pumps of the water station”" in link.reason
    assert shelf.place_one(stranger).links == (), "who names nobody and no place of it only shares words"


def test_a_patrol_every_week_and_a_count_every_day_are_stories_of_their_own() -> None:
    patrols = [
        report(f"patrol{n}", f"{SENTENCES[1]} It was trip {n}.", 7.0 * n, f"O{n}", "taf|kobani")
        for n in range(3)
    ]
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
    placed = [relation for relation in related([*patrols, *counts]) if relation.id.startswith("count")]
    assert len({relation.story for relation in placed}) == 3
    assert all(relation.copy_of is None for relation in placed)

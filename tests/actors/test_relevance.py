"""Relevance adds up what an article names."""

from hypothesis import given
from hypothesis import strategies as st

from actors.relevance import relevance
from news.knowledge import Place, Thresholds
from news.records import OnTopic, PlaceMention

PLACES = {
    **{id_: Place(id_, id_.title(), "city", "Idlib", True) for id_ in ("idlib", "ariha", "harem", "azaz")},
    "daraa": Place("daraa", "Daraa", "city", "Daraa", False),
}


def named(*ids: str, start: int = 0) -> list[PlaceMention]:
    return [PlaceMention(id_, start, start + len(id_), id_) for id_ in ids]


def test_a_headline_place_and_its_place_in_the_text_are_enough() -> None:
    assert relevance(named("idlib"), named("idlib"), (), PLACES, Thresholds()).on_topic is OnTopic.YES


def test_many_places_alone_are_marginal() -> None:
    weighed = relevance([], named("idlib", "ariha", "harem", "azaz"), (), PLACES, Thresholds())
    assert weighed.on_topic is OnTopic.MARGINAL


def test_actors_tell_news_from_a_list_of_places() -> None:
    assert relevance([], named("idlib"), ("hts", "sdf"), PLACES, Thresholds()).on_topic is OnTopic.YES


def test_actors_without_a_place_of_the_region_are_off_topic() -> None:
    weighed = relevance([], [], ("hezbollah", "idf", "un"), PLACES, Thresholds())
    assert weighed.on_topic is OnTopic.NO
    assert weighed.reasons == ("actors, and no place of the region: hezbollah, idf, un",)


def test_places_elsewhere_speak_against() -> None:
    north = named("idlib")
    alone = relevance([], north, (), PLACES, Thresholds()).score
    assert relevance([], [*north, *named("daraa")], (), PLACES, Thresholds()).score < alone


def test_the_pack_sets_the_thresholds() -> None:
    strict = Thresholds(marginal=0.9, yes=0.95)
    assert relevance(named("idlib"), named("idlib"), (), PLACES, strict).on_topic is OnTopic.NO


IDS = st.lists(st.sampled_from(sorted(PLACES)), max_size=6)


@given(IDS, IDS, st.sets(st.text(max_size=4), max_size=5))
def test_a_score_lies_between_0_and_1_and_another_northern_place_never_lowers_it(
    title: list[str], text: list[str], actors: set[str]
) -> None:
    score = relevance(named(*title), named(*text), actors, PLACES, Thresholds()).score
    more = relevance(
        named(*title), [*named(*text), *named("azaz", start=900)], actors, PLACES, Thresholds()
    ).score
    assert 0 <= score <= more <= 1

from datetime import UTC, datetime

import pytest

from news.records import Comparable
from stories.evidence import Evidence, chance_of_one_event, evidence_in, likeness, numbers_in, similarity
from stories.fingerprints import folded


def report(text: str, outlet: str = "A", language: str = "en", named: str = "", title: str = "") -> Evidence:
    """Make a report's evidence; `named` lists actors, then places after a bar."""
    actors, _, places = named.partition("|")
    article = Comparable(
        id=outlet,
        url="",
        title=title,
        text=text,
        outlet=outlet,
        language=language,
        published_at=datetime(2024, 3, 5, tzinfo=UTC),
        actors=frozenset(actors.split()),
        places=frozenset(places.split()),
    )
    return evidence_in(folded(article), lambda _: 1)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("14,704 pounds and 14.800", {"14704", "14800"}),
        ("بقوة ٤٫٩ درجات", {"4.9"}),
        ("a 4,9 quake, M4.9", {"4.9"}),
        ("in 2024, 11 men", {"11"}),
        ("no number", set()),
    ],
)
def test_numbers_read_the_same_however_written(text: str, numbers: set[str]) -> None:
    assert numbers <= numbers_in(text)
    assert "2024" not in numbers_in(text)


def test_likeness_of_sets_runs_from_nothing_to_all() -> None:
    assert likeness(set(), {"hts"}) == 0.0
    assert likeness({"hts", "sdf"}, {"hts", "sdf"}) == 1.0
    assert likeness({"hts", "sdf"}, {"hts", "taf"}) == pytest.approx(0.5)


def test_a_word_that_many_reports_hold_says_less() -> None:
    article = Comparable("1", "", "syria crossing", "", "A")
    weights = evidence_in(folded(article), lambda word: 500 if word == "syria" else 2).title
    assert weights["crossing"] > 2 * weights["syria"]


def test_similarity_of_a_text_with_itself_is_one_and_with_an_empty_one_none() -> None:
    one, empty = report("shells fell on the market"), report("")
    assert similarity(one.lead, one.lead) == pytest.approx(1.0)
    assert similarity(one.lead, empty.lead) == 0.0


def test_shared_actors_and_places_join_languages() -> None:
    english = report("Freed on Tuesday.", "A", "en", "sdf levant-front|manbij aoun-al-dadat")
    arabic = report("أفرج عنهم يوم الثلاثاء", "B", "ar", "sdf levant-front|manbij aoun-al-dadat")
    stranger = report("أفرج عنهم يوم الثلاثاء", "B", "ar", "sdf hts mit|idlib ariha")
    assert chance_of_one_event(english, arabic, 0.2) > 0.9
    assert chance_of_one_event(english, stranger, 0.2) < 0.4


def test_days_between_two_reports_speak_against_one_event() -> None:
    one, other = report("Freed.", "A", "en", "sdf|manbij"), report("Freed.", "B", "en", "sdf|manbij")
    near, far = chance_of_one_event(one, other, 0.1), chance_of_one_event(one, other, 3.5)
    assert near > far > chance_of_one_event(one, other, None)


def test_an_outlet_that_prints_the_same_words_every_day_reports_another_event() -> None:
    today = report("Trucks entered through the gate.", "A", title="Daily count")
    assert chance_of_one_event(today, today, 1.0) < 0.1

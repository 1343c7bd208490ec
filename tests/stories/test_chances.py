import pytest

from stories.chances import ONE_LANGUAGE, TWO_LANGUAGES, UNKNOWN_DAYS, chance, likenesses
from tests.stories.reports import report


def alike(
    one: tuple[str, str], other: tuple[str, str], *, named: str = "|", days: float | None = 0.0
) -> dict[str, float]:
    """In what two reports, each of outlet and text, are alike; both name the same, some days apart."""
    first, second = report(one[1], one[0], named=named), report(other[1], other[0], named=named, days=days)
    return likenesses(first, second, lambda _: 1.0)


SHELLS = "Shells fell on the market of Sarmin on Tuesday and killed two people."


def test_one_event_in_one_language_is_told_by_its_words() -> None:
    other = "Two killed on Tuesday as shells hit the market in Sarmin."
    assert chance(alike(("A", SHELLS), ("B", other))) > 0.9
    assert chance(alike(("A", SHELLS), ("B", "Wheat ended the week higher in Chicago."))) < 0.1


def test_an_outlet_that_prints_the_same_words_every_day_reports_another_event() -> None:
    assert chance(alike(("A", SHELLS), ("A", SHELLS), days=1.0)) < 0.1


def test_days_between_two_reports_speak_against_one_event() -> None:
    near, far = (chance(alike(("A", SHELLS), ("B", SHELLS), days=days)) for days in (0.1, 3.5))
    assert near > far > chance(alike(("A", SHELLS), ("B", SHELLS), days=None))
    assert alike(("A", SHELLS), ("B", SHELLS), days=None)["days"] == UNKNOWN_DAYS


def test_shared_actors_places_and_figures_join_languages() -> None:
    english = report("Twelve freed on Tuesday, 12 men in all.", named="sdf levant-front|manbij aoun")
    arabic = report("أفرج عن 12 يوم الثلاثاء", "B", language="ar", named="sdf levant-front|manbij aoun")
    stranger = report("أفرج عن 40 يوم الأحد", "B", language="ar", named="hts|idlib")
    assert chance(likenesses(english, arabic, lambda _: 1.0)) > 0.9
    assert chance(likenesses(english, stranger, lambda _: 1.0)) < 0.2


def test_what_everybody_names_is_weighed_less() -> None:
    english = report("Freed.", named="sdf levant-front|")
    arabic = report("أفرج عنهم", "B", language="ar", named="sdf hts|")
    common = likenesses(english, arabic, lambda name: 0.1 if name == "sdf" else 1.0)["actors"]
    assert common < likenesses(english, arabic, lambda _: 1.0)["actors"]


@pytest.mark.parametrize("weights", [ONE_LANGUAGE, TWO_LANGUAGES])
def test_every_likeness_has_a_weight(weights: dict[str, float]) -> None:
    language = "en" if weights is ONE_LANGUAGE else "ar"
    found = likenesses(report("Freed."), report("Freed.", "B", language=language), lambda _: 1.0)
    assert found.keys() == weights.keys()

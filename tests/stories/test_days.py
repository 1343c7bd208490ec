import pytest

from news.texts import folded_words
from stories.days import weekday_named


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The column left on Monday.", 0),
        ("غادرت القافلة يوم الثلاثاء", 1),
        ("Le convoi est parti mercredi.", 2),
        ("Karwan roja pêncşemê derket.", 3),
        ("Der Konvoi fuhr am Freitag ab.", 4),
        ("Konvoy cumartesi günü yola çıktı.", 5),
        ("وصلت يوم الأحد", 6),
    ],
)
def test_a_weekday_is_the_same_in_every_language(text: str, day: int) -> None:
    assert weekday_named(folded_words(text)) == day


def test_the_day_named_first_is_that_of_the_event() -> None:
    assert weekday_named(folded_words("On Thursday shells fell, as they had on Monday.")) == 3


def test_words_that_only_look_like_a_day_name_none() -> None:
    assert weekday_named(folded_words("Shells fell in the pazar")) is None

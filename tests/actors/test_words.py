"""A text is cut into words that stand where they say."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actors.words import words_of


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("HTŞ'nin üssü", ("HTŞ'nin", "üssü")),
        ("The S.D.F. left.", ("The", "S.D.F.", "left")),
        ("U.S.-led", ("U.S.", "led")),
        ("HTS/SNA", ("HTS", "/", "SNA")),
        ("'HTS'", ("HTS",)),
        ("هـيـئـة تَحرير", ("هـيـئـة", "تَحرير")),
        ("H\u200bTS", ("H\u200bTS",)),
        ("", ()),
    ],
)
def test_words_are_what_readers_take_for_words(text: str, forms: tuple[str, ...]) -> None:
    assert words_of(text).forms == forms


@pytest.mark.parametrize(
    "text", ["Syrian Army", "Syrian\nArmy", "al-Sham", "هيئة «تحرير»", "4. Division", "O. Pedersen"]
)
def test_a_name_may_go_on_over_blanks_hyphens_quotation_marks_and_one_line_end(text: str) -> None:
    assert words_of(text).joined(1)


@pytest.mark.parametrize(
    "text", ["Syrian, Army", "Syrian. Army", "Syrian\n\nArmy", "Syrian (Army", "a" + " " * 20 + "b"]
)
def test_other_punctuation_and_paragraphs_part_names(text: str) -> None:
    assert not words_of(text).joined(1)


@given(st.text(max_size=60))
def test_every_word_stands_where_it_says(text: str) -> None:
    words = words_of(text)
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == list(words.forms)
    assert all(words.joined(i) in (True, False) for i in range(1, len(words)))


def test_a_hostile_text_takes_time_in_proportion_to_its_length() -> None:
    begun = process_time()
    words = words_of("a" + " " * 100_000 + ",b" + "a." * 50_000 + "c'" * 50_000)
    assert not words.joined(1)
    assert process_time() - begun < 5

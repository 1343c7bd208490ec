"""Cleaning, folding, sentences, direction."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.texts import clean, clean_line, fold, fold_word, folded, folded_words, right_to_left, sentence_at

ANY_TEXT = st.text(st.characters(), max_size=200)


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT)
def test_clean_text_holds_nothing_that_hides(text: str) -> None:
    hidden = [c for c in clean(text) if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") and c != "\n"]
    assert hidden == []


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("one\n \n\n two", "one\n\ntwo"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("non\xa0breaking   space\t.", "non breaking space ."),
        ("z" + "\u0301" * 40, "ź" + "\u0301" * 4),
        ("می\u200cروم", "می\u200cروم"),
        ("tag\U000e0041\U000e0042 char", "tag char"),
        ("\ud800 lone", "? lone"),
        ("ﷺ stays one letter", "ﷺ stays one letter"),
    ],
)
def test_what_is_cleaned(given: str, cleaned: str) -> None:
    assert clean(given) == cleaned


def test_a_line_is_one_line() -> None:
    assert clean_line(" a\n b \n\n c") == "a b c"


@settings(max_examples=300)
@given(st.text(st.characters(), min_size=1, max_size=12))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold_word(fold_word(word)) == fold_word(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("İDLİB", "idlib"),
        ("Qamişlo", "qamislo"),
        ("Jаbhаt", "jabhat"),  # with Cyrillic letters
        ("هَيْئَة", "هيئه"),
        ("هـيـئـة", "هيئة"),
        ("إدلب", "ادلب"),
        ("Hayʼat", "hay'at"),
        ("Straße", "strasse"),
        ("ڪوباني", "كوباني"),
        ("so\u00adft", "soft"),
    ],
)
def test_spellings_that_fold_alike(one: str, other: str) -> None:
    assert fold_word(one) == fold_word(other)


def test_russian_stays_russian() -> None:
    assert fold_word("Сирия") == "сирия"


def test_a_text_is_folded_word_by_word() -> None:
    assert fold("Saraqib, İdlib!") == "saraqib, idlib!"
    assert folded_words("Saraqib, İdlib – الشَّام!") == ["saraqib", "idlib", "الشام"]


@given(ANY_TEXT, st.data())
def test_a_sentence_holds_what_it_was_asked_for(text: str, data: st.DataObject) -> None:
    text = text.rstrip()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left, right = sentence_at(text, start, end)
    assert left <= start
    assert end <= right <= len(text)


def test_the_sentence_around_a_name() -> None:
    text = "First one. HTS left Saraqib on Monday. Third one."
    left, right = sentence_at(text, text.index("HTS"), text.index("HTS") + 3)
    assert text[left:right] == "HTS left Saraqib on Monday."


@pytest.mark.parametrize(
    "sentence",
    [
        "U.S. envoy Tom Barrack met Gen. Abdi in Hasakah on Monday.",
        "Ordu, 17. Tümen'in çekildiğini duyurdu.",
        "وصل الوفد إلى القامشلي؟",
        "“They left.” he said of the fighters.",
    ],
)
def test_a_dot_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    text = f"First one. {sentence} Third one."
    last = text.index(sentence) + len(sentence) - 1
    left, right = sentence_at(text, last - 2, last)
    assert text[left:right] == sentence


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("هيئة تحرير الشام HTS", None, True),
        ("HTS (هتش) in Idlib", "ar", False),
        ("2026", "ar", True),
        ("2026", "en", False),
        ("", None, False),
    ],
)
def test_direction_follows_most_letters(text: str, language: str | None, expected: bool) -> None:
    assert right_to_left(text, language) is expected


def test_folded_text_ignores_spelling_and_punctuation() -> None:
    assert folded("İdlib’de: “Çatışma!”") == folded("idlib'de çatışma")

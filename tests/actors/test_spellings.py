"""Spellings of one name are one, and spellings of two names are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actors.spellings import is_article, plain, skeleton


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Hay’at", "hayat"),
        ("Hayʾat", "hayat"),
        ("İŞÇİ", "isci"),
        ("ISIS", "isis"),
        ("S.D.F.", "sdf"),
        ("هَيْئَة", "هييه"),
        ("الإدارة", "الاداره"),
        ("Defence", "defense"),
        ("Organisation", "organization"),
    ],
)
def test_what_readers_do_not_tell_apart_is_folded(word: str, folded: str) -> None:
    assert plain(word) == folded


@pytest.mark.parametrize(
    "spellings",
    [
        [
            ("Hay'at", "en"),
            ("Hayat", "fr"),
            ("Hai'at", "de"),
            ("Hajat", "de"),
            ("Heyet", "tr"),
            ("Хайат", "ru"),
        ],
        [("Sharaa", "en"), ("Chareh", "fr"), ("Scharaa", "de"), ("Şera", "ku"), ("Шараа", "ru")],
        [("Jolani", "en"), ("Joulany", "fr"), ("Dscholani", "de"), ("Colanî", "ku"), ("Джолани", "ru")],
        [("Mazloum", "en"), ("Mazlum", "tr"), ("Mezlûm", "ku"), ("Maslum", "de")],
        [("Ahmed", "en"), ("Ahmet", "tr"), ("Ehmed", "ku"), ("Ахмед", "ru")],
        [("Sharqiya", "en"), ("Charqiya", "fr"), ("Scharkija", "de"), ("Şerqiye", "ku")],
        [("Shaibani", "en"), ("Chaibani", "fr"), ("Şeybani", "tr"), ("Шейбани", "ru")],
        [("مەزڵووم", "ckb"), ("مەزلووم", "ckb")],
    ],
)
def test_transliterations_of_one_name_share_a_skeleton(spellings: list[tuple[str, str]]) -> None:
    assert len({skeleton(word, language) for word, language in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Jolani", "Juliana"), ("Jolani", "Giuliani"), ("Assad", "Essid"), ("Sham", "Shams")]
)
def test_other_names_keep_other_skeletons(one: str, other: str) -> None:
    assert skeleton(one, "en") != skeleton(other, "en")


@pytest.mark.parametrize(
    ("word", "following", "language"),
    [
        ("al", "Sham", "en"),
        ("El", "Sham", "en"),
        ("ash", "Sham", "en"),
        ("asch", "Scham", "de"),
        ("eş", "Şam", "tr"),
        ("ech", "Cham", "fr"),
        ("at", "Tawhid", "en"),
        ("аль", "Шам", "ru"),
        ("аш", "Шам", "ru"),
    ],
)
def test_an_article_is_known_assimilated_or_not(word: str, following: str, language: str) -> None:
    assert is_article(word, following, language)


@pytest.mark.parametrize(
    ("word", "following"), [("at", "Sham"), ("the", "Sham"), ("a", "sham"), ("في", "الشام")]
)
def test_other_small_words_are_no_articles(word: str, following: str) -> None:
    assert not is_article(word, following, "en")


@given(st.text(max_size=20), st.sampled_from([None, "en", "de", "tr", "ku", "ckb", "ru"]))
def test_any_string_has_a_spelling(word: str, language: str | None) -> None:
    assert plain(word) == plain(word.replace("’", "'"))
    assert isinstance(skeleton(word, language), str)
    assert isinstance(is_article(word, word, language), bool)


@given(st.text(st.characters(min_codepoint=0x621, max_codepoint=0x64A), min_size=1, max_size=12))
def test_arabic_script_is_never_latinised(word: str) -> None:
    assert not any("a" <= char <= "z" for char in plain(word) + skeleton(word, "ar"))

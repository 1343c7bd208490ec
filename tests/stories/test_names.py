import pytest

from stories.names import names, sounds


def test_names_stand_inside_sentences_with_a_capital() -> None:
    text = "Shells fell on Sarmin, said Abdi. Nobody in Ankara answered; Tuesday was quiet"
    assert names(text) == {"sarmin", "abdi", "ankara", "tuesday"}


def test_scripts_without_capitals_mark_no_names() -> None:
    assert names("قصف مدفعي استهدف سوق سرمين") == frozenset()


@pytest.mark.parametrize(
    ("arabic", "latin", "language"),
    [
        ("سرمين", "Sarmin", "en"),
        ("مظلوم", "Mazloum", "en"),
        ("كوباني", "Kobani", "de"),
        ("شيخ مقصود", "Sheikh Maqsoud", "fr"),
        ("تشرين", "Tişrîn", "ku"),
        ("جنديرس", "Cinderes", "tr"),
        ("جنديرس", "Jindires", "en"),
        ("والحسكة", "Hasakah", "en"),
        ("خابور", "Xabûr", "ku"),
    ],
)
def test_a_name_sounds_alike_in_two_scripts(arabic: str, latin: str, language: str) -> None:
    assert sounds(arabic, "ar") & sounds(latin, language)


def test_different_names_sound_different() -> None:
    assert not sounds("سرمين", "ar") & sounds("Nayrab Saraqib Kafranbel", "en")


def test_what_has_too_few_consonants_is_no_name() -> None:
    assert sounds("Ali Bab Idlib", "en") == {"dlb"}

"""Languages of northern Syria's news, told apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.languages import detect

SENTENCES = {
    "en": "Two civilians were wounded when shells fell on a village north of Raqqa on Monday.",
    "ar": "أصيب مدنيان بجروح جراء سقوط قذائف على قرية شمالي الرقة يوم الإثنين.",
    "tr": "Pazartesi günü Rakka’nın kuzeyindeki bir köye düşen mermiler iki sivili yaraladı.",
    "ku": "Roja duşemê li gundekî bakurê Reqayê topbaran çêbû û du kesên sivîl birîndar bûn.",
    "ckb": "ڕۆژی دووشەممە دوو هاووڵاتی مەدەنی لە گوندێکی باکووری ڕەققە بریندار بوون.",
    "fa": "روز دوشنبه دو غیرنظامی بر اثر اصابت گلوله به روستایی در شمال رقه زخمی شدند.",
    "fr": "Deux civils ont été blessés lundi par la chute d’obus sur un village au nord de Raqqa.",
    "de": "Zwei Zivilisten wurden am Montag verletzt, als Granaten ein Dorf nördlich von Rakka trafen.",
    "es": "Dos civiles resultaron heridos el lunes al caer proyectiles sobre una aldea al norte de Raqa.",
    "ru": "Двое мирных жителей были ранены в понедельник при обстреле деревни к северу от Ракки.",
    "he": "שני אזרחים נפצעו ביום שני כאשר פגזים נפלו על כפר מצפון לא-רקה.",
    "hy": "Երկու խաղաղ բնակիչ վիրավորվել է երկուշաբթի օրը գյուղի գնդակոծությունից։",
    "el": "Δύο άμαχοι τραυματίστηκαν τη Δευτέρα από οβίδες σε χωριό βόρεια της Ράκα.",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_a_sentence_shows_its_language(language: str, sentence: str) -> None:
    assert detect(sentence) == language


@pytest.mark.parametrize("language", ["ku", "tr"])
def test_kurmanji_and_turkish_are_told_apart_however_short(language: str) -> None:
    short = {"ku": "Şervan li gundê Tişrînê ne", "tr": "Tişrin köyünde çatışma çıktı"}
    assert detect(short[language]) == language


@pytest.mark.parametrize(
    ("hint", "language"), [("en-US", "en"), ("KMR", "ku"), ("ar_SY", "ar"), (None, None), ("x!", None)]
)
def test_a_text_too_short_to_tell_is_what_the_page_says(hint: str | None, language: str | None) -> None:
    assert detect("HTS 2024", hint) == language


def test_a_hint_does_not_outweigh_a_text() -> None:
    assert detect(SENTENCES["ar"], "en-US") == "ar"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_a_code_or_none(text: str) -> None:
    assert detect(text) is None or 2 <= len(detect(text) or "") <= 3

"""Languages of northern Syria's news and of its neighbours, told apart."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.languages import code_of, detect
from tests.scrapers.sentences import SENTENCES

CASES = [(language, sentence) for language, sentences in SENTENCES.items() for sentence in sentences]


@pytest.mark.parametrize(("language", "sentence"), CASES)
def test_a_sentence_shows_its_language(language: str, sentence: str) -> None:
    assert detect(sentence) == language


@pytest.mark.parametrize(("language", "sentences"), SENTENCES.items())
def test_an_article_shows_its_language(language: str, sentences: tuple[str, ...]) -> None:
    assert detect("\n".join(sentences * 20)) == language


@pytest.mark.parametrize("language", ["ku", "tr"])
def test_kurmanji_and_turkish_are_told_apart_however_short(language: str) -> None:
    short = {"ku": "Şervan li gundê Tişrînê ne", "tr": "Tişrin köyünde çatışma çıktı"}
    assert detect(short[language]) == language


@pytest.mark.parametrize("language", ["en", "tr", "ku", "fr", "de", "ru"])
def test_headlines_in_capitals_show_their_language(language: str) -> None:
    headline = SENTENCES[language][1]
    assert detect(headline.upper()) == detect(headline.title()) == language


def test_syriac_is_known_by_its_alphabet() -> None:
    assert detect("ܩܪܝܬܐ ܕܚܒܘܪ ܩܒܠܬ ܡܝܐ ܝܘܡܢܐ") == "syr"


@pytest.mark.parametrize(
    ("hint", "language"), [("en-US", "en"), ("KMR", "ku"), ("ar_SY", "ar"), (None, None), ("x!", None)]
)
def test_a_text_too_short_to_tell_is_what_the_page_says(hint: str | None, language: str | None) -> None:
    assert detect("HTS 2024", hint) == language
    assert detect("", hint) == language


@pytest.mark.parametrize("hint", ["en-US", "tr", "fa", "ckb", "xx", None])
def test_a_hint_does_not_outweigh_a_text(hint: str | None) -> None:
    for language in ("ar", "ckb", "en", "fr", "ku", "tr"):
        assert detect(SENTENCES[language][0], hint) == language


def test_a_hint_decides_where_a_text_is_all_names() -> None:
    names = "Mazloum Abdi, Farhad Shami, Manbij"
    assert (detect(names, "en"), detect(names, "de"), detect(names, "tr")) == ("en", "de", "tr")


def test_a_foreign_beginning_does_not_make_an_article_foreign() -> None:
    article = " ".join(SENTENCES["ar"])
    assert detect("Syrian Democratic Forces (SDF), Reuters: " + article) == "ar"
    assert detect(" ".join(SENTENCES["en"][:2]) + "\n" + article * 3) == "ar"


def test_addresses_and_direction_marks_say_nothing() -> None:
    sentence = SENTENCES["ckb"][2]
    assert detect(f"\u202b{sentence}\u202c https://news.example/english/world/the-latest-report") == "ckb"
    marked = " ".join(f"\u200f{word}\u200e" for word in SENTENCES["en"][1].split())
    assert detect(marked) == "en"
    assert detect("https://news.example/world/report @newsroom", "ar") == "ar"


@pytest.mark.parametrize(
    "run", ["a", " ", "ـ", "\u200f", "ب ", "é", "a\u0301", "@", "://", "漢", "\ud800", "😀"]
)
def test_a_text_of_any_length_is_judged_at_once(run: str) -> None:
    before = process_time()
    detect(run * 5_000_000)
    assert process_time() - before < 0.5  # 0.001 on an idle machine; whole, 10 MB would take seconds


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["ar-SY", "de", "zz", "", None]))
def test_any_text_has_a_code_or_none(text: str, hint: str | None) -> None:
    assert (language := detect(text, hint)) is None or 2 <= len(language) <= 3


@pytest.mark.parametrize(
    ("tag", "code"),
    [("ckb-IQ", "ckb"), ("kur", "ku"), ("fas", "fa"), ("nb_NO", "no"), ("", None), ("e", None)],
)
def test_a_tag_means_a_code(tag: str, code: str | None) -> None:
    assert code_of(tag) == code

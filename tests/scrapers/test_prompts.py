"""Prompts known by the fields of their words, and sentences of articles that use such words."""

import time

import pytest

from news.knowledge import LineRule
from packs.loader import find_pack, load_pack
from scrapers import prompts

KNOWN = prompts.known_fields(load_pack(find_pack("northern-syria")).line_rules)

PROMPTS = [
    ("en", "The last pages of this story are kept for our paying members."),
    ("en", "With a reader pass you can open the remaining six paragraphs."),
    ("de", "Die restlichen Absätze sehen nur angemeldete Mitglieder."),
    ("fr", "Les derniers paragraphes de ce récit sont réservés à nos abonnés."),
    ("tr", "Bu dosyanın kalan bölümü yalnızca üyelerimize görünür."),
    ("ar", "بقية هذا الحوار متاحة لمن لديه عضوية فقط"),
    ("ku", "Tenê abone dikarin dûmahiya vê gotarê bixwînin."),
]
SENTENCES = [
    ("en", "Members of the council said the full report would be open only to registered families."),
    ("en", "The price of bread rose to 20 dollars a month for every family."),
    ("de", "Die Mitglieder des Rates sagten, der ganze Bericht bleibe unter Verschluss."),
    ("fr", "Selon le comité, la suite du récit a été confiée aux abonnés de la société de change."),
    ("tr", "Meclis üyeleri raporun tamamını yalnızca valiye sunduklarını bildirdi."),
    ("ar", "وقال أعضاء المجلس إن بقية التقرير متاحة للمحافظ فقط"),
    ("ku", "Endamên komîteyê gotin ku dûmahiya raportê tenê ji bo şaredariyê ye."),
]


@pytest.mark.parametrize(("language", "line"), PROMPTS)
def test_a_line_in_which_fields_meet_is_a_prompt(language: str, line: str) -> None:
    fields = prompts.fields_of(line, KNOWN, language)
    assert prompts.is_plain_prompt(fields)
    assert not prompts.can_be_article(line, fields, apart=False)


@pytest.mark.parametrize(("language", "line"), SENTENCES)
def test_what_an_article_tells_of_members_and_reports_is_none(language: str, line: str) -> None:
    fields = prompts.fields_of(line, KNOWN, language)
    assert not prompts.is_plain_prompt(fields) or prompts.can_be_article(line, fields, apart=False)


@pytest.mark.parametrize(
    "line",
    [
        "Thank you for reading: our members make this story possible for $4 a month.",
        "Sign up and get our newsletter with the full stories of the day.",
        "Log in to read all comments on this article.",
        "Listen to the full interview in our members’ podcast.",
    ],
)
def test_what_readers_are_asked_for_under_whole_texts_is_none(line: str) -> None:
    fields = prompts.fields_of(line, KNOWN, "en")
    assert not prompts.is_prompt(fields)
    assert not prompts.is_offer(fields)


def test_english_is_known_on_pages_of_any_language_and_others_on_their_own() -> None:
    assert "field_go" in prompts.fields_of("Continue with an account", KNOWN, "ar")
    assert "field_reader" not in prompts.fields_of("Tenê ji bo endaman", KNOWN, "de")
    assert prompts.fields_of("Только для подписчиков", KNOWN, "ru") == prompts.NONE


def test_a_word_counts_from_its_beginning_and_arabic_ones_behind_what_is_written_with_them() -> None:
    rules = [LineRule("field_go", word, language=at) for word, at in (("rest", "en"), ("بقية", "ar"))]
    known = prompts.known_fields(rules)
    assert prompts.fields_of("The rest", known, "en") == {"field_go"}
    assert prompts.fields_of("The forest", known, "en") == prompts.NONE
    assert prompts.fields_of("ولبقية النص", known, "ar") == {"field_go"}


def test_a_sign_for_the_beginning_fits_that_of_each_sentence() -> None:
    known = prompts.known_fields([LineRule("field_asks", "^join", language="en")])
    assert prompts.fields_of("Curious? Join us", known, "en") == {"field_asks"}
    assert prompts.fields_of("They join us", known, "en") == prompts.NONE


@pytest.mark.parametrize("bait", ["a", "ا", "sign ", "full story ", "ve ", "12 "])
def test_long_lines_are_read_in_good_time(bait: str) -> None:
    start = time.process_time()
    for language in KNOWN:
        prompts.fields_of(bait * 2_000, KNOWN, language)
    assert time.process_time() - start < 5

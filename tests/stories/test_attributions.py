"""Attributions by a table of invented sentences, with the sources that the pack knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.knowledge import Source
from packs.loader import find_pack, load_pack
from stories.attributions import Strength, attributions
from stories.namings import Index, index_of
from tests.stories.attributed import MISSED, SENTENCES

REUTERS = index_of((Source("reuters", "Reuters", ("Reuters",), agency=True),))


@pytest.fixture(scope="module")
def index() -> Index:
    return index_of(load_pack(find_pack("northern-syria")).sources)


def found(sentence: str, language: str, index: Index) -> set[str]:
    """Return whom a sentence attributes to; what ends without a full stop is a title."""
    title, text = ("", sentence) if sentence.endswith(".") else (sentence, "")
    return {each.source.id for each in attributions(title, text, language, index)}


@pytest.mark.parametrize(("language", "sentence", "source"), SENTENCES)
def test_a_sentence_attributes_to_whom_it_says(
    language: str, sentence: str, source: str, index: Index
) -> None:
    assert found(sentence, language, index) == set(source.split())


def test_what_is_not_seen_is_known() -> None:
    assert len(SENTENCES) >= 160
    assert len(MISSED) <= 0.03 * sum(bool(source) for _, _, source in SENTENCES)


@pytest.mark.parametrize(("language", "sentence", "source"), MISSED)
def test_what_is_missed_is_not_taken_for_another(
    language: str, sentence: str, source: str, index: Index
) -> None:
    assert found(sentence, language, index) <= {source}


def test_every_language_holds_both_kinds() -> None:
    kinds = {(language, bool(source)) for language, _, source in SENTENCES}
    assert kinds == {(code, kind) for code in ("en", "ar", "tr", "ku", "fr", "de") for kind in (True, False)}


def test_a_language_that_is_not_known_is_read_with_all_cues(index: Index) -> None:
    assert found("Laut dpa wurden zwei Menschen getötet.", "xx", index) == {"dpa"}


def test_an_acronym_counts_in_its_own_letters_only() -> None:
    acronyms = index_of((Source("aa", "AA", ("AA",)), Source("ap", "AP", ("AP",))))
    assert found("The road is open, according to AA.", "en", acronyms) == {"aa"}
    assert found("The road is open, according to Aa.", "en", acronyms) == set()
    assert found("The road is open, according to AAP.", "en", acronyms) == set()


def test_a_name_with_capitals_is_no_everyday_word() -> None:
    paper = index_of((Source("the-national", "The National", ("The National",)),))
    assert found("The road is open, according to The National.", "en", paper) == {"the-national"}
    assert found("Rents rose, according to the national average.", "en", paper) == set()
    assert found("He told the National Assembly that rents rose.", "en", paper) == set()


def test_sentences_are_counted_without_headings_and_datelines() -> None:
    text = "Home > World\n\nHASAKAH\n\nTwo lorries burnt on the road to the dam. Reuters reported two dead."
    (told,) = attributions("Lorries burnt", text, "en", REUTERS)
    assert (told.sentence, told.strength, told.evidence) == (
        1,
        Strength.REPORTED,
        "Reuters reported two dead.",
    )


def test_a_title_comes_before_the_first_sentence() -> None:
    (told,) = attributions("Reuters: lorries burnt near dam", "", "en", REUTERS)
    assert told.sentence == -1


def test_what_was_told_is_weaker_than_what_was_reported() -> None:
    (told,) = attributions("", "“The road is open,” the mayor told Reuters.", "en", REUTERS)
    assert told.strength is Strength.TOLD


SCRAPS = (
    "Reuters",
    "said",
    "told",
    ". ",
    "\n",
    ": ",
    "(",
    ")",
    "’s",
    " - ",
    "according to",
    "ل",
    "وقالت ",
    "رويترز",
    "!",
)


@given(st.lists(st.sampled_from(SCRAPS) | st.text(max_size=3), max_size=30).map(" ".join))
def test_every_attribution_shows_a_sentence_that_names_its_source(text: str) -> None:
    for told in attributions("", text, "en", REUTERS):
        assert "Reuters" in told.evidence
        assert told.evidence in text

import pytest

from stories.evidence import FEW, Vocabulary, likeness, mark, numbers_in, similarity, terms_of, words_of
from stories.fingerprints import folded
from tests.stories.reports import article, report


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("14,704 pounds and 14.800", {"14704", "14800"}),
        ("بقوة ٤٫٩ درجات", {"4.9"}),
        ("a 4,9 quake, M4.9", {"4.9"}),
        ("in 2024, 11 men", {"11"}),
        ("open from 8:00 to 17:30, 40 trucks", {"40"}),
        ("no number", set()),
    ],
)
def test_numbers_read_the_same_however_written(text: str, numbers: set[str]) -> None:
    assert numbers_in(text).keys() == numbers


def test_a_number_comes_with_what_it_counts() -> None:
    assert numbers_in("3 wounded, then 3 dead; 40, and ٤٢ شاحنة") == {
        "3": "3 wounded",
        "40": "",
        "42": "42 شاحنة",
    }


def test_likeness_of_sets_runs_from_nothing_to_all() -> None:
    def alike(one: set[str], other: set[str]) -> float:
        return likeness(one, other, lambda _: 1.0)

    assert alike(set(), {"hts"}) == 0.0
    assert alike({"hts", "sdf"}, {"hts", "sdf"}) == pytest.approx(1.0)
    assert alike({"hts", "sdf"}, {"hts", "taf"}) == pytest.approx(0.5)


def test_a_word_that_many_reports_hold_says_less() -> None:
    vocabulary = Vocabulary()
    for n in range(500):
        vocabulary.tell(words_of(folded(article("Syria", str(n)))).terms)
    common, rare = report("Syria", vocabulary=vocabulary), report("crossing", vocabulary=vocabulary)
    both = report("Syria crossing", vocabulary=vocabulary)
    assert similarity(both.body, rare.body) > 2 * similarity(both.body, common.body)


def test_where_few_reports_are_known_one_more_changes_nothing() -> None:
    vocabulary = Vocabulary()
    before = vocabulary.rarity(7)
    vocabulary.tell(frozenset({8}))
    assert vocabulary.rarity(7) == before
    for _ in range(FEW):
        vocabulary.tell(frozenset({8}))
    assert vocabulary.rarity(7) > before
    assert vocabulary.rarity(8) == 0.0


def test_similarity_of_a_text_with_itself_is_one_and_with_an_empty_one_none() -> None:
    one, empty = report("shells fell on the market"), report("")
    assert similarity(one.lead, one.lead) == pytest.approx(1.0)
    assert similarity(one.lead, empty.lead) == 0.0


def test_spellings_of_a_name_are_one_word() -> None:
    one, other = report("Saraqib"), report("Saraqeb")
    assert similarity(one.body, other.body) == pytest.approx(1.0)
    assert similarity(report("بالسوق").body, report("السوق").body) == pytest.approx(1.0)


def test_a_report_is_found_by_all_that_it_names() -> None:
    made = article("قصف سرمين", named="taf|sarmin")
    terms = words_of(folded(made)).terms
    assert {mark("taf"), mark("sarmin")} <= terms
    assert terms == terms_of(report("قصف سرمين", named="taf|sarmin"))

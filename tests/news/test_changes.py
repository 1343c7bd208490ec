from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.changes import Change, Changes, Kind, changes


@dataclass(frozen=True)
class Version:
    title: str
    text: str


def version(*paragraphs: str, title: str = "A headline") -> Version:
    return Version(title, "\n\n".join(paragraphs))


def named(before: str, after: str) -> list[tuple[Kind, str, str]]:
    return [(each.kind, each.before, each.after) for each in changes(version(before), version(after)).named]


TALKS = "The talks with the elders lasted until the evening, a mediator said."
ROAD = "The road to Manbij stayed closed, and lorries waited at the bridge."
MARKET = "Shells fell on the market of Sarmin and killed three people on Tuesday, rescuers said."


@pytest.mark.parametrize(
    ("sentence", "was", "became"),
    [
        ("At least {} killed.", "3 people were", "5 people were"),
        ("The shells killed {}.", "three people", "5 people"),
        ("The talks lasted {}.", "three hours", "more than four hours"),
        ("In the raid {} killed.", "one soldier was", "two soldiers were"),
        ("The shell killed {} Ariha.", "a man in", "two men in"),
        ("Among the dead was a {} seller of herbs.", "62-year-old", "seven-year-old"),
        ("He said {} the camp.", "900 families left", "1,200 families left"),
        ("The quake of magnitude {}.", "4.9 was felt", "5.1 was felt"),
        ("Prices of bread rose by {} the town.", "5% in", "15% in"),
        ("The crossing opens on {}.", "17 March", "18 March"),
        ("The dam was built in {} state.", "1991 by the", "1999 by the"),
        ("The first round {}.", "fell at 9:50", "fell at 9:55"),
        ("أسفر القصف عن مقتل {}.", "ثلاثة مدنيين", "خمسة مدنيين"),
        ("أسفر القصف عن {}.", "٣ قتلى", "١١ قتيلاً"),
        ("بلغ عدد {}.", "الشاحنات سبع عشرة", "الشاحنات إحدى وعشرين"),
        ("وصلت إلى المدينة {}.", "عشرون شاحنة", "25 شاحنة"),
        ("Saldırıda {} kaybetti.", "üç kişi hayatını", "dört kişi hayatını"),
        ("Patlamada {} gece zarar gördü.", "3 bin 500 ev bu", "4 bin ev bu"),
        ("Di êrîşê de {} kuştin.", "sê kes hatin", "pênc kes hatin"),
        ("Tenê {} bajêr dixebitin.", "11 bîr li", "13 bîr li"),
        ("Le tir a tué {} la nuit.", "trois civils dans", "quatre-vingts civils dans"),
        ("La frappe a tué {} soir.", "un civil hier", "deux civils hier"),
        ("Bei dem Angriff wurden {}.", "drei Menschen getötet", "einundzwanzig Menschen getötet"),
    ],
)
def test_a_figure_that_changed_is_named_with_what_it_counts(sentence: str, was: str, became: str) -> None:
    assert named(sentence.format(was), sentence.format(became)) == [(Kind.FIGURE, was, became)]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("Shells killed three people.", "Shells killed 3 people.", Kind.TYPOGRAPHY),
        ("سقط ٣ قتلى في المدينة.", "سقط 3 قتلى في المدينة.", Kind.TYPOGRAPHY),
        ("سقط ثلاثة قتلى في المدينة.", "سقط ٣ قتلى في المدينة.", Kind.TYPOGRAPHY),
        ('"We left", she said.', "“We left,” she said.", Kind.TYPOGRAPHY),
        ("About 1,200 families left.", "About 1 200 families left.", Kind.TYPOGRAPHY),
        ("The shells killed 3 and wounded 9.", "The shells wounded 9 and killed 3.", Kind.REWORDED),
        ("They met 3 soldiers and 9 civilians.", "They met 9 civilians and 3 soldiers.", Kind.REWORDED),
        ("Seven were wounded, two of them badly.", "Six are in hospital, two of them badly.", Kind.REWORDED),
        ("Three soldiers left the village by road.", "Five farmers left the village by road.", Kind.REWORDED),
        ("They left Ariha on Monday in a convoy.", "They left Ariha on Tuesday in a convoy.", Kind.REWORDED),
        ("One of them spoke to the agency today.", "Some of them spoke to the agency today.", Kind.REWORDED),
        ("Prices rose by 5% in the city.", "Prices rose by 5 $ in the city.", Kind.REWORDED),
        ("قال أحد السكان إن الطريق مغلق.", "قال بعض السكان إن الطريق مغلق.", Kind.REWORDED),
    ],
)  # fmt: skip
def test_look_alikes_of_a_changed_figure_are_none(before: str, after: str, kind: Kind) -> None:
    assert named(before, after) == [(kind, before, after)]


def test_a_reworded_paragraph_says_how_much_of_it_stayed() -> None:
    before, after = "One two three words stayed here.", "One two three words stood here."
    (change,) = changes(version(before), version(after)).named
    assert change == Change(Kind.REWORDED, before, after, 5 / 6)


def test_a_sentence_may_change_beside_a_figure() -> None:
    before = "At least 31 people were hurt, the rescuers said. No deaths had been reported."
    after = "At least 44 people were hurt, the rescuers said. An old man died of a heart attack."
    found = changes(version(before), version(after)).named
    assert [each.kind for each in found] == [Kind.FIGURE, Kind.REWORDED]


def test_changes_are_told_by_their_weight() -> None:
    old = version(ROAD, MARKET, "It rained: badly.", title="Two dead in Sarmin")
    new = version(
        "It rained; badly.",
        MARKET.replace("three", "five"),
        TALKS,
        "Correction: the town is Sarmin.",
        title="Five dead in Sarmin",
    )
    assert [each.kind for each in changes(old, new).named] == [
        Kind.HEADLINE,
        Kind.FIGURE,
        Kind.FIGURE,
        Kind.CORRECTION,
        Kind.REMOVED,
        Kind.ADDED,
        Kind.TYPOGRAPHY,
    ]


def test_a_headline_that_only_spells_itself_otherwise_is_no_news() -> None:
    old, new = version(MARKET, title="Three killed in Sarmin"), version(MARKET, title="3 killed in Sarmin")
    assert [each.kind for each in changes(old, new).named] == [Kind.TYPOGRAPHY]


def test_a_headline_may_bear_the_notice() -> None:
    old = version(MARKET, title="Shelling hits Sarmin")
    new = version(MARKET, title="UPDATE 1-Shelling hits Sarmin")
    assert [each.kind for each in changes(old, new).named] == [Kind.HEADLINE, Kind.UPDATE]


def test_a_notice_that_stood_there_before_is_none_again() -> None:
    old = version("Correction: the town is Ariha, not Binnish, and the day was a Monday.")
    new = version("Correction: the town is Ariha, not Binnish, and the day was a Sunday.")
    assert [each.kind for each in changes(old, new).named] == [Kind.REWORDED]


def test_a_notice_put_into_a_paragraph_is_told_apart_from_it() -> None:
    new = f"{MARKET} Correction: the shells came from the west."
    assert named(MARKET, new)[0] == (Kind.CORRECTION, "", "Correction: the shells came from the west.")


def test_a_text_of_which_hardly_anything_is_left_is_retracted() -> None:
    old, new = version(MARKET, ROAD, TALKS, MARKET), version("The page is empty.")
    found = changes(old, new).named[0]
    assert (found.kind, found.before, found.after) == (Kind.RETRACTION, old.text, new.text)
    told = changes(old, version("This story has been withdrawn.")).named
    assert [each.after for each in told if each.kind is Kind.RETRACTION] == ["This story has been withdrawn."]
    assert Kind.RETRACTION not in [each.kind for each in changes(old, version(MARKET)).named]


def test_a_paragraph_that_moved_stayed() -> None:
    found = changes(version(TALKS, ROAD, MARKET), version(MARKET, TALKS, ROAD))
    assert found == Changes((), (), kept=3)


def test_lines_tell_what_went_and_came_where_it_stood() -> None:
    old = version("First.", "Second thing of the day.", "Third.", "Gone.")
    new = version("First.", "Second thing of the night.", "Third.", "New.")
    found = changes(old, new)
    assert found.lines == (
        ("-", "Second thing of the day."),
        ("+", "Second thing of the night."),
        ("+", "New."),
        ("-", "Gone."),
    )
    assert (found.kept, found.reworded, found.removed, found.added) == (2, 1, 1, 1)


def test_a_paragraph_that_has_grown_is_the_same_paragraph() -> None:
    grown = f"{TALKS} Nobody from the council of the town came, although it had been asked to in a letter."
    assert changes(version(TALKS), version(grown)).reworded == 1


SOME_WORDS = "the shells killed wounded three 3 5 five people of a town on road. Update: %"
WORDS = st.sampled_from(SOME_WORDS.split())
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), max_size=6)
TITLES = st.lists(WORDS, max_size=5).map(" ".join)
VERSIONS = st.builds(lambda title, paragraphs: version(*paragraphs, title=title), TITLES, PARAGRAPHS)


@given(VERSIONS)
def test_what_did_not_change_has_no_changes(one: Version) -> None:
    assert changes(one, one) == Changes((), (), kept=one.text.count("\n\n") + bool(one.text))


@given(VERSIONS, VERSIONS)
def test_every_paragraph_stays_goes_comes_or_changes(old: Version, new: Version) -> None:
    found = changes(old, new)
    assert found.kept + found.removed + found.reworded == len([p for p in old.text.split("\n\n") if p])
    assert found.kept + found.added + found.reworded == len([p for p in new.text.split("\n\n") if p])


@given(VERSIONS, VERSIONS)
def test_what_was_added_is_removed_the_other_way_round(old: Version, new: Version) -> None:
    there, back = changes(old, new), changes(new, old)
    assert (there.removed, there.added, there.kept) == (back.added, back.removed, back.kept)
    assert sorted((c.before, c.after) for c in there.named if c.kind is Kind.FIGURE) == sorted(
        (c.after, c.before) for c in back.named if c.kind is Kind.FIGURE
    )


def test_a_page_that_repeats_itself_without_end_is_compared_at_once() -> None:
    found = changes(version("again " * 3000), version("again more " * 1500))
    assert [each.kind for each in found.named] == [Kind.REWORDED]

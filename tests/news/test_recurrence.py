from hypothesis import given
from hypothesis import strategies as st

from news.records import Removed
from news.recurrence import RECURRING, Standing, is_rare, lines_to_judge, recurs, standing, without
from news.texts import line_id

PARAGRAPH = (
    "Lorries with flour crossed the bridge at dawn, and by noon the bakers of three towns had bread to sell."
)
HOUSE = "We write the names of villages as those who live there say them."

counts = st.integers(1, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def test_a_line_is_judged_sooner_where_nearly_every_story_bears_it() -> None:
    fewest = {of: min(n for n in range(of + 1) if recurs(n, of)) for of in (3, 5, 6, 8, 20, 50)}
    assert fewest == {3: 3, 5: 3, 6: 4, 8: 5, 20: 9, 50: 18}
    assert not recurs(2, 2)
    assert [is_rare(n, 50) for n in (0, 1, 7, 8)] == [True, True, True, False]


@given(counts)
def test_no_line_recurs_and_is_rare(count: tuple[int, int]) -> None:
    assert not (recurs(*count) and is_rare(*count))


@given(counts)
def test_one_story_more_never_makes_a_line_article(count: tuple[int, int]) -> None:
    stories, of = count
    if recurs(stories, of):
        assert recurs(stories + 1, of + 1)
    if is_rare(stories, of):
        assert is_rare(stories, of + 1)


@given(st.sampled_from([None, *Standing]), counts, st.booleans())
def test_judging_twice_is_judging_once(
    before: Standing | None, count: tuple[int, int], seen_now: bool
) -> None:
    once = standing(before, *count, seen_now=seen_now)
    assert standing(once, *count, seen_now=seen_now) is once


def test_between_sure_and_surely_not_all_stays_as_it_was() -> None:
    befores = (None, *Standing)
    assert [standing(before, 10, 50, seen_now=True) for before in befores] == [None, *Standing]
    assert standing(Standing.BOILERPLATE, 3, 50, seen_now=True) is Standing.RARE
    assert standing(Standing.BOILERPLATE, 3, 50, seen_now=False) is Standing.BOILERPLATE
    assert standing(Standing.RARE, 30, 50, seen_now=True) is Standing.BOILERPLATE
    assert standing(None, 3, 50, seen_now=True) is None


def test_what_the_operator_said_stands() -> None:
    assert standing(Standing.KEPT, 50, 50, seen_now=True) is Standing.KEPT


def test_datelines_names_and_headings_are_not_judged() -> None:
    above = ("الحسكة – نافذة الخابور", "Hasakah, north-east Syria – Courier", "By Our Correspondent in Raqqa")
    text = "\n\n".join([*above, PARAGRAPH, "What comes next", HOUSE])
    assert lines_to_judge(text) == {line_id(PARAGRAPH): PARAGRAPH, line_id(HOUSE): HOUSE}


def test_what_was_removed_as_recurring_still_counts_and_nothing_else_that_was() -> None:
    removed = (Removed("share_buttons", "Tell it to your friends now"), Removed(RECURRING, HOUSE))
    assert lines_to_judge(PARAGRAPH, removed) == {line_id(HOUSE): HOUSE, line_id(PARAGRAPH): PARAGRAPH}


def test_a_text_without_its_recurring_lines() -> None:
    text = f"{PARAGRAPH}\n\n{HOUSE}"
    assert without(text, {line_id(HOUSE.upper())}) == (PARAGRAPH, (Removed(RECURRING, HOUSE),))
    assert without(text, set()) == (text, ())
    assert without(HOUSE, {line_id(HOUSE)}) == (HOUSE, ())


@given(st.lists(st.sampled_from([PARAGRAPH, HOUSE, "A third line."]), min_size=1, max_size=6), st.booleans())
def test_taking_out_twice_is_taking_out_once_and_no_line_is_lost(lines: list[str], both: bool) -> None:
    recurring = {line_id(HOUSE), *([line_id(PARAGRAPH)] if both else [])}
    text, removed = without("\n\n".join(lines), recurring)
    assert without(text, recurring) == (text, ())
    assert sorted([*text.split("\n\n"), *(line.text for line in removed)]) == sorted(lines)

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.records import Access, Article, Outcome, Removed
from news.recurrence import RECURRING, Standing
from news.texts import line_id
from storage import ledger
from storage.database import Database
from storage.lines import OutletMemory, learn, let_stand, memories, put_right, remembered, sight, waiting
from storage.revisions import Version
from storage.settling import record
from tests.storage.samples import HOUR, NOW, article, flags, relation, stored

DAY = timedelta(days=1)
HOUSE = "We write the names of villages as those who live there say them."
TABLES = ("outlet_pages", "line_sightings", "recurring_lines")


def report(name: str, *lines: str, at: datetime = NOW, **changes: object) -> Article:
    news = f"What the people of {name} saw on that morning, when the convoy came down the road from a hill."
    made = article(name, text="\n\n".join([news, *lines]), fetched_at=at, removed=())
    return replace(made, **changes)  # type: ignore[arg-type]  # a test's own words


def read(db: Database, *articles: Article, story: int | None = None) -> None:
    for each in articles:
        place = relation(each, each.id if story is None else story)
        record(db, ledger.start(db, "monitor", NOW), [stored(each, relation=place)], "p", NOW)


def state(db: Database) -> list[list[tuple[object, ...]]]:
    return [db.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in TABLES]


def boilerplate(db: Database, at: datetime = NOW, outlet: str = "Enab") -> frozenset[int]:
    return memories(db, [outlet]).get(outlet, OutletMemory()).recurring(at)


@pytest.fixture
def taught(db: Database) -> Database:
    """An outlet whose three stories all bear a line of the house."""
    read(db, *(report(name, HOUSE) for name in "abc"))
    return db


def test_a_line_on_three_stories_is_boilerplate_from_then_on(taught: Database) -> None:
    assert boilerplate(taught) == frozenset()
    [line] = learn(taught, NOW)
    assert (line.text, line.standing, line.stories, line.of) == (HOUSE, Standing.BOILERPLATE, 3, 3)
    assert boilerplate(taught) == {line_id(HOUSE)}
    assert boilerplate(taught, outlet="Another") == frozenset()
    assert remembered(taught, NOW) == (line,)


def test_learning_again_changes_nothing(taught: Database) -> None:
    learn(taught, NOW)
    before = state(taught)
    assert learn(taught, NOW + DAY) == ()
    assert state(taught) == before


def test_updates_of_one_story_teach_nothing(db: Database) -> None:
    read(db, *(report(name, HOUSE) for name in "abcdef"), story=7)
    assert learn(db, NOW) == ()


def test_background_on_a_few_of_many_stories_is_article(db: Database) -> None:
    background = "The town has changed hands four times since the war began, and most people have left it."
    read(db, *(report(f"n{n}", *([background] if n < 4 else []), HOUSE) for n in range(20)))
    assert [line.text for line in learn(db, NOW)] == [HOUSE]


def test_what_turns_out_rare_is_article_again(taught: Database) -> None:
    learn(taught, NOW)
    later = [report(f"n{n}", *([HOUSE] if n == 40 else []), at=NOW + (n + 1) * HOUR) for n in range(41)]
    read(taught, *later[:-1])
    assert learn(taught, NOW + DAY) == (), "what a site has given up was boilerplate all the same"
    read(taught, later[-1])
    [line] = learn(taught, NOW + DAY)
    assert (line.text, line.standing, line.stories, line.of) == (HOUSE, Standing.RARE, 4, 44)
    assert boilerplate(taught) == frozenset()
    assert waiting(taught).articles.keys() == {report(name).id for name in ("a", "b", "c", "n40")}


def test_a_line_that_is_gone_is_forgotten_but_not_for_pages_of_its_time(taught: Database) -> None:
    learn(taught, NOW)
    for week in range(1, 12):
        read(taught, report(f"w{week}", at=NOW + week * 7 * DAY))
        assert learn(taught, NOW + week * 7 * DAY) == ()
    assert boilerplate(taught, NOW + 59 * DAY) == boilerplate(taught, NOW) == {line_id(HOUSE)}
    assert boilerplate(taught, NOW + 61 * DAY) == frozenset()
    assert taught.rows("SELECT min(seen_at) > ? FROM outlet_pages", [NOW]) == [(True,)]
    assert taught.rows("SELECT count(*) FROM line_sightings WHERE line = ?", [line_id(HOUSE)]) == [(0,)]


def test_a_line_is_still_seen_where_it_was_removed(taught: Database) -> None:
    learn(taught, NOW)
    read(taught, replace(report("d", at=NOW + 50 * DAY), removed=(Removed(RECURRING, HOUSE),)))
    learn(taught, NOW + 50 * DAY)
    assert boilerplate(taught, NOW + 100 * DAY) == {line_id(HOUSE)}


def test_a_feeds_summary_is_no_page(db: Database) -> None:
    summaries = [stored(report(n, HOUSE, access=Access.SUMMARY), outcome=Outcome.SUMMARY) for n in "abc"]
    record(db, ledger.start(db, "monitor", NOW), summaries, "p", NOW)
    assert state(db) == [[], [], []]


def test_the_operators_word_stands_until_it_is_taken_back(taught: Database) -> None:
    learn(taught, NOW)
    put_right(taught, waiting(taught))
    let_stand(taught, [("Enab", line_id(HOUSE))], Standing.KEPT)
    read(taught, *(report(name, HOUSE) for name in "def"))
    assert learn(taught, NOW) == ()
    assert boilerplate(taught) == frozenset()
    assert len(waiting(taught).articles) == 6
    let_stand(taught, [("Enab", line_id(HOUSE))], Standing.BOILERPLATE)
    assert boilerplate(taught) == {line_id(HOUSE)}


def test_what_changed_meanwhile_still_waits(taught: Database) -> None:
    learn(taught, NOW)
    begun = waiting(taught)
    let_stand(taught, [("Enab", line_id(HOUSE))], Standing.KEPT)
    put_right(taught, begun)
    assert waiting(taught).lines == (("Enab", line_id(HOUSE), Standing.KEPT),)
    put_right(taught, waiting(taught))
    assert waiting(taught).lines == ()


def test_the_usual_length_is_that_of_whole_articles_once_enough_are_known(db: Database) -> None:
    lengths = [100, 200, 300, 400, 500, 600, 700]
    whole = [article(f"n{words}", text="word " * words) for words in lengths]
    cut = [article(f"cut{n}", text="word " * 9, access=Access.PARTIAL) for n in range(9)]
    read(db, *whole, *cut)
    assert memories(db, ["Enab"]) == {}
    read(db, article("n401", text="word " * 401))
    assert memories(db, ["Enab"]) == {"Enab": OutletMemory({}, 400)}


LINES = ["The first line of the house stands here.", "The second line of the house stands here.", HOUSE]
pages = st.lists(
    st.tuples(st.sampled_from("abcde"), st.integers(0, 3), st.sets(st.sampled_from(LINES))), max_size=8
)


def sighted(db: Database, found: Iterable[tuple[str, int, set[str]]]) -> list[tuple[object, ...]]:
    """Count the lines of these pages in an empty store, and leave it empty."""
    for name, day, lines in found:
        page = report(name, *sorted(lines), at=NOW + day * DAY)
        sight(db, [Version(page, 1, flags())])
    counted = db.rows("SELECT line, article FROM line_sightings ORDER BY ALL")
    counted += db.rows("SELECT outlet, article, seen_at, weighed FROM outlet_pages ORDER BY ALL")
    for table in TABLES:
        db.run(f"DELETE FROM {table}")
    return counted


@settings(max_examples=25, deadline=None)
@given(pages, st.randoms())
def test_neither_repetition_nor_order_of_pages_changes_what_is_counted(
    db_for_many: Database, found: list[tuple[str, int, set[str]]], chance: object
) -> None:
    shuffled = [*found, *found[:3]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random, which hypothesis leaves untyped
    assert sighted(db_for_many, shuffled) == sighted(db_for_many, found)

"""Articles placed beside a real store: what is looked up, what is kept, what is noted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from actors.flags import Flagger
from flows.place import catch_up, place
from news.ids import shown
from news.knowledge import Pack
from news.records import Access, Article, FeedEntry, Outcome, Settled
from news.relations import Kind, Relation, Tie
from packs.loader import find_pack, load_pack
from storage import ledger, relations, settling
from storage.database import opened

NOW = datetime(2026, 3, 1, 6, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DAM = (
    "Engineers reached Tishreen Dam on Sunday under a truce with the SDF and began to repair two of its six "
    "turbines after four months in which nobody could come near the engine hall. The water had risen to a "
    "hand's breadth below the gates, a technician said, and the pumps that keep the galleries dry had been "
    "running on a borrowed generator since the new year."
)
WHEAT = (
    "Farmers near Qamishli sold their wheat at a loss because sacks were scarce and the silo closed early."
)


class Desk:
    """A store that articles are placed in, batch by batch, as runs do."""

    def __init__(self, store: Path, pack: Pack) -> None:
        self.store = store
        self.pack = pack
        self.flagger = Flagger(pack)

    def fate(
        self, name: str, text: str, at: datetime | None = NOW, outcome: Outcome = Outcome.STORED
    ) -> Settled:
        """The fate of an article; the outlet is the first part of its name."""
        outlet = name.partition("-")[0]
        url = f"https://{outlet}.example/{name}"
        article = Article(
            *(url, url, outlet, outlet, f"News of {name}", text, Access.FULL, NOW),
            published_at=at,
            language="en",
        )
        flags = self.flagger.flag(article.title, text, "en", at)
        return Settled(FeedEntry(outlet, outlet, url, url, article.title), outcome, article, flags)

    def placed(self, *fates: Settled) -> list[Settled]:
        with opened(self.store) as db:
            return place(db, self.pack, ledger.start(db, "monitor", NOW), fates, NOW)

    def relation(self, fate: Settled) -> Relation:
        assert fate.article is not None
        with opened(self.store) as db:
            return relations.of_articles(db, [fate.article.id])[fate.article.id]

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with opened(self.store) as db:
            return db.rows(sql)


def id_of(fate: Settled) -> str:
    assert fate.article is not None
    return shown(fate.article.id)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(find_pack("northern-syria"))


@pytest.fixture
def desk(tmp_path: Path, pack: Pack) -> Desk:
    return Desk(tmp_path / "shamal.duckdb", pack)


def test_a_copy_is_found_in_a_later_run_however_much_later(desk: Desk) -> None:
    original = desk.fate("wire-dam", DAM, NOW - 300 * DAY)
    desk.placed(original, desk.fate("daily-wheat", WHEAT))
    [copy] = desk.placed(desk.fate("globe-dam", f"Our desk. {DAM}"))
    assert copy.outcome is Outcome.COPY
    found = desk.relation(copy)
    assert (found.copy_of, found.kind, found.story) == (id_of(original), Kind.VERBATIM, id_of(original))
    assert found.passages == (DAM.removesuffix("."),)


def test_batches_find_what_one_batch_finds(desk: Desk, tmp_path: Path) -> None:
    fates = [
        desk.fate("wire-dam", DAM),
        desk.fate("daily-dam", f"Reported: {DAM}", NOW + HOUR),
        desk.fate("globe-dam", DAM[:200], NOW + 2 * HOUR),
        desk.fate("wire-wheat", WHEAT, NOW + 3 * HOUR),
    ]
    for fate in fates:
        desk.placed(fate)
    once = Desk(tmp_path / "once.duckdb", desk.pack)
    once.placed(*fates)
    for fate in fates:
        one, other = desk.relation(fate), once.relation(fate)
        assert (one.copy_of, one.kind, one.similarity, one.story) == (
            *(other.copy_of, other.kind, other.similarity, other.story),
        )


def test_reports_of_several_runs_join_one_story_with_the_reason(desk: Desk) -> None:
    first = desk.fate("wire-dam", DAM)
    desk.placed(first)
    told = "Two of six turbines at Tishreen Dam are under repair since Sunday after a truce with the SDF."
    [second] = desk.placed(desk.fate("daily-dam", told, NOW + HOUR))
    found = desk.relation(second)
    assert (found.story, found.copy_of) == (id_of(first), None)
    assert "Syrian Democratic Forces" in found.reason
    assert "Tishreen Dam" in found.reason


def test_an_original_that_comes_late_takes_its_place_and_the_change_is_noted(desk: Desk) -> None:
    taken, copy = desk.fate("daily-dam", DAM), desk.fate("globe-dam", DAM, NOW + HOUR)
    desk.placed(taken)
    desk.placed(copy)
    [late] = desk.placed(desk.fate("wire-dam", DAM, NOW - HOUR))
    assert late.outcome is Outcome.STORED
    assert desk.relation(late).story == id_of(taken), "the story keeps its id"
    assert {desk.relation(fate).copy_of for fate in (taken, copy)} == {id_of(late)}
    [(article, before, reason)] = desk.rows("SELECT article, copy_of_before, reason FROM relation_changes")
    assert taken.article is not None
    assert (article, before) == (taken.article.id, None)
    assert "an earlier original came late" in str(reason)


def test_a_revision_stays_where_it_was_and_is_found_by_what_it_says_now(desk: Desk) -> None:
    desk.placed(desk.fate("wire-dam", WHEAT))
    desk.placed(desk.fate("wire-dam", DAM, outcome=Outcome.REVISION))
    [copy] = desk.placed(desk.fate("globe-dam", DAM, NOW + HOUR))
    assert desk.relation(copy).kind is Kind.VERBATIM
    [stranger] = desk.placed(desk.fate("globe-wheat", WHEAT, NOW + HOUR))
    assert desk.relation(stranger).copy_of is None


def test_a_story_that_goes_on_from_another_is_tied_to_it(desk: Desk) -> None:
    first = desk.fate("wire-dam", f"{DAM} {WHEAT}", NOW - 20 * DAY)
    desk.placed(first)
    news = " ".join(f"At Tishreen Dam turbine {n} stopped for {n} hours, the SDF said." for n in range(9))
    [later] = desk.placed(desk.fate("wire-turbines", f"{DAM[:260]} {news}"))
    [link] = desk.relation(later).links
    assert (link.tie, link.story) == (Tie.FOLLOWS, id_of(first))


def test_articles_of_before_samples_were_kept_are_caught_up_with(desk: Desk) -> None:
    original = desk.fate("wire-dam", DAM)
    with opened(desk.store) as db:
        run = ledger.start(db, "monitor", NOW)
        settling.record(db, run, [original, desk.fate("daily-none", "…")], "pack-1", NOW)
        db.run("INSERT INTO unsampled SELECT id FROM articles")  # as the step of the schema does
        assert catch_up(db) == 2
        assert catch_up(db) == 0
    [copy] = desk.placed(desk.fate("globe-dam", DAM, NOW + HOUR))
    assert desk.relation(copy).copy_of == id_of(original)


def test_an_undated_article_is_placed_as_of_now(desk: Desk) -> None:
    desk.placed(desk.fate("wire-dam", DAM))
    [copy] = desk.placed(desk.fate("daily-dam", DAM, None))
    assert desk.relation(copy).kind is Kind.VERBATIM


def test_nothing_to_store_is_settled_all_the_same(desk: Desk) -> None:
    gone = replace(desk.fate("wire-dam", DAM), outcome=Outcome.GONE, article=None, flags=None)
    assert desk.placed(gone) == [gone]

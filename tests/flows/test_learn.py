"""What outlets' pages teach, on a store and an archive of pages, with the real extraction."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from actors.flags import Flagger
from flows.collect import read_page
from flows.learn import Learnt, learn, put_right
from flows.parallel import Watcher, in_turn
from flows.place import place
from flows.reread import Desk
from flows.settle import flags_of
from news.errors import StoreError
from news.knowledge import Pack
from news.records import Access, Article, FeedEntry, Outcome, Page, Settled
from news.recurrence import RECURRING, Standing
from packs.loader import find_pack, load_pack
from scrapers.workers import here
from storage import captures, ledger, lines, settling
from storage.archive import Archive
from storage.database import opened
from storage.revisions import Cause

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
HOUSE = "Hayat Tahrir al-Sham and the Syrian Democratic Forces have the names here that they give themselves."
TABLES = ("articles", "revisions", "removed_lines", "mentions", "entries", "relations", "line_sightings")


class Nobody(Watcher):
    def expect(self, name: str, total: int) -> None: ...

    def done(self, name: str) -> None: ...


@dataclass
class Desktop:
    """A desk of which pages are laid that bear a line of the house."""

    desk: Desk
    now: datetime = NOW

    def fetched(
        self, *names: str, outlet: str = "Courier", house: str = HOUSE, archived: bool = True
    ) -> None:
        """Read pages as a pass does, settle them, and keep them in the archive."""
        with opened(self.desk.store) as db:
            memory = lines.memories(db, [outlet]).get(outlet, lines.NO_MEMORY)
            for name in names:
                url = f"https://courier.example/{name}"
                page = Page(url, url, 200, "text/html", html(name, house), self.now)
                told = FeedEntry("courier", outlet, url, url, f"News of {name}", published_at=NOW - HOUR)
                fate = read_page(here, self.desk.pack, told, page, memory)
                assert fate.article is not None
                fate = replace(fate, flags=flags_of(self.desk.flagger, fate.article))
                settling.record(db, ledger.start(db, "monitor", self.now), [fate], "pack-1", self.now)
                if archived:
                    [place] = self.desk.archive.append([page])
                    captures.write(db, [(told.id, page, place)])

    def learnt(self) -> Learnt:
        return learn(self.desk, lambda: self.now, Nobody(), in_turn)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with opened(self.desk.store) as db:
            return db.rows(sql)

    def state(self) -> list[list[tuple[Any, ...]]]:
        return [self.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in TABLES]

    def bearing(self) -> int:
        """How many articles bear the line of the house."""
        [(count,)] = self.rows("SELECT count(*) FROM articles WHERE contains(text, 'have the names here')")
        return int(count)


def html(name: str, house: str) -> bytes:
    told = "".join(
        f"<p>What {name} saw, part {part}: a convoy of {name} crossed the bridge, and nobody stopped it.</p>"
        for part in range(4)
    )
    article = f"<article><h1>News of {name}</h1>{told}<p>{house}</p></article>"
    return f"<html><body>{article}</body></html>".encode()


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(find_pack("northern-syria"))


@pytest.fixture
def desktop(tmp_path: Path, pack: Pack) -> Desktop:
    return Desktop(Desk(tmp_path / "shamal.duckdb", Archive(tmp_path / "a"), pack, Flagger(pack), here))


@pytest.mark.parametrize("archived", [True, False], ids=["from the archive", "from the store"])
def test_the_first_pages_lose_what_turned_out_to_recur(desktop: Desktop, archived: bool) -> None:
    desktop.fetched("azaz", "marea", "jarablus", archived=archived)
    assert desktop.bearing() == 3
    assert desktop.learnt() == Learnt(lines=1, articles=3)
    assert desktop.bearing() == 0
    assert desktop.rows("SELECT DISTINCT revision, cause FROM revisions ORDER BY ALL") == [
        (1, Cause.PUBLISHER),
        (2, Cause.EXTRACTION),
    ]
    assert (
        desktop.rows("SELECT kind, text, revision FROM removed_lines WHERE kind = 'recurring'")
        == [(RECURRING, HOUSE, 2)] * 3
    )


def test_nobody_is_flagged_for_what_the_outlet_prints_under_all_its_news(desktop: Desktop) -> None:
    named = "SELECT count(*) FROM mentions m JOIN articles a ON a.id = article AND a.revision = m.revision"
    desktop.fetched("azaz", "marea", "jarablus")
    assert desktop.rows(named) == [(6,)]
    desktop.learnt()
    assert desktop.rows(named) == [(0,)]


def test_the_store_reads_as_the_archive_does(desktop: Desktop) -> None:
    desktop.fetched("azaz", "marea")
    desktop.fetched("jarablus", archived=False)
    desktop.learnt()
    texts = desktop.rows("SELECT replace(text, title[9:], 'x') AS said FROM articles GROUP BY said")
    assert len(texts) == 1


def test_learning_again_changes_nothing(desktop: Desktop) -> None:
    desktop.fetched("azaz", "marea", "jarablus")
    desktop.learnt()
    before = desktop.state()
    for _ in range(2):
        desktop.now += HOUR
        assert desktop.learnt() == Learnt(0, 0)
    assert desktop.state() == before


def test_the_next_page_is_read_without_the_line(desktop: Desktop) -> None:
    desktop.fetched("azaz", "marea", "jarablus")
    desktop.learnt()
    desktop.fetched("manbij")
    assert desktop.bearing() == 0
    assert desktop.rows("SELECT count(*) FROM revisions WHERE revision = 1") == [(4,)]
    assert desktop.learnt() == Learnt(0, 0)


def test_what_a_killed_run_had_learnt_is_put_right_by_the_next(desktop: Desktop) -> None:
    desktop.fetched("azaz", "marea", "jarablus")

    def killed(work: object, items: object, name: str) -> Any:  # noqa: ARG001 - Each's shape
        raise StoreError("killed")

    with pytest.raises(StoreError, match="killed"):
        learn(desktop.desk, lambda: NOW, Nobody(), killed)
    assert desktop.bearing() == 3
    assert put_right(desktop.desk, lambda: NOW, Nobody(), in_turn) == 3
    assert desktop.bearing() == 0
    assert put_right(desktop.desk, lambda: NOW, Nobody(), in_turn) == 0


def test_a_line_that_the_operator_keeps_comes_back_where_it_stood(desktop: Desktop) -> None:
    desktop.fetched("azaz", "marea", "jarablus")
    before = desktop.rows("SELECT id, text FROM articles ORDER BY ALL")
    desktop.learnt()
    with opened(desktop.desk.store) as db:
        [line] = lines.remembered(db, NOW)
        lines.let_stand(db, [(line.outlet, line.line)], Standing.KEPT)
    assert put_right(desktop.desk, lambda: NOW, Nobody(), in_turn) == 3
    assert desktop.rows("SELECT id, text FROM articles ORDER BY ALL") == before
    assert desktop.learnt() == Learnt(0, 0)


def test_a_line_that_turns_out_rare_comes_back_by_itself(desktop: Desktop) -> None:
    desktop.fetched("azaz", "marea", "jarablus")
    desktop.learnt()
    desktop.now += HOUR
    desktop.fetched(*(f"village{n}" for n in range(44)), house="")
    desktop.fetched("manbij")
    assert desktop.bearing() == 0
    assert desktop.learnt() == Learnt(lines=1, articles=4)
    assert desktop.bearing() == 4


def test_pages_of_another_outlet_are_none_of_its_business(desktop: Desktop) -> None:
    for name, outlet in (("azaz", "Courier"), ("marea", "Herald"), ("jarablus", "Dispatch")):
        desktop.fetched(name, outlet=outlet)
    assert desktop.learnt() == Learnt(0, 0)
    assert desktop.bearing() == 3


STORY = (
    "A drone struck a pickup of the water board on the road to the Tishrin Dam early on Thursday.",
    "The driver, a father of three from Sarrin, died before the ambulance of the dam reached the place.",
    "Residents of two villages heard an engine circle above the river for an hour before the strike.",
    "The board says its cars take that road at hours which all sides along the front have known for months.",
)
OTHERS = (
    "Bakers in Azaz raised the price of bread by a fifth after the mill in Marea stopped for repairs.",
    "A school in Qamishli reopened with forty new desks, made by carpenters of the old market in a month.",
)


def test_the_updates_of_one_story_lose_no_line(desktop: Desktop) -> None:
    versions = (
        "One dead in strike near dam",
        "Strike near dam: driver named",
        "Driver killed near dam is buried",
    )
    texts = [(title, "\n\n".join([*STORY, f"{title}, our desk adds."])) for title in versions]
    texts += [("Bread dearer in Azaz", OTHERS[0]), ("New desks in Qamishli", OTHERS[1])]
    with opened(desktop.desk.store) as db:
        fates = []
        for hours, (title, text) in enumerate(texts):
            url, at = f"https://courier.example/{hours}", NOW - (9 - hours) * HOUR
            told = FeedEntry("courier", "Courier", url, url, title, published_at=at)
            article = Article(url, url, "courier", "Courier", title, text, Access.FULL, NOW, published_at=at)
            fates.append(Settled(told, Outcome.STORED, article, flags_of(desktop.desk.flagger, article)))
        place(db, desktop.desk.pack, ledger.start(db, "monitor", NOW), fates, NOW)
    assert desktop.rows("SELECT count(*) FROM line_sightings") > [(15,)]
    assert desktop.learnt() == Learnt(0, 0)

"""Walks through a made-up site's archive, with a real store, killed wherever it hurts."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.backfill import Tools, walk
from news.errors import InputError, TemporaryFetchError
from news.records import FeedEntry, FeedMemory, FeedState, Health, Outcome
from scrapers.workers import here
from storage import backfills, feeds, ledger
from storage.backfills import Backfill
from storage.database import opened
from tests.scrapers.sites import DAY, FEED, NOW, Answer, FakeWeb, WordPress, posts, url, urlset

SINCE = NOW - 400 * DAY
SITE = "https://furat.example/"
ROOT = SITE + "wp-json/"


class Newsroom:
    """Keeps the batches it is given, and may be killed by one of them."""

    def __init__(self, killed_at: int = 0, by: type[BaseException] | None = None) -> None:
        self.batches: list[list[str]] = []
        self.runs: list[int] = []
        self._killed_at, self._by = killed_at, by

    def take_in(self, run: int, entries: Sequence[FeedEntry]) -> Mapping[Outcome, int]:
        self.batches.append([entry.url for entry in entries])
        self.runs.append(run)
        if self._by is not None and len(self.batches) == self._killed_at:
            raise self._by
        return {Outcome.STORED: len(entries)}


class Told(list[str]):
    """What people were told."""

    @property
    def last(self) -> str:
        return self[-1]


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "shamal.duckdb"
    with opened(path):
        return path


@pytest.fixture
def store(empty_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty_store, tmp_path))


@pytest.fixture
def told() -> Told:
    return Told()


Made = Callable[..., Tools]


@pytest.fixture
def tools(store: Path, told: Told) -> Made:
    def made(web: FakeWeb, newsroom: Newsroom) -> Tools:
        return Tools(store, web, here, newsroom.take_in, lambda: NOW, told.append)

    return made


def wordpress(count: int = 250) -> FakeWeb:
    return FakeWeb({}, WordPress(posts(count)))


def saved(store: Path, until: datetime | None = NOW) -> Backfill | None:
    with opened(store) as db:
        return backfills.find(db, FEED.id, SINCE, until)


def links(first: int, end: int) -> list[str]:
    return [post.link for post in posts(end)[first:]]


def test_an_archive_is_walked_batch_by_batch_to_its_end(tools: Made, store: Path, told: Told) -> None:
    newsroom = Newsroom()
    done = walk(tools(wordpress(), newsroom), FEED, SINCE, NOW)
    assert newsroom.batches == [links(1, 101), links(101, 201), links(201, 250)]  # no. 0 is of this moment
    assert done == saved(store)
    assert (done.archive, done.entries, done.finished_at) == (f"wordpress {ROOT}", 249, NOW)
    assert "249 articles listed" in told.last
    with opened(store) as db:
        [run] = ledger.last_runs(db, 9)
    assert (run.kind, run.finished_at, run.error) == ("backfill", NOW, None)
    assert set(newsroom.runs) == {run.id}


@pytest.mark.parametrize("killed_at", [1, 2, 3])
@pytest.mark.parametrize("by", [KeyboardInterrupt, SystemExit, RuntimeError])
def test_a_killed_walk_goes_on_where_it_was_and_repeats_one_batch_at_most(
    tools: Made, store: Path, killed_at: int, by: type[BaseException]
) -> None:
    killed, again = Newsroom(killed_at, by), Newsroom()
    with pytest.raises(by):
        walk(tools(wordpress(), killed), FEED, SINCE, NOW)
    walk(tools(wordpress(), again), FEED, SINCE, NOW)
    assert again.batches[0] == killed.batches[-1]
    assert [*killed.batches[:-1], *again.batches] == [links(1, 101), links(101, 201), links(201, 250)]
    done = saved(store)
    assert done is not None
    assert (done.entries, done.finished_at) == (249, NOW)


def test_whoever_stops_it_is_told_how_to_go_on(tools: Made, store: Path, told: Told) -> None:
    with pytest.raises(KeyboardInterrupt):
        walk(tools(wordpress(), Newsroom(2, KeyboardInterrupt)), FEED, SINCE, NOW)
    assert "The same command goes on from here" in told.last
    with opened(store) as db:
        assert [run.error for run in ledger.last_runs(db, 9)] == ["stopped"]


def test_a_site_that_fails_for_now_stops_the_walk_and_the_next_call_goes_on(tools: Made, told: Told) -> None:
    web = wordpress()
    away = TemporaryFetchError("HTTP 503 from furat.example", 503)
    flaky = Flaky(web, away, after=3)
    first, second = Newsroom(), Newsroom()
    with pytest.raises(TemporaryFetchError):
        walk(tools(flaky, first), FEED, SINCE, NOW)
    assert "goes on from here" in told.last
    walk(tools(web, second), FEED, SINCE, NOW)
    assert [*first.batches, *second.batches] == [links(1, 101), links(101, 201), links(201, 250)]


class Flaky(FakeWeb):
    """A site that stops answering after a number of requests."""

    def __init__(self, web: FakeWeb, error: TemporaryFetchError, after: int) -> None:
        super().__init__(web.answers, *web.sites)
        self._error, self._after = error, after

    def get(self, url: str, ask: object) -> object:  # type: ignore[override]  # passed on as it is
        if len(self.asked) >= self._after:
            raise self._error
        return super().get(url, ask)  # type: ignore[arg-type]


def test_a_walk_that_is_done_is_not_done_again(tools: Made, told: Told) -> None:
    walk(tools(wordpress(), Newsroom()), FEED, SINCE, NOW)
    for until in (NOW, None):
        web, newsroom = wordpress(), Newsroom()
        walk(tools(web, newsroom), FEED, SINCE, until)
        assert (web.asked, newsroom.batches) == ([], [])
        assert "nothing to do" in told.last


def test_other_dates_are_another_walk(tools: Made) -> None:
    walk(tools(wordpress(), Newsroom()), FEED, SINCE, NOW)
    newsroom = Newsroom()
    walk(tools(wordpress(), newsroom), FEED, NOW - 10.5 * DAY, NOW - 5.5 * DAY)
    assert newsroom.batches == [links(6, 11)]


def test_without_an_end_a_walk_goes_up_to_now_and_goes_on_up_to_there(tools: Made) -> None:
    with pytest.raises(KeyboardInterrupt):
        walk(tools(wordpress(), Newsroom(1, KeyboardInterrupt)), FEED, SINCE, None)
    later = replace(tools(wordpress(), Newsroom()), clock=lambda: NOW + DAY)
    done = walk(later, FEED, SINCE, None)
    assert (done.until, done.finished_at) == (NOW, NOW + DAY)


def test_the_archive_that_is_remembered_is_not_sought_again(tools: Made, store: Path) -> None:
    state = FeedState(FEED.id, FEED.outlet, Health.OK)
    with opened(store) as db:
        feeds.remember(db, [FeedMemory(FEED.url, state, NOW, NOW, archive=f"wordpress {ROOT}")])
    web = wordpress(5)
    walk(tools(web, Newsroom()), FEED, SINCE, NOW)
    assert len(web.asked) == 1


def test_a_walk_through_sitemaps_goes_on_too(tools: Made) -> None:
    articles = [f"{SITE}{n:04}/lorries" for n in range(150)]
    answers: dict[str, Answer] = {
        SITE: "<html>",
        SITE + "sitemap.xml": urlset(*(url(each, "2026-03-01") for each in articles)),
    }
    killed, again = Newsroom(2, KeyboardInterrupt), Newsroom()
    with pytest.raises(KeyboardInterrupt):
        walk(tools(FakeWeb(answers), killed), FEED, SINCE, NOW)
    walk(tools(FakeWeb(answers), again), FEED, SINCE, NOW)
    assert (killed.batches[0], again.batches) == (articles[:100], [articles[100:]])


def test_a_site_without_an_archive_says_so_and_nothing_is_begun(tools: Made, store: Path) -> None:
    with pytest.raises(InputError, match="nowhere that we know"):
        walk(tools(FakeWeb({SITE: "<html>"}), Newsroom()), FEED, SINCE, NOW)
    assert saved(store) is None


@pytest.mark.parametrize(("since", "until"), [(NOW, None), (NOW + DAY, None), (SINCE, SINCE)])
def test_a_span_that_is_empty_is_refused(tools: Made, since: datetime, until: datetime | None) -> None:
    with pytest.raises(InputError, match="earlier day"):
        walk(tools(wordpress(), Newsroom()), FEED, since.astimezone(UTC), until)

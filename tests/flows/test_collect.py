"""Passes over a small web that is made up: what is asked, what is remembered, what survives trouble."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from actors.flags import Flagger
from flows.collect import MonitorReport, monitor
from flows.parallel import in_turn
from flows.settings import Settings
from flows.station import Station
from news.errors import FetchError, HostileDocumentError, ShamalError, StoreError, TemporaryFetchError
from news.knowledge import Cues, Feed, Pack, Thresholds
from news.records import Access, Answer, Health, Outcome, Page
from scrapers.web import Ask
from scrapers.workers import here
from storage import articles, feeds
from storage.archive import Archive
from storage.database import opened

NOW = datetime(2026, 3, 1, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = Feed("courier", "Courier", "https://courier.example/feed/", ("en",))
OTHER = Feed("dispatch", "Dispatch", "https://dispatch.example/rss", ("en",))
SUMMARY = "Three lorries crossed at Bab al-Hawa on Thursday morning, drivers said."


def item(name: str, at: datetime = NOW - HOUR, host: str = "courier.example") -> str:
    return (
        f"<item><title>News of {name}</title><link>https://{host}/{name}</link><guid>{name}</guid>"
        f"<description>{SUMMARY} ({name})</description><pubDate>{format_datetime(at)}</pubDate></item>"
    )


def rss(*items: str) -> bytes:
    return f"<rss version='2.0'><channel><title>C</title>{''.join(items)}</channel></rss>".encode()


def story(name: str) -> bytes:
    told = "".join(
        f"<p>What {name} saw, part {part}: lorries crossed the bridge at dawn.</p>" for part in range(6)
    )
    return f"<html><body><article><h1>News of {name}</h1>{told}</article></body></html>".encode()


@dataclass
class MadeUpWeb:
    """Answers from a table of addresses, notes what it was asked; an ETag is the document's length."""

    answers: dict[str, bytes | ShamalError]
    asked: list[str] = field(default_factory=list)
    now: datetime = NOW

    def get(self, url: str, ask: Ask) -> Page:
        self.asked.append(url)
        answer = self.answers.get(url, FetchError(f"HTTP 404 from {url}", 404))
        if isinstance(answer, ShamalError):
            raise answer
        etag = f'"{len(answer)}"'
        if ask.etag == etag:
            return Page(url, url, 304, "", b"", self.now)
        return Page(url, url, 200, "", answer, self.now, headers=(("ETag", etag),))


class FullDisk(Archive):
    def append(self, pages: Any) -> Any:  # noqa: ARG002 - as its base has it
        raise StoreError("the archive cannot be written: no space left on device")


@dataclass
class World:
    """A station over a made-up web, and the time of its next pass."""

    station: Station
    web: MadeUpWeb
    now: datetime = NOW

    def passed(self, *, everything: bool = False) -> MonitorReport:
        self.web.now = self.now
        return monitor(self.station, in_turn, lambda: self.now, everything=everything)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with opened(self.station.settings.store) as db:
            return db.rows(sql)

    def outcomes(self) -> dict[str, int]:
        return dict(self.rows("SELECT outcome, count(*) FROM entries GROUP BY outcome"))


@pytest.fixture
def world(tmp_path: Path) -> Callable[..., World]:
    def made(answers: dict[str, bytes | ShamalError], *feeds: Feed) -> World:
        pack = Pack("p", "P", "1", feeds or (FEED,), (), (), (), Cues(), Thresholds())
        web = MadeUpWeb(answers)
        settings = Settings(home=tmp_path, contact="desk@monitor.example")
        station = Station(settings, pack, Flagger(pack), web, here, Archive(tmp_path / "archive"))
        return World(station, web)

    return made


def page_of(name: str) -> str:
    return f"https://courier.example/{name}"


def test_what_is_new_is_fetched_once_and_an_unchanged_feed_is_not_read_again(
    world: Callable[..., World],
) -> None:
    here_now = world(
        {FEED.url: rss(item("a"), item("b")), page_of("a"): story("a"), page_of("b"): story("b")}
    )
    assert here_now.passed().outcomes == {Outcome.STORED: 2}
    here_now.now += HOUR
    again = here_now.passed(everything=True)
    assert again.outcomes == {}
    assert [poll.answer for poll in again.polls] == [Answer.UNCHANGED]
    assert here_now.web.asked.count(page_of("a")) == 1


def test_a_feed_whose_time_has_not_come_is_not_asked(world: Callable[..., World]) -> None:
    quiet = world({FEED.url: rss(item("a")), page_of("a"): story("a")})
    quiet.passed()
    quiet.now += timedelta(minutes=1)
    report = quiet.passed()
    assert (report.polls, report.waiting) == ((), 1)
    assert quiet.web.asked.count(FEED.url) == 1
    quiet.now += timedelta(days=1, hours=3)
    assert len(quiet.passed().polls) == 1


def test_a_feed_with_a_new_address_is_asked_at_once(world: Callable[..., World]) -> None:
    moved = replace(FEED, url="https://courier.example/rss.xml")
    mended = world(
        {FEED.url: FetchError("HTTP 404", 404), moved.url: rss(item("a")), page_of("a"): story("a")}
    )
    mended.passed()
    mended.station = replace(mended.station, pack=replace(mended.station.pack, feeds=(moved,)))
    assert mended.passed().outcomes == {Outcome.STORED: 1}


def test_a_feed_that_is_not_active_is_never_asked(world: Callable[..., World]) -> None:
    asleep = world({}, replace(FEED, active=False))
    assert asleep.passed(everything=True).polls == ()
    assert asleep.web.asked == []


def test_a_run_that_breaks_off_has_its_feeds_read_again(world: Callable[..., World]) -> None:
    torn = world({FEED.url: rss(item("a")), page_of("a"): story("a")})
    whole = torn.station
    torn.station = replace(whole, archive=FullDisk(whole.settings.archived))
    with pytest.raises(StoreError, match="no space"):
        torn.passed()
    torn.station = whole
    assert torn.passed().outcomes == {Outcome.STORED: 1}


def test_one_feed_in_trouble_leaves_the_others_alone(world: Callable[..., World]) -> None:
    both = world(
        {
            FEED.url: TemporaryFetchError("HTTP 503 from courier.example", 503),
            OTHER.url: rss(item("a", host="dispatch.example")),
            "https://dispatch.example/a": story("a"),
        },
        FEED,
        OTHER,
    )
    report = both.passed()
    assert [poll.state.state for poll in report.polls] == [Health.FAILED, Health.OK]
    assert report.outcomes == {Outcome.STORED: 1}
    assert "503" in report.as_json()["failed"][0]["message"]


def test_a_page_that_failed_waits_longer_each_time_even_though_its_feed_is_unchanged(
    world: Callable[..., World],
) -> None:
    shaky = world({FEED.url: rss(item("a")), page_of("a"): TemporaryFetchError("HTTP 502", 502)})
    assert shaky.passed().outcomes == {Outcome.DEFERRED: 1}
    shaky.now += timedelta(minutes=5)
    assert shaky.passed(everything=True).outcomes == {}
    shaky.now += timedelta(minutes=5)
    assert shaky.passed().outcomes == {Outcome.DEFERRED: 1}
    assert shaky.web.asked.count(page_of("a")) == 2
    shaky.web.answers[page_of("a")] = story("a")
    shaky.now += timedelta(minutes=30)
    assert shaky.passed().outcomes == {Outcome.STORED: 1}
    assert shaky.outcomes() == {"stored": 1}


def test_a_page_that_kills_its_parser_is_an_outcome_and_the_run_goes_on(world: Callable[..., World]) -> None:
    mined = world({FEED.url: rss(item("a"), item("b")), page_of("a"): story("a"), page_of("b"): story("b")})

    def call(work: Any, *args: Any) -> Any:
        if args[1] == page_of("b"):
            raise HostileDocumentError("took more than 10 s of CPU time")
        return work(*args)

    mined.station = replace(mined.station, call=call)
    assert mined.passed().outcomes == {Outcome.STORED: 1, Outcome.SUMMARY: 1}
    assert mined.rows("SELECT note FROM entries WHERE url LIKE '%/b'") == [
        ("took more than 10 s of CPU time",)
    ]
    assert len(mined.rows("SELECT url FROM captures")) == 2


def test_pages_are_kept_as_they_came_and_none_where_the_operator_keeps_none(
    world: Callable[..., World],
) -> None:
    kept = world({FEED.url: rss(item("a")), page_of("a"): story("a")})
    kept.passed()
    [(sha, file)] = kept.rows("SELECT sha256, file FROM captures")
    assert (len(sha), file) == (64, "2026/2026-03-01.warc.gz")
    kept.station = replace(kept.station, archive=None)
    kept.web.answers |= {FEED.url: rss(item("a"), item("b")), page_of("b"): story("b")}
    kept.now += HOUR
    kept.passed(everything=True)
    assert len(kept.rows("SELECT url FROM captures")) == 1
    assert kept.outcomes() == {"stored": 2}


def test_an_outlet_that_allows_its_feed_only_has_no_page_asked_for(world: Callable[..., World]) -> None:
    terms = replace(FEED, page_fetch=False, note="its terms forbid it")
    shy = world({FEED.url: rss(item("a"))}, terms)
    assert shy.passed().outcomes == {Outcome.SUMMARY: 1}
    assert shy.web.asked == [FEED.url]


LOCK = """<head><script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false,
"hasPart": {"isAccessibleForFree": false, "cssSelector": ".rest"}}</script></head>"""


@pytest.mark.parametrize("drop", [False, True])
def test_what_a_publisher_marks_as_not_free_is_kept_unless_the_pack_says_otherwise(
    world: Callable[..., World], drop: bool
) -> None:
    rest = (
        b"<div class='rest'><p>The rest of it: the bridge was closed at noon, and opened at dusk.</p></div>"
    )
    page = (
        story("a").replace(b"<body>", LOCK.encode() + b"<body>").replace(b"</article>", rest + b"</article>")
    )
    answers = {FEED.url: rss(item("a")), "https://courier.example/a": page}
    marking = world(answers, replace(FEED, drop_marked=drop))
    assert marking.passed().outcomes == {Outcome.STORED: 1}
    with opened(marking.station.settings.store) as db:
        stored = articles.find(db, "https://courier.example/a")
    assert stored is not None
    article = stored.article
    assert article.declared_not_free
    assert ("The rest of it" in article.text) is not drop
    assert article.access is (Access.PARTIAL if drop else Access.FULL)
    assert [line.kind for line in article.removed if "The rest of it" in line.text] == [
        "marked_not_free"
    ] * drop


def test_what_scrolled_away_between_two_polls_is_looked_up(world: Callable[..., World]) -> None:
    def window(first: int) -> bytes:
        return rss(*(item(f"n{n}", NOW + timedelta(minutes=n)) for n in range(first, first + 10)))

    dated = [(n, NOW + timedelta(minutes=n)) for n in range(40)]
    urls = "".join(
        f"<url><loc>{page_of(f'n{n}')}</loc><news:news><news:title>News of n{n}</news:title>"
        f"<news:publication_date>{at.isoformat()}</news:publication_date></news:news></url>"
        for n, at in dated
    )
    sitemap = (
        "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        f"xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>{urls}</urlset>"
    )
    busy = world(
        {
            FEED.url: window(0),
            "https://courier.example/robots.txt": b"Sitemap: https://courier.example/news-sitemap.xml\n",
            "https://courier.example/news-sitemap.xml": sitemap.encode(),
            **{page_of(f"n{n}"): story(f"n{n}") for n in range(40)},
        }
    )
    busy.passed()
    busy.now += HOUR
    busy.web.answers[FEED.url] = window(30)
    report = busy.passed(everything=True)
    assert [poll.gap for poll in report.polls] == [True]
    assert "found in the site's archive" in report.as_json()["gaps"][0]["message"]
    assert busy.rows("SELECT count(*), count(DISTINCT title) FROM articles") == [(40, 40)]
    with opened(busy.station.settings.store) as db:
        assert feeds.memories(db)["courier"].archive.startswith("sitemap ")


def moved(name: str, guid: str, title: str = "", at: datetime | None = None) -> str:
    changed = f"<updated>{at.isoformat()}</updated>" if at else ""
    told = item(name).replace(f"<guid>{name}</guid>", f"<guid isPermaLink='false'>{guid}</guid>{changed}")
    return told.replace(f"News of {name}", title) if title else told


def test_an_entry_that_keeps_its_guid_and_its_title_is_one_article_wherever_it_moves(
    world: Callable[..., World],
) -> None:
    steady = world({FEED.url: rss(moved("a", "7", "News")), page_of("a"): story("a")})
    steady.passed()
    steady.now += HOUR
    steady.web.answers |= {FEED.url: rss(moved("a-new-slug", "7", "News")), page_of("a-new-slug"): story("a")}
    assert steady.passed(everything=True).outcomes == {Outcome.KNOWN: 1}
    assert steady.rows("SELECT count(*) FROM articles") == [(1,)]


def test_an_article_that_moved_and_changed_is_a_revision(world: Callable[..., World]) -> None:
    steady = world({FEED.url: rss(moved("a", "7", "News")), page_of("a"): story("a")})
    steady.passed()
    for title in ("Other news", "Yet other news"):
        steady.now += HOUR
        page = story("a").replace(b"<h1>News of a", b"<h1>" + title.encode())
        steady.web.answers |= {FEED.url: rss(moved("a-new-slug", "7", title)), page_of("a-new-slug"): page}
        assert steady.passed(everything=True).outcomes == {Outcome.REVISION: 1}
    assert steady.rows("SELECT canonical_url, title, revision FROM articles") == [
        (page_of("a"), "Yet other news", 3)
    ]


def test_an_article_that_moved_is_known_to_another_feed_of_the_same_pass(world: Callable[..., World]) -> None:
    other = replace(FEED, id="courier-world", url="https://courier.example/world/feed/")
    steady = world({FEED.url: rss(moved("a", "7", "News")), page_of("a"): story("a")}, other, FEED)
    steady.passed()
    steady.now += HOUR
    steady.web.answers |= {
        FEED.url: rss(moved("a-new-slug", "7", "Other news")),
        other.url: rss(moved("a-new-slug", "a-new-slug", "Other news")),
        page_of("a-new-slug"): story("a").replace(b"<h1>News of a", b"<h1>Other news"),
    }
    assert steady.passed(everything=True).outcomes == {Outcome.REVISION: 1, Outcome.KNOWN: 1}
    assert steady.rows("SELECT count(*) FROM articles") == [(1,)]


def test_a_guid_that_is_used_again_for_another_text_is_another_article(world: Callable[..., World]) -> None:
    careless = world({FEED.url: rss(moved("a", "7", "Briefing")), page_of("a"): story("a")})
    careless.passed()
    careless.now += HOUR
    page = b"<html><body><article><h1>Briefing two</h1>" + b"".join(
        f"<p>The council of the town met on day {day}, and water was its only subject.</p>".encode()
        for day in range(6)
    )
    careless.web.answers |= {FEED.url: rss(moved("b", "7", "Briefing two")), page_of("b"): page}
    assert careless.passed(everything=True).outcomes == {Outcome.STORED: 1}
    assert careless.rows("SELECT count(*) FROM articles") == [(2,)]


def test_an_entry_that_changes_its_guid_only_is_known_by_its_address(world: Callable[..., World]) -> None:
    restless = world({FEED.url: rss(moved("a", "7")), page_of("a"): story("a")})
    restless.passed()
    restless.now += HOUR
    restless.web.answers[FEED.url] = rss(moved("a?utm_source=rss", "8", "News of a"))
    assert restless.passed(everything=True).outcomes == {Outcome.KNOWN: 1}
    assert restless.rows("SELECT count(*) FROM articles") == [(1,)]
    assert restless.web.asked.count(page_of("a")) == 1


def test_an_entry_that_changes_its_guid_is_known_by_the_address_that_its_page_declares(
    world: Callable[..., World],
) -> None:
    page = story("a").replace(b"<body>", b'<head><link rel="canonical" href="/2026/a"></head><body>')
    restless = world({FEED.url: rss(moved("a", "7")), page_of("a"): page})
    restless.passed()
    restless.now += HOUR
    restless.web.answers[FEED.url] = rss(moved("a", "88"))
    assert restless.passed(everything=True).outcomes == {Outcome.KNOWN: 1}
    assert restless.rows("SELECT canonical_url FROM articles") == [("https://courier.example/2026/a",)]


def test_a_page_that_declares_another_address_later_stays_one_article(world: Callable[..., World]) -> None:
    first = story("a").replace(b"<body>", b'<head><link rel="canonical" href="/2026/a"></head><body>')
    restless = world({FEED.url: rss(moved("a", "7")), page_of("a"): first})
    restless.passed()
    restless.now += HOUR
    restless.web.answers |= {
        FEED.url: rss(moved("a", "7", "Other news")),
        page_of("a"): first.replace(b"/2026/a", b"/2026/b").replace(b"<h1>News of a", b"<h1>Other news"),
    }
    assert restless.passed(everything=True).outcomes == {Outcome.REVISION: 1}
    assert restless.rows("SELECT canonical_url FROM articles") == [("https://courier.example/2026/a",)]

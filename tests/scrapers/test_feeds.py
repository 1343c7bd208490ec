"""Feeds asked and read: what is new, what is remembered, and what is never lost."""

import pickle
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.errors import (
    FetchError,
    HostileDocumentError,
    RobotsError,
    ShamalError,
    TemporaryFetchError,
)
from news.records import Answer, FeedMemory, Health, Page, Poll
from scrapers.feeds import parse, poll
from scrapers.web import Ask
from scrapers.workers import here
from tests.scrapers.feed_documents import ATOM, FEED, NOW, item, page, rss

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NEW_HOME = "https://new.example/feed/"


class Publisher:
    """Serves a document, or fails, at each of its addresses, and keeps the questions."""

    def __init__(self, **headers: str) -> None:
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.served: dict[str, bytes | str | ShamalError] = {}
        self.redirects: dict[str, str] = {}
        self.unchanged = False
        self.asked: list[tuple[str, Ask]] = []

    def serve(self, answer: bytes | str | ShamalError, url: str = FEED.url) -> None:
        self.served[url] = answer

    def get(self, url: str, ask: Ask) -> Page:
        self.asked.append((url, ask))
        moved_to = self.redirects.get(url)
        answer = self.served.get(moved_to or url, FetchError("HTTP 404 from outlet.example", 404))
        if isinstance(answer, ShamalError):
            raise answer
        told = replace(page(answer, moved_to or url), url=url, moved_to=moved_to)
        if self.unchanged and (ask.etag or ask.last_modified):
            told = replace(told, status=304, body=b"")
        return replace(told, headers=tuple(self.headers.items()))


def news(*numbers: int) -> str:
    """Return a feed of the items of these hours after NOW - 7 days, newest first."""
    return rss(
        *(
            item(f"No. {n}", f"https://outlet.example/{n}", pubDate=(NOW - 7 * DAY + n * HOUR).isoformat())
            for n in sorted(numbers, reverse=True)
        )
    )


WEEK = range(160, 169)  # the last at NOW


def asked(web: Publisher, memory: FeedMemory | None = None, now: datetime = NOW) -> Poll:
    return poll(FEED, memory, web, here, now)


def first(web: Publisher, document: bytes | str | None = None) -> FeedMemory:
    web.serve(news(*WEEK) if document is None else document)
    return asked(web).memory


def test_atom_is_a_feed_too() -> None:
    atom = f"""<feed {ATOM}><entry><title type="html">a &amp;lt; b</title>
        <link href="a/1"/><id>tag:1</id><updated>2024-02-03T04:05:06Z</updated>
        <published>2024-02-03T01:00:00+02:00</published><summary>Short.</summary></entry></feed>"""
    (entry,) = parse(FEED, page(atom, content_type="application/atom+xml")).entries
    assert entry.url == "https://outlet.example/feed/a/1"
    assert entry.title == "a < b"
    assert entry.updated_at == datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert entry.published_at == datetime(2024, 2, 2, 23, tzinfo=UTC)


@pytest.mark.parametrize("link", ["", "javascript:void(0)", "ftp://x.example/a", "mailto:a@b.c", "http://"])
def test_an_entry_without_a_usable_link_is_left_out_and_counted(link: str) -> None:
    document = parse(FEED, page(rss(item(link=link), item(link="https://outlet.example/good"))))
    assert [entry.url for entry in document.entries] == ["https://outlet.example/good"]
    assert (document.items, document.unaddressed) == (2, 1)


@pytest.mark.parametrize("oldest_first", [True, False])
def test_of_more_than_two_thousand_items_the_oldest_are_left_out(oldest_first: bool) -> None:
    numbers = range(2_003) if oldest_first else range(2_002, -1, -1)
    told = [
        item(
            link=f"https://o.example/{n}",
            pubDate=f"2024-01-{1 + n // 1_440:02}T{n // 60 % 24:02}:{n % 60:02}Z",
        )
        for n in numbers
    ]
    document = parse(FEED, page(rss(*told)))
    assert (len(document.entries), document.items, document.left_out) == (2_000, 2_003, 3)
    assert {"https://o.example/2"}.isdisjoint(entry.url for entry in document.entries)


def test_items_without_a_date_or_dated_ahead_are_counted() -> None:
    soon, late = "2026-01-02T20:00:00Z", "2026-01-04T00:00:00Z"
    dated = [
        item(link=f"https://o.example/{n}", pubDate=date) for n, date in enumerate([soon, late, late, ""])
    ]
    document = parse(FEED, page(rss(*dated)))
    assert (document.undated, document.ahead) == (1, 2)


@pytest.mark.parametrize(
    ("about", "seconds"),
    [
        ("<ttl>30</ttl>", 1_800),
        ("<ttl>soon</ttl>", 0),
        ("<ttl>-5</ttl>", 0),
        ("<ttl>99999999999999999999</ttl>", 0),
        ("<ttl>٣٠</ttl>", 1_800),
        ("<sy:updatePeriod> hourly </sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 1_800),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", 86_400),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 86_400),
        ("<sy:updatePeriod>never</sy:updatePeriod>", 0),
        ("<ttl>120</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 7_200),
        ("", 0),
    ],
)
@pytest.mark.parametrize("declared", [True, False])
def test_a_feed_says_how_long_to_wait(about: str, seconds: int, declared: bool) -> None:
    told = rss(item(), about=about)
    if declared:
        told = told.replace("<rss ", '<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" ')
    assert parse(FEED, page(told)).wait_seconds == seconds


def test_a_document_says_what_it_is() -> None:
    document = parse(FEED, page(rss(item(), about="<language>en-GB</language>")))
    assert (document.version, document.title, document.language) == ("rss20", "Outlet", "en-GB")


@pytest.mark.parametrize("feed", [rss(), f"<feed {ATOM}></feed>", "<rss version='2.0'><channel/></rss>"])
def test_a_shell_without_items_is_a_feed_without_entries(feed: str) -> None:
    document = parse(FEED, page(feed))
    assert (document.entries, document.items) == ((), 0)


def test_a_document_survives_the_way_back_from_another_process() -> None:
    document = parse(FEED, page(news(1, 2)))
    assert pickle.loads(pickle.dumps(document)) == document


def test_a_first_poll_reads_everything_and_remembers_how_to_ask_again() -> None:
    web = Publisher(etag='"1"', last_modified="Thu, 01 Jan 2026 00:00:00 GMT")
    web.serve(news(*WEEK))
    answer = asked(web)
    assert (answer.answer, len(answer.entries), answer.gap) == (Answer.READ, 9, False)
    assert answer.state.state is Health.OK
    assert (answer.state.entries, answer.state.last_item_at) == (9, NOW)
    memory = answer.memory
    assert (memory.etag, memory.last_modified, memory.read_at) == ('"1"', web.headers["last-modified"], NOW)
    assert memory.newest == tuple(entry.id for entry in answer.entries[:5])
    assert memory.url == FEED.url
    assert NOW < memory.due_at <= NOW + DAY


def test_a_feed_is_asked_whether_it_changed_and_that_it_did_not_is_an_answer() -> None:
    web = Publisher(etag='"1"', last_modified="then")
    before = first(web)
    web.unchanged = True
    answer = asked(web, before, NOW + HOUR)
    assert (web.asked[-1][1].etag, web.asked[-1][1].last_modified) == ('"1"', "then")
    assert (answer.answer, answer.entries, answer.gap) == (Answer.UNCHANGED, (), False)
    assert answer.state == replace(before.state, last_good_at=NOW + HOUR)
    assert (answer.memory.newest, answer.memory.body_hash, answer.memory.read_at) == (
        before.newest,
        before.body_hash,
        NOW,
    )


def test_the_very_same_document_is_not_read_again() -> None:
    web = Publisher()
    before = first(web)

    def never(*_: object) -> object:
        raise AssertionError("parsed")

    answer = poll(FEED, before, web, never, NOW + HOUR)  # type: ignore[arg-type] # calls nothing
    assert (answer.answer, answer.entries, answer.memory.newest) == (Answer.SAME, (), before.newest)
    assert answer.memory.read_at == NOW + HOUR


def test_an_etag_that_never_changes_hides_news_for_a_day_at_most() -> None:
    web = Publisher(etag='"for ever"')
    memory = first(web)
    web.serve(news(*WEEK, 169))
    web.unchanged = True
    assert asked(web, memory, NOW + 23 * HOUR).answer is Answer.UNCHANGED
    memory = asked(web, memory, NOW + 23 * HOUR).memory
    answer = asked(web, memory, NOW + DAY)
    assert (answer.answer, len(answer.entries)) == (Answer.READ, 10)
    assert web.asked[-1][1].etag == ""


@pytest.mark.parametrize(
    "failure",
    [
        TemporaryFetchError("HTTP 503 from outlet.example", 503),
        FetchError("HTTP 404 from outlet.example", 404),
        "<html><body>Welcome</body></html>",
        rss(),
        "",
    ],
)
def test_after_a_failure_the_document_itself_has_to_come(failure: str | ShamalError) -> None:
    web = Publisher(etag='"1"')
    memory = first(web)
    web.serve(failure)
    failed = asked(web, memory, NOW + HOUR).memory
    assert (failed.etag, failed.body_hash, failed.newest) == (memory.etag, memory.body_hash, memory.newest)
    web.serve(news(*WEEK))
    web.unchanged = True
    answer = asked(web, failed, NOW + 2 * HOUR)
    assert web.asked[-1][1].etag == ""
    assert answer.answer in (Answer.SAME, Answer.READ)
    assert (answer.state.state, answer.state.entries, answer.memory.failures) == (Health.OK, 9, 0)


@pytest.mark.parametrize(
    ("failure", "state", "weight"),
    [
        (FetchError("HTTP 410 from outlet.example", 410), Health.GONE, 1),
        (FetchError("HTTP 403 from outlet.example", 403), Health.BLOCKED, 1),
        (RobotsError("robots.txt forbids it"), Health.BLOCKED, 1),
        ("<html><title>Just a moment...</title></html>", Health.BLOCKED, 1),
        ("<html><body>Welcome</body></html>", Health.HTML, 1),
        ("Invalid url", Health.FAILED, 0.5),
        ("", Health.FAILED, 0.5),
        (TemporaryFetchError("no answer within 30 s"), Health.FAILED, 0.25),
        (HostileDocumentError("the document took more than 30 s"), Health.FAILED, 0.5),
    ],
)
def test_a_failure_is_told_and_what_was_known_is_kept(
    failure: str | ShamalError, state: Health, weight: float
) -> None:
    web = Publisher()
    memory = first(web)
    web.serve(failure)
    answer = asked(web, memory, NOW + HOUR)
    assert (answer.answer, answer.entries, answer.gap) == (Answer.FAILED, (), False)
    assert (answer.state.state, answer.state.since, answer.state.last_good_at) == (state, NOW + HOUR, NOW)
    assert answer.state.message
    assert answer.memory.failures == weight
    again = asked(web, answer.memory, NOW + 3 * HOUR)
    assert (again.state.since, again.memory.failures) == (NOW + HOUR, 2 * weight)


def test_a_server_that_asks_us_to_wait_is_left_alone_for_so_long() -> None:
    web = Publisher()
    memory = first(web)
    web.serve(TemporaryFetchError("HTTP 429 from outlet.example", 429, 7_200.0))
    assert 2 * HOUR <= asked(web, memory, NOW + HOUR).memory.due_at - NOW - HOUR <= 2.25 * HOUR


def test_a_feed_without_items_is_read_but_not_well() -> None:
    web = Publisher(etag='"1"')
    web.serve(rss())
    answer = asked(web)
    assert (answer.answer, answer.state.state, answer.state.entries) == (Answer.READ, Health.EMPTY, 0)
    assert (answer.memory.etag, answer.memory.body_hash, answer.memory.failures) == ("", "", 0.5)
    assert answer.state.last_good_at is None
    web.serve(rss(item(link="javascript:x")))
    assert "none of the feed's 1 items has a usable address" in asked(web).state.message


def test_an_emptied_feed_leaves_no_gap_and_the_way_to_find_one_later() -> None:
    web = Publisher()
    memory = first(web)
    web.serve(rss())
    emptied = asked(web, memory, NOW + HOUR)
    assert (emptied.gap, emptied.memory.newest) == (False, memory.newest)
    web.serve(news(*range(170, 180)))
    answer = asked(web, emptied.memory, NOW + 12 * HOUR)
    assert answer.gap
    assert answer.state.message.startswith(
        "some items may have been missed between 2026-01-02 00:00 and 2026-01-02 02:00"
    )


def test_a_document_that_breaks_off_is_asked_for_again_whole() -> None:
    web = Publisher(etag='"1"')
    whole = news(*WEEK)
    memory = first(web, whole[: whole.index("No. 162")])
    assert memory.state.entries == 6
    assert (memory.etag, memory.body_hash) == ("", "")
    assert "breaks off" in memory.state.message


def test_a_gap_is_told_only_while_it_is_new() -> None:
    web = Publisher()
    memory = first(web)
    web.serve(news(*range(200, 210)))
    answer = asked(web, memory, NOW + 42 * HOUR)
    assert answer.gap
    assert "missed" in answer.state.message
    again = asked(web, answer.memory, NOW + 43 * HOUR)
    assert (again.gap, again.state.message) == (False, "")


def test_another_address_in_the_pack_begins_anew() -> None:
    web = Publisher(etag='"1"')
    memory = first(web)
    other = replace(FEED, url="https://outlet.example/rss")
    web.serve(news(1, 2), other.url)
    answer = poll(other, memory, web, here, NOW + HOUR)
    assert web.asked[-1][1].etag == ""
    assert (answer.answer, answer.gap, answer.memory.url) == (Answer.READ, False, other.url)


def moved(web: Publisher, polls: int) -> FeedMemory:
    web.redirects[FEED.url] = NEW_HOME
    web.serve(news(*WEEK), NEW_HOME)
    memory = None
    for n in range(polls):
        memory = asked(web, memory, NOW + n * HOUR).memory
    assert memory is not None
    return memory


def test_a_feed_that_moved_for_good_is_asked_at_its_new_address_after_three_polls() -> None:
    web = Publisher()
    assert moved(web, 2).state.state is Health.OK
    memory = moved(web, 3)
    assert {url for url, _ in web.asked} == {FEED.url}
    assert memory.state.state is Health.MOVED
    assert f"moved for good to {NEW_HOME}: put this address into feeds.toml" in memory.state.message
    answer = asked(web, memory, NOW + 5 * HOUR)
    assert web.asked[-1][0] == NEW_HOME
    assert (answer.answer, answer.state.state) == (Answer.SAME, Health.MOVED)


@pytest.mark.parametrize(
    "failure", [FetchError("HTTP 403", 403), FetchError("HTTP 404", 404), "<html></html>", rss()]
)
def test_where_the_new_address_fails_the_old_one_is_asked(failure: str | ShamalError) -> None:
    web = Publisher(etag='"1"')
    memory = moved(web, 3)
    web.redirects.clear()
    web.serve(failure, NEW_HOME)
    web.serve(news(*WEEK, 170))
    answer = asked(web, memory, NOW + 5 * HOUR)
    assert [url for url, _ in web.asked[-2:]] == [NEW_HOME, FEED.url]
    assert [ask.etag for _, ask in web.asked[-2:]] == ['"1"', ""]
    assert (answer.answer, answer.state.state, answer.memory.moves) == (Answer.READ, Health.OK, 0)


def test_a_new_address_that_does_not_answer_is_left_until_the_old_one_leads_there_again() -> None:
    web = Publisher()
    memory = moved(web, 3)
    web.serve(TemporaryFetchError("no answer"), NEW_HOME)
    silent = asked(web, memory, NOW + 5 * HOUR)
    assert web.asked[-1][0] == NEW_HOME
    assert (silent.state.state, silent.memory.failures) == (Health.FAILED, 0.25)
    web.serve(news(*WEEK), NEW_HOME)
    back = asked(web, silent.memory, NOW + 6 * HOUR)
    assert web.asked[-1][0] == FEED.url
    assert (back.state.state, back.memory.moves) == (Health.MOVED, 3)


@pytest.mark.parametrize("detour", ["elsewhere", "home"])
def test_redirects_that_do_not_last_are_no_move(detour: str) -> None:
    web = Publisher()
    memory = moved(web, 2)
    if detour == "elsewhere":
        web.redirects[FEED.url] = "https://other.example/"
        web.serve(news(*WEEK), "https://other.example/")
    else:
        web.redirects.clear()
        web.serve(news(*WEEK))
    memory = asked(web, memory, NOW + 3 * HOUR).memory
    web.redirects[FEED.url] = NEW_HOME
    memory = asked(web, memory, NOW + 4 * HOUR).memory
    assert (memory.moves, memory.state.state) == (1, Health.OK)


def test_a_redirect_to_a_web_page_is_no_move() -> None:
    web = Publisher()
    web.redirects[FEED.url] = NEW_HOME
    web.serve("<html><body>Home</body></html>", NEW_HOME)
    memory = None
    for n in range(4):
        memory = asked(web, memory, NOW + n * HOUR).memory
    assert memory is not None
    assert (memory.moves, memory.state.state) == (0, Health.HTML)


def test_leave_that_an_outlet_gave_goes_along() -> None:
    web = Publisher()
    web.serve(news(*WEEK))
    poll(replace(FEED, permitted=True), None, web, here, NOW, max_bytes=1_000)
    assert (web.asked[0][1].permitted, web.asked[0][1].max_bytes) == (True, 1_000)
    assert not asked(web, None).state.message
    assert web.asked[1][1].permitted is False


ANSWERS = st.sampled_from(
    [
        news(*WEEK),
        news(*WEEK, 170),
        news(*range(200, 220)),
        news(*WEEK)[:900],
        rss(),
        rss(item(link="x:y")),
        "<html></html>",
        "",
        FetchError("HTTP 404", 404),
        RobotsError("forbidden"),
        TemporaryFetchError("later", 429, 7_200.0),
        HostileDocumentError("too long"),
    ]
)


@given(st.lists(st.tuples(ANSWERS, ANSWERS, st.booleans(), st.booleans(), st.integers(1, 100)), max_size=12))
def test_whatever_comes_a_poll_never_raises_and_a_304_never_clears_a_failure(
    history: list[tuple[str | ShamalError, str | ShamalError, bool, bool, int]],
) -> None:
    web = Publisher(etag='"1"')
    memory: FeedMemory | None = None
    now = NOW
    for here_, there, redirects, unchanged, hours in history:
        web.serve(here_)
        web.serve(there, NEW_HOME)
        web.redirects = {FEED.url: NEW_HOME} if redirects else {}
        web.unchanged = unchanged
        now += hours * HOUR
        answer = asked(web, memory, now)
        after = answer.memory
        assert now + 5 * MINUTE <= after.due_at <= now + DAY
        assert bool(answer.entries) == (
            answer.answer is Answer.READ and answer.state.state is not Health.EMPTY
        )
        assert (after.failures > 0) == (answer.state.last_good_at != now)
        if answer.answer is Answer.UNCHANGED:
            assert memory is not None
            assert memory.failures == 0
        memory = after

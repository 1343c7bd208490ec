"""Publishers' rules for robots, read and kept to."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import FetchError, RobotsError, TemporaryFetchError
from news.records import HostMemory
from scrapers.admission import Address, admitted
from scrapers.hosts import Hosts, NotAskedError
from scrapers.robots import MOST_BYTES, Robots, concerning_us, is_later, rules_text
from tests.scrapers.servers import NOW, FakeTime

HOUR = 3_600.0
KEEP_OUT = b"User-agent: *\nDisallow: /private\n"
BUSY = TemporaryFetchError("HTTP 503 from news.example", 503)
SILENT = TemporaryFetchError("no answer from news.example within 10 s")


class Site:
    """A publisher whose robots.txt can be changed, and our own side that keeps to it."""

    def __init__(self, answer: bytes | FetchError, known: tuple[HostMemory, ...] = ()) -> None:
        self.answer = answer
        self.time = FakeTime()
        self.asked: list[str] = []
        self.delays: list[tuple[str, float]] = []
        self.hosts = Hosts(known, self.time.clock)
        self.robots = Robots(self.hosts, self.time.clock, self._ask, self._slow_down)

    def _ask(self, address: Address, seconds: float) -> bytes:
        assert seconds == 8.0
        self.asked.append(address.url)
        if isinstance(self.answer, FetchError):
            raise self.answer
        return self.answer

    def _slow_down(self, host: str, seconds: float) -> None:
        self.delays.append((host, seconds))

    def allows(self, path: str) -> bool:
        url = f"https://news.example{path}"
        try:
            self.robots.check(admitted(url, url), 8.0)
        except RobotsError:
            return False
        return True

    def refusal(self) -> TemporaryFetchError:
        with pytest.raises(TemporaryFetchError) as caught:
            self.allows("/")
        return caught.value


def test_what_is_forbidden_is_not_asked() -> None:
    site = Site(KEEP_OUT)
    assert site.allows("/news?id=1")
    assert not site.allows("/private/letters")
    assert site.asked == ["https://news.example/robots.txt"]
    kept = HostMemory("news.example", KEEP_OUT.decode(), 200, NOW)
    assert site.hosts.changed() == (kept,)


def test_rules_for_us_by_name_come_before_those_for_all() -> None:
    site = Site(b"User-agent: *\nDisallow: /\n\nUser-agent: shamal\nAllow: /\nDisallow: /archive$\n")
    assert site.allows("/archive/1")
    assert not site.allows("/archive")


def test_wildcards_marks_and_foreign_line_ends_are_understood() -> None:
    site = Site(b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /*/print$\r\nDisallow: /\xd8\xa3\r\nAllow: /\r\n")
    assert [site.allows(path) for path in ("/a/print", "/a/print?x", "/\u0623\u062e", "/%D8%A3")] == [
        False,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, None])
def test_where_there_is_none_all_is_allowed(status: int | None) -> None:
    site = Site(FetchError("no", status))
    assert site.allows("/private")
    assert site.allows("/private")
    assert len(site.asked) == 1


@pytest.mark.parametrize("body", [b"<!DOCTYPE html>\nDisallow: /", b" \n<html>", KEEP_OUT + b"\0", b""])
def test_a_page_or_no_text_at_all_holds_no_rules(body: bytes) -> None:
    assert Site(body).allows("/private")


@pytest.mark.parametrize(
    ("failure", "status", "kept"),
    [(BUSY, 503, 503), (TemporaryFetchError("HTTP 429", 429), 429, 429), (SILENT, None, 0)],
)
def test_where_it_cannot_be_had_nothing_is_asked_for_some_minutes(
    failure: FetchError, status: int | None, kept: int
) -> None:
    site = Site(failure)
    error = site.refusal()
    assert str(error) == f"robots.txt of news.example cannot be had: {failure}"
    assert error.status == status
    site.time.now = 599.0
    assert isinstance(site.refusal(), TemporaryFetchError)
    assert len(site.asked) == 1
    assert site.hosts.memory("news.example") == HostMemory("news.example", "", kept, NOW)
    site.time.now, site.answer = 600.0, KEEP_OUT
    assert site.allows("/news")
    assert len(site.asked) == 2


def test_a_failure_of_the_last_run_is_remembered() -> None:
    site = Site(KEEP_OUT, (HostMemory("news.example", "", 503, NOW - timedelta(minutes=4)),))
    assert str(site.refusal()) == "robots.txt of news.example cannot be had: HTTP 503"
    assert site.asked == []


def test_a_copy_of_the_last_run_serves_half_a_day() -> None:
    site = Site(b"", (HostMemory("news.example", KEEP_OUT.decode(), 200, NOW),))
    site.time.now = 12 * HOUR - 1
    assert not site.allows("/private")
    assert site.asked == []
    site.time.now = 12 * HOUR
    assert site.allows("/private")
    assert len(site.asked) == 1


def test_an_old_copy_serves_until_it_is_a_day_old_where_no_new_one_can_be_had() -> None:
    site = Site(BUSY, (HostMemory("news.example", KEEP_OUT.decode(), 200, NOW),))
    for seconds, asked in ((13 * HOUR, 1), (13 * HOUR + 599, 1), (13 * HOUR + 600, 2), (24 * HOUR - 1, 3)):
        site.time.now = seconds
        assert site.allows("/news")
        assert not site.allows("/private")
        assert len(site.asked) == asked
    site.time.now = 24 * HOUR
    assert "HTTP 503" in str(site.refusal())
    assert site.hosts.memory("news.example").robots == ""


def test_a_copy_from_the_future_does_not_serve() -> None:
    site = Site(b"", (HostMemory("news.example", KEEP_OUT.decode(), 200, NOW + timedelta(days=3)),))
    assert site.allows("/private")


def test_where_we_could_not_ask_nothing_is_remembered() -> None:
    site = Site(NotAskedError("the run is over"))
    assert str(site.refusal()) == "the run is over"
    assert site.hosts.changed() == ()


def test_crawl_delays_are_kept_up_to_a_minute_and_longer_ones_told() -> None:
    site = Site(b"User-agent: *\nCrawl-delay: 7.5\n")
    site.allows("/")
    site.allows("/news")
    assert (site.delays, site.robots.slow()) == ([("news.example", 7.5)], {})
    slow = Site(b"User-agent: *\nCrawl-delay: 86400\n")
    slow.allows("/")
    assert (slow.delays, slow.robots.slow()) == ([("news.example", 60.0)], {"news.example": 86_400.0})


def test_half_a_line_is_no_rule() -> None:
    start = b"User-agent: *\nDisallow: /a\n"
    line = b"Disallow: /search\n"
    padding = b"#" * (MOST_BYTES - len(start) - len(b"\nDisallow: /")) + b"\n"
    text = rules_text(start + padding + line)
    assert text.splitlines()[:2] == ["User-agent: *", "Disallow: /a"]
    assert "/se" not in text
    assert not text.rstrip().endswith("Disallow: /")


def test_a_document_as_large_as_is_read_is_read_to_its_end() -> None:
    body = KEEP_OUT.rstrip().rjust(MOST_BYTES, b"\n")
    assert rules_text(body) == body.decode()


def test_all_other_agents_are_one() -> None:
    lines = ["User-agent: a", "useragent b # c", "USER AGENT:*", " User-agent\tShamal/2", "User-agent:"]
    others = ["Disallow: /user-agent: a", "# User-agent: a", "user-agents: a", "Allow: /"]
    names = ["another", "another", "*", "Shamal", "another"]
    told = [f"User-agent: {name}" for name in names] + others
    assert concerning_us("\r\n".join(lines + others)).splitlines() == told


def test_rules_for_others_do_not_become_ours() -> None:
    site = Site(b"User-agent: *\nDisallow: /a\n\nUser-agent: x\nUser-agent: y\nDisallow: /b\n")
    assert [site.allows(path) for path in ("/a", "/b")] == [False, True]


def test_a_crowd_of_agents_and_rules_is_read_in_its_length() -> None:
    # Each rule for each agent would be 400 million rules: no time limit is needed to see the difference.
    crowd = "".join(f"User-agent: a{number}\n" for number in range(20_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(20_000))
    site = Site(f"{crowd}User-agent: *\n{rules}".encode()[:MOST_BYTES])
    assert not site.allows("/1")
    assert site.allows("/a")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*"ab*$/:#%\n\r \xe9", "%2", "Disallow: /", "User-agent: *\n", "Crawl-delay:"]))
)
def test_no_text_is_too_broken_to_be_read(pieces: list[str]) -> None:
    site = Site("".join(pieces).encode())
    assert site.allows("/ab?%zz") in (True, False)


@pytest.mark.parametrize(
    ("status", "later"), [(500, True), (503, True), (429, True), (404, False), (200, False)]
)
def test_some_statuses_say_not_now(status: int, later: bool) -> None:
    assert is_later(status) == later

"""What hosts asked of us is kept, and given back where it changed."""

from datetime import timedelta

import pytest

from news.errors import TemporaryFetchError
from news.records import HostMemory
from scrapers.hosts import Hosts, NotAskedError, seconds_asked
from tests.scrapers.servers import NOW, FakeTime

HOUR = 3_600.0


def test_a_host_of_which_nothing_is_known_is_open() -> None:
    hosts = Hosts([], FakeTime().clock)
    hosts.check_open("news.example")
    assert hosts.memory("news.example") == HostMemory("news.example")
    assert hosts.changed() == ()


def test_a_host_is_closed_as_long_as_it_asked_and_then_open() -> None:
    time = FakeTime()
    hosts = Hosts([], time.clock)
    hosts.close("news.example", 2 * HOUR)
    time.now = HOUR
    with pytest.raises(
        NotAskedError, match=r"news\.example asked us to stay away until 2026-01-02 05:04 UTC"
    ) as e:
        hosts.check_open("news.example")
    assert isinstance(e.value, TemporaryFetchError)
    assert e.value.retry_after == HOUR
    hosts.check_open("other.example")
    time.now = 2 * HOUR
    hosts.check_open("news.example")


def test_no_host_is_closed_for_more_than_a_day() -> None:
    hosts = Hosts([], FakeTime().clock)
    hosts.close("news.example", 1_000 * HOUR)
    assert hosts.memory("news.example").closed_until == NOW + timedelta(hours=24)


def test_a_closure_by_a_clock_gone_wrong_does_not_count() -> None:
    hosts = Hosts([HostMemory("news.example", closed_until=NOW + timedelta(days=900))], FakeTime().clock)
    hosts.check_open("news.example")


def test_only_what_changed_is_given_back() -> None:
    old = [HostMemory("a.example", "User-agent: *", 200, NOW), HostMemory("b.example", "", 404, NOW)]
    time = FakeTime()
    hosts = Hosts(old, time.clock)
    hosts.keep_robots("a.example", "User-agent: *", 200)  # as it was, at the same moment
    time.now = 60.0
    hosts.keep_robots("b.example", "", 503)
    hosts.close("b.example", 60.0)
    later = NOW + timedelta(seconds=60)
    assert hosts.changed() == (HostMemory("b.example", "", 503, later, later + timedelta(seconds=60)),)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 120 ", 120.0),
        ("Fri, 02 Jan 2026 04:04:00 GMT", HOUR),
        ("Fri, 02 Jan 2026 06:04:00 +0200", HOUR),
        ("Fri, 02 Jan 2099 03:04:00 GMT", 24 * HOUR),
        ("9" * 5_000, 24 * HOUR),
        *((text, None) for text in ("", "0", "-1", "soon", "1.5", "\u0663", "Fri, 02 Jan 2026 01:04:00 GMT")),
        ("Fri, 02 Jan 2026 04:04:00 -0000", None),
        ("Fri, 99 Jan 2026 04:04:00 GMT", None),
    ],
)
def test_retry_after_is_a_number_of_seconds_or_a_date(header: str, seconds: float | None) -> None:
    assert seconds_asked(header, NOW) == seconds

"""Each domain's requests have their turns."""

import threading
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.spacing import Spacing, domain_of
from tests.scrapers.servers import FakeTime


def wanted() -> None:
    """Nothing has happened that would end the turn."""


def spacing(time: FakeTime, seconds: float = 5.0, jitter: Callable[[], float] = lambda: 0.0) -> Spacing:
    return Spacing(seconds, time.monotonic, time.sleep, jitter)


def ask(turns: Spacing, host: str) -> None:
    with turns.turn(host, wanted) as sent:
        sent()


def test_the_first_request_to_a_domain_does_not_wait() -> None:
    time = FakeTime()
    turns = spacing(time)
    ask(turns, "a.example")
    ask(turns, "b.example")
    assert time.slept == []


def test_the_next_one_waits_for_the_rest_of_the_space_and_later_ones_do_not() -> None:
    time = FakeTime()
    turns = spacing(time)
    ask(turns, "a.example")
    time.now = 2.0
    ask(turns, "a.example")
    time.now = 60.0
    ask(turns, "a.example")
    assert time.slept == [3.0]


def test_subdomains_share_the_turns_of_their_domain() -> None:
    time = FakeTime()
    turns = spacing(time)
    ask(turns, "www.paper.co.uk")
    ask(turns, "feeds.paper.co.uk")
    ask(turns, "other.co.uk")
    assert time.slept == [5.0]


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("feeds.news.com.tr", "news.com.tr"),
        ("www.news.example", "www.news.example"),
        ("127.0.0.1", "127.0.0.1"),
        ("2606:4700::1111", "2606:4700::1111"),
        ("localhost", "localhost"),
    ],
)
def test_what_has_no_registered_domain_stands_for_itself(host: str, domain: str) -> None:
    assert domain_of(host) == domain


def test_the_space_counts_from_when_a_request_was_sent() -> None:
    time = FakeTime()
    turns = spacing(time)
    with turns.turn("a.example", wanted) as sent:
        time.now = 2.0  # the name was resolved
        sent()
        time.now = 4.0  # the answer came
    ask(turns, "a.example")
    assert time.slept == [3.0]


def test_a_request_that_failed_on_its_way_counts_from_its_end() -> None:
    time = FakeTime()
    turns = spacing(time)
    with pytest.raises(OSError, match="refused"), turns.turn("a.example", wanted):
        time.now = 2.0
        raise OSError("refused")
    ask(turns, "a.example")
    assert time.slept == [5.0]


def test_a_turn_that_is_not_wanted_any_more_costs_nothing() -> None:
    time = FakeTime()
    turns = spacing(time)
    ask(turns, "a.example")

    def over() -> None:
        raise RuntimeError("over")

    for _ in range(3):
        with pytest.raises(RuntimeError, match="over"), turns.turn("a.example", over):
            raise AssertionError("nobody may ask")
    assert time.slept == []
    ask(turns, "a.example")
    assert time.slept == [5.0]


def test_what_happens_during_the_wait_can_end_the_turn() -> None:
    time = FakeTime()
    turns = spacing(time)
    ask(turns, "a.example")

    def until_three() -> None:
        if time.now > 3.0:
            raise RuntimeError("closed meanwhile")

    with pytest.raises(RuntimeError, match="meanwhile"), turns.turn("a.example", until_three):
        raise AssertionError("nobody may ask")


def test_jitter_only_adds() -> None:
    time = FakeTime()
    draws = iter([0.0, 1.0, 0.5])
    turns = spacing(time, 8.0, lambda: next(draws))
    for _ in range(3):
        ask(turns, "a.example")
    assert time.slept == [8.0, 10.0]


def test_a_domain_can_ask_for_more_space_and_never_gets_less() -> None:
    time = FakeTime()
    turns = spacing(time)
    ask(turns, "a.example")
    turns.widen("a.example", 20.0)
    turns.widen("a.example", 1.0)
    ask(turns, "a.example")
    assert time.slept == [20.0]


def test_no_space_means_no_wait_and_two_connections() -> None:
    time = FakeTime()
    turns = spacing(time, 0.0)
    with turns.turn("a.example", wanted), turns.turn("a.example", wanted):
        pass
    assert time.slept == []


@settings(max_examples=60, deadline=None)
@given(
    st.floats(0.1, 60.0),
    st.lists(
        st.tuples(st.sampled_from(["a.com", "www.a.com", "b.org"]), st.floats(0, 70), st.floats(0, 9)),
        max_size=12,
    ),
    st.floats(0, 1),
)
def test_no_order_of_requests_comes_closer_than_the_space(
    seconds: float, requests: list[tuple[str, float, float]], jitter: float
) -> None:
    time = FakeTime()
    turns = spacing(time, seconds, lambda: jitter)
    seen: dict[str, list[float]] = {}
    for host, pause, on_the_way in requests:
        time.now += pause
        with turns.turn(host, wanted) as sent:
            time.now += on_the_way
            seen.setdefault(domain_of(host), []).append(time.now)
            sent()
            time.now += on_the_way
    gaps = [later - earlier for times in seen.values() for earlier, later in pairwise(times)]
    assert all(gap >= seconds - 1e-6 for gap in gaps)


def test_threads_come_in_the_order_they_joined_and_never_too_close() -> None:
    time = FakeTime()
    turns = spacing(time)
    order: list[tuple[int, float]] = []
    threads = []
    held = threading.Event()

    def join(number: int) -> None:
        with turns.turn("a.example", wanted) as sent:
            order.append((number, time.now))
            sent()

    with turns.turn("a.example", wanted) as sent:
        for number in range(5):
            thread = threading.Thread(target=join, args=(number,))
            thread.start()
            threads.append(thread)
            while turns.queued("a.example") <= number:  # until it stands in the line
                held.wait(0.001)
        sent()
    for thread in threads:
        thread.join()
    assert order == [(number, 5.0 * (number + 1)) for number in range(5)]


def test_a_third_connection_to_a_domain_waits_for_the_end_of_another() -> None:
    turns = spacing(FakeTime(), 0.0)
    entered, pause = threading.Event(), threading.Event()

    def third() -> None:
        with turns.turn("a.example", wanted):
            entered.set()

    with turns.turn("a.example", wanted):
        with turns.turn("a.example", wanted):
            thread = threading.Thread(target=third)
            thread.start()
            while not (turns.queued("a.example") or entered.is_set()):
                pause.wait(0.001)
            assert not entered.is_set()
        assert entered.wait(10)
    thread.join()

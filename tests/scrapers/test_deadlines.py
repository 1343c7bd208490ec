"""What a request has of time, and where it is cut off."""

import threading

import httpcore
import pytest

from scrapers.deadlines import Deadline, in_time
from tests.scrapers.servers import FakeTime


def test_a_deadline_comes_nearer_and_passes() -> None:
    time = FakeTime()
    deadline = Deadline(20.0, time.monotonic)
    time.now += 15.0
    assert deadline.left() == 5.0
    time.now += 5.0
    with pytest.raises(httpcore.ReadTimeout, match="over"):
        deadline.left()


def test_time_that_does_not_count_puts_it_off() -> None:
    time = FakeTime()
    deadline = Deadline(20.0, time.monotonic)
    time.now += 30.0
    deadline.extend(25.0)
    assert deadline.left() == 15.0


def test_work_in_time_gives_what_it_gives_and_raises_what_it_raises() -> None:
    deadline = Deadline(5.0, FakeTime().monotonic)
    assert in_time(deadline, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        in_time(deadline, lambda: 1 // 0)


def test_late_work_is_left_behind() -> None:
    never = threading.Event()
    try:
        with pytest.raises(httpcore.ConnectTimeout, match="not resolved in time"):
            in_time(Deadline(0.01, FakeTime().monotonic), never.wait)
    finally:
        never.set()

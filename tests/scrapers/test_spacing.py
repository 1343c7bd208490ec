"""Each host has its turn."""

from scrapers.spacing import Spacing


class FakeTime:
    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def spacing(time: FakeTime, seconds: float = 5.0) -> Spacing:
    return Spacing(seconds, lambda: time.now, time.sleep)


def test_the_first_request_to_a_host_does_not_wait() -> None:
    time = FakeTime()
    turns = spacing(time)
    turns.wait("a.example")
    turns.wait("b.example")
    assert time.slept == []


def test_the_next_one_waits_for_the_rest_of_the_space() -> None:
    time = FakeTime()
    turns = spacing(time)
    turns.wait("a.example")
    time.now += 2.0
    turns.wait("a.example")
    assert time.slept == [3.0]


def test_after_the_space_nobody_waits() -> None:
    time = FakeTime()
    turns = spacing(time)
    turns.wait("a.example")
    time.now += 6.0
    turns.wait("a.example")
    assert time.slept == []


def test_a_noted_request_pushes_the_next_turn_back() -> None:
    time = FakeTime()
    turns = spacing(time)
    turns.note("a.example")
    turns.wait("a.example")
    assert time.slept == [5.0]

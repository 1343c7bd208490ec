"""Manners towards a publisher's servers: when a request may go, and how many at a time."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Condition, Lock

from courlan import extract_domain

from scrapers.addresses import literal

_MOST_CONNECTIONS = 2
_SLACK = 0.25  # jitter adds up to this share of the space, so that requests do not come like clockwork


class Spacing:
    """Gives each registered domain's requests their turns, first come first served, whatever thread asks.

    A request goes `seconds` or more after the one before it was sent, and while fewer than two others are
    under way. Subdomains share their domain's turns, since they mostly share its servers. `jitter` gives
    numbers from 0 to 1.
    """

    def __init__(
        self,
        seconds: float,
        monotonic: Callable[[], float],
        sleep: Callable[[float], None],
        jitter: Callable[[], float],
    ) -> None:
        self._seconds = seconds
        self._monotonic = monotonic
        self._sleep = sleep
        self._jitter = jitter
        self._lines: dict[str, _Line] = {}
        self._lock = Lock()

    def widen(self, host: str, seconds: float) -> None:
        """Keep requests to the domain of `host` at least this far apart from now on: it asks for that."""
        line = self._line(host)
        line.seconds = max(line.seconds, seconds)

    @contextmanager
    def turn(self, host: str, check: Callable[[], None]) -> Iterator[Callable[[], None]]:
        """Wait for a turn to ask `host`, and hold one of its connections until the end.

        Gives a function to be called when the request was sent: the next turn counts from then, else from
        the end. `check` is called before and after the wait, since much may happen meanwhile; what it
        raises ends the turn.
        """
        with self._line(host).place() as turn:
            check()
            wait = turn.line.free_at - self._monotonic()
            if wait > 0:
                self._sleep(wait)
            if turn.line.seconds == 0:
                turn.pass_on()
            try:
                check()
                yield lambda: self._sent(turn)
            finally:
                self._sent(turn)

    def queued(self, host: str) -> int:
        """Return how many stand in the line of a host's domain."""
        line = self._line(host)
        with line.changed:
            return len(line.waiting)

    def _sent(self, turn: "_Turn") -> None:
        if not turn.sent:
            turn.sent = True
            turn.line.sent_at = max(self._monotonic(), turn.line.sent_at)
            turn.line.stretch = 1 + _SLACK * self._jitter()
            turn.pass_on()

    def _line(self, host: str) -> "_Line":
        domain = domain_of(host)
        with self._lock:
            if domain not in self._lines:
                self._lines[domain] = _Line(self._seconds)
            return self._lines[domain]


@lru_cache(maxsize=8_192)
def domain_of(host: str) -> str:
    """Return the registered domain of a host; IP addresses and reserved names are their own."""
    if literal(host) is not None:
        return host
    return extract_domain(f"http://{host}/") or host


class _Turn:
    def __init__(self, line: "_Line") -> None:
        self.line = line
        self.sent = False

    def pass_on(self) -> None:
        """Let the next one in the line prepare its request."""
        with self.line.changed:
            if self.line.holder is self:
                self.line.holder = None
                self.line.changed.notify_all()


class _Line:
    """The requests to one domain: those that wait, the one whose turn it is, and how many are under way."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.sent_at = float("-inf")
        self.stretch = 1.0
        self.changed = Condition(Lock())
        self.holder: _Turn | None = None
        self.waiting: deque[_Turn] = deque()
        self._open = 0

    @property
    def free_at(self) -> float:
        """The moment from which the next request may go."""
        return self.sent_at + self.seconds * self.stretch

    @contextmanager
    def place(self) -> Iterator[_Turn]:
        turn = _Turn(self)
        self._join(turn)
        try:
            yield turn
        finally:
            with self.changed:
                self._open -= 1
                self.changed.notify_all()
            turn.pass_on()

    def _join(self, turn: _Turn) -> None:
        with self.changed:
            self.waiting.append(turn)
            try:
                self.changed.wait_for(lambda: self._is_next(turn))
                self.holder = turn
                self._open += 1
            finally:
                self.waiting.remove(turn)

    def _is_next(self, turn: _Turn) -> bool:
        return self.waiting[0] is turn and self.holder is None and self._open < _MOST_CONNECTIONS

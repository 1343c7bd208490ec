"""Manners: how long to wait between two requests to one host."""

from collections.abc import Callable
from threading import Lock


class Spacing:
    """Gives each host its turn, at least `seconds` apart; asked from several threads, they queue up."""

    def __init__(
        self, seconds: float, monotonic: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._seconds = seconds
        self._monotonic = monotonic
        self._sleep = sleep
        self._free_at: dict[str, float] = {}
        self._lock = Lock()

    def wait(self, host: str) -> None:
        """Return when it is this caller's turn to ask `host`."""
        with self._lock:
            now = self._monotonic()
            turn = max(now, self._free_at.get(host, now))
            self._free_at[host] = turn + self._seconds
        if turn > now:
            self._sleep(turn - now)

    def note(self, host: str) -> None:
        """Take note of a request to `host` that could not wait: a redirect led there."""
        with self._lock:
            free_at = self._monotonic() + self._seconds
            self._free_at[host] = max(free_at, self._free_at.get(host, free_at))

"""What hosts asked of us, kept from run to run; above all, to stay away for a while."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Lock

from news.errors import TemporaryFetchError
from news.records import HostMemory

_LONGEST_CLOSURE = timedelta(hours=24)


class NotAskedError(TemporaryFetchError):
    """We did not ask at all, so that nothing was learnt of the server."""


class Hosts:
    """The memories of hosts, for several threads. A host is named as in a URL: with an unusual port."""

    def __init__(self, known: Iterable[HostMemory], clock: Callable[[], datetime]) -> None:
        self._given = {memory.host: memory for memory in known}
        self._memories = dict(self._given)
        self._clock = clock
        self._lock = Lock()

    def changed(self) -> tuple[HostMemory, ...]:
        """Return the memories that are not as they were given."""
        with self._lock:
            return tuple(now for host, now in self._memories.items() if now != self._given.get(host))

    def memory(self, host: str) -> HostMemory:
        """Return what is remembered of a host."""
        return self._memories.get(host) or HostMemory(host)

    def keep_robots(self, host: str, text: str, status: int) -> HostMemory:
        """Remember the robots.txt of a host as it is now; `status` is 0 where there was no answer."""
        with self._lock:
            memory = replace(self.memory(host), robots=text, robots_status=status, robots_at=self._clock())
            self._memories[host] = memory
            return memory

    def close(self, host: str, seconds: float) -> None:
        """Keep away from a host for some seconds, at most a day: it asked for that."""
        until = self._clock() + min(timedelta(seconds=seconds), _LONGEST_CLOSURE)
        with self._lock:
            self._memories[host] = replace(self.memory(host), closed_until=until)

    def check_open(self, host: str) -> None:
        """Raise NotAskedError while a host wants us to stay away."""
        until = self.memory(host).closed_until
        if until is None:
            return
        left = until - self._clock()
        if timedelta(0) < left <= _LONGEST_CLOSURE:  # more, and a clock was wrong, then or now
            raise NotAskedError(
                f"{host} asked us to stay away until {until:%Y-%m-%d %H:%M} UTC",
                retry_after=left.total_seconds(),
            )


def seconds_asked(retry_after: str, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, at most a day; None where it asks for none."""
    text = retry_after.strip()
    try:
        number = text.isascii() and text.isdigit()
        seconds = float(text) if number else (parsedate_to_datetime(text) - now).total_seconds()
    except (ValueError, TypeError, OverflowError):  # TypeError: a date without a zone
        return None
    return min(seconds, _LONGEST_CLOSURE.total_seconds()) if seconds > 0 else None

"""A time limit for a whole request, at the only places where a request waits: resolver and socket.

HTTP libraries limit each single read, so a server that sends a byte now and then holds a client for ever
(measured: slow headers, slow bodies and floods of 103 responses). Here each wait of a request gets what
is left of its total.
"""

import ssl
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

import httpcore

R = TypeVar("R")


class Deadline:
    """A moment on a clock that only goes forward; `seconds` from now."""

    def __init__(self, seconds: float, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._end = monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left; httpcore.ReadTimeout when none are."""
        left = self.remaining()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole request is over")
        return left

    def remaining(self) -> float:
        """Return the seconds left, 0 or less when none are."""
        return self._end - self._monotonic()

    def extend(self, seconds: float) -> None:
        """Put the moment off by time that did not count: we waited for good manners."""
        self._end += seconds


class DeadlineStream(httpcore.NetworkStream):
    """A connection whose every wait ends with a `Deadline`."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the deadline decides
        """Read what has come."""
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - as above
        """Send all of it."""
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        """Hang up."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - as above
    ) -> httpcore.NetworkStream:
        """Go on in TLS, with the certificate checked for `server_hostname`."""
        try:
            stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        except httpcore.TimeoutException:
            self.close()  # httpcore does not, where no time was left to begin
            raise
        return DeadlineStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore wants to know of the socket."""
        return self._stream.get_extra_info(info)


def in_time(deadline: Deadline, work: Callable[[], R]) -> R:
    """Return or raise what `work` does, where it does so before the deadline; httpcore.ConnectTimeout else.

    For calls that take no time limit themselves. Work that is late goes on in a thread nobody waits for.
    """
    results: SimpleQueue[Callable[[], R]] = SimpleQueue()

    def run() -> None:
        try:
            result = work()
        except Exception as error:
            results.put(_raiser(error))
        else:
            results.put(lambda: result)

    Thread(target=run, daemon=True).start()
    try:
        return results.get(timeout=deadline.left())()
    except Empty:
        raise httpcore.ConnectTimeout("the name was not resolved in time") from None


def _raiser(error: Exception) -> Callable[[], Any]:
    def give() -> Any:
        raise error

    return give

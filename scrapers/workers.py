"""Where documents of strangers are parsed: in processes of their own, within limits, killed beyond them."""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from queue import LifoQueue
from threading import Event
from typing import Any, Protocol, Self, TypeVar

from news.errors import HostileDocumentError, TemporaryError
from scrapers.worker import OUT_OF_MEMORY, Limits

R = TypeVar("R")

_WITHIN = Limits()
_START_SECONDS = 60.0  # 0.1 on an idle machine
_END_SECONDS = 5.0  # between closing its channel and being gone
_MEBIBYTE = 1024 * 1024


class Call(Protocol):
    """Do `work(*args)` somewhere, and return or raise what it does.

    `work`, its arguments and its result can be pickled. Raises HostileDocumentError where the work took
    more time or memory than allowed. May be called from several threads.
    """

    def __call__(self, work: Callable[..., R], *args: Any) -> R:
        """Return what `work(*args)` returns."""
        ...


def here(work: Callable[..., R], *args: Any) -> R:
    """Do it in this process, without limits: a `Call` for tests and for documents of our own."""
    return work(*args)


class Workers:
    """A `Call` that works in up to `count` processes of its own; further callers wait for their turn.

    A process is started when it is first needed, and replaced where work ended it or after `most_calls`.
    `work` is a function of a module that can be imported, not of `__main__`. An error of the work comes
    back with the traceback of the other process as a note. As a context manager it waits at its end for
    the calls that run; later ones raise TemporaryError. When this process is killed, idle ones end at once
    and busy ones within their limits.

    They are no `multiprocessing` pool, since that imports `__main__` in each process (1.1 s and 55 MiB
    under Prefect), and since a process that dies at the wrong moment leaves its siblings' lock closed.
    """

    def __init__(self, count: int, limits: Limits = _WITHIN, most_calls: int = 1_000) -> None:
        self._count = count
        self._limits = limits
        self._most_calls = most_calls
        self._closed = Event()
        self._free: LifoQueue[_Process | None] = LifoQueue()  # None: a process that is yet to be started
        for _ in range(count):
            self._free.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()
        for process in [self._free.get() for _ in range(self._count)]:
            if process is not None:
                process.end()
            self._free.put(None)

    def __call__(self, work: Callable[..., R], *args: Any) -> R:
        """See `Call`."""
        request = pickle.dumps((work, args), pickle.HIGHEST_PROTOCOL)
        succeeded, result = pickle.loads(self._asked(request))  # noqa: S301 - from a process that runs our code
        if not succeeded:
            raise result
        return result  # type: ignore[no-any-return]  # what `work` returned

    def _asked(self, request: bytes) -> bytes:
        process, kept = self._free.get(), None
        try:
            if self._closed.is_set():
                raise TemporaryError("the document was not parsed: the run is over")
            if process is None or not process.lives():
                process = _Process(self._limits)
            answer = process.ask(request)
            kept = process if process.calls < self._most_calls else None
            return answer
        finally:
            if process is not None and kept is None:  # whatever came between: it may owe an answer
                process.end()
            self._free.put(kept)


class _Process:
    """A worker process and the channel to it."""

    def __init__(self, limits: Limits) -> None:
        self.calls = 0
        self._limits = limits
        self._channel, theirs = Pipe()
        with theirs:
            self._process = _started(theirs, limits)
        try:
            self._receive(_START_SECONDS)
        except (EOFError, OSError) as error:
            self.end()
            raise RuntimeError("a worker process did not start: standard error tells why") from error

    def lives(self) -> bool:
        """Tell whether it can be asked."""
        return self._process.poll() is None

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        self._channel.close()

    def ask(self, request: bytes) -> bytes:
        """Return its answer; where it gives none, it has to be ended: HostileDocumentError tells why."""
        self.calls += 1
        try:
            self._channel.send_bytes(request)
            return self._receive(self._limits.wall_seconds)
        except TimeoutError as error:
            raise HostileDocumentError(_why(-signal.SIGALRM, self._limits)) from error
        except (EOFError, OSError) as error:
            raise HostileDocumentError(_why(self._status(), self._limits)) from error

    def _status(self) -> int:
        """Return the exit status of a process that has closed its channel."""
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(_END_SECONDS)
        self._process.kill()
        return self._process.wait()

    def _receive(self, seconds: float) -> bytes:
        if not self._channel.poll(seconds):
            raise TimeoutError
        return self._channel.recv_bytes()


def _started(channel: Connection, limits: Limits) -> subprocess.Popen[bytes]:
    arguments = (channel.fileno(), limits.cpu_seconds, limits.wall_seconds, limits.memory)
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path),
        "OPENBLAS_NUM_THREADS": "1",  # each thread of numpy would hold 40 MiB
    }
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-P", "-m", "scrapers.worker", *map(str, arguments)],
        pass_fds=[channel.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env=environment,
        process_group=0,  # Ctrl-C is for us
    )


def _why(status: int, limits: Limits) -> str:
    """Say in words why a process ended, by its exit status."""
    if status == OUT_OF_MEMORY:
        return f"parsing the document took more than {limits.memory // _MEBIBYTE} MiB of memory"
    if status == -signal.SIGPROF:
        return f"parsing the document took more than {limits.cpu_seconds:g} s of computing"
    if status == -signal.SIGALRM:
        return f"parsing the document was not done after {limits.wall_seconds:g} s"
    how = f"signal {-status}" if status < 0 else f"status {status}"
    return f"parsing the document ended its process with {how}"

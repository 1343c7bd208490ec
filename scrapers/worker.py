"""One worker process: does the work it is sent, one after the other, within limits that end it.

Started by `scrapers.workers`. The limits are kept by the kernel, since a parser in C hears no Python signal.
"""

import logging
import os
import pickle
import resource
import signal
import sys
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection

from news.errors import HostileDocumentError

READY = b"ready"
OUT_OF_MEMORY = 77  # our exit status: no signal tells of it


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may take; `memory` counts the process's private bytes, its modules included.

    A process that has read news for a while holds 275 MiB, a quarter of it a language model; the largest
    of 451 honest pages took 90 MiB more. They took 0.07 s on average and 1.1 s at most. CPU seconds count
    the work itself, so that a busy machine condemns no page; wall seconds are for work that only waits.
    """

    cpu_seconds: float = 8.0
    wall_seconds: float = 25.0
    memory: int = 512 * 1024 * 1024


def serve(channel: Connection, limits: Limits) -> None:
    """Answer each request, until the other end is closed: a parent that is killed leaves none behind."""
    _confine(limits)
    channel.send_bytes(READY)
    while True:
        try:
            request = channel.recv_bytes()
        except EOFError:
            return
        channel.send_bytes(_answer(request, limits))


def _confine(limits: Limits) -> None:
    for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, signal.SIG_IGN)  # they are for the parent, which ends us when it has no more work
    logging.disable()  # what libraries have to say of strangers' documents
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # DATA, not AS: the address space also counts libraries and reserves that cost nothing.
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))


def _answer(request: bytes, limits: Limits) -> bytes:
    """Return, pickled, whether the work succeeded, and its result or error."""
    try:
        work, args = pickle.loads(request)  # noqa: S301 - from our parent; outside the limits, for it may import
        _limit_time(limits.cpu_seconds, limits.wall_seconds)
        return pickle.dumps((True, work(*args)), pickle.HIGHEST_PROTOCOL)
    except RecursionError:
        return _failure(HostileDocumentError("the document is nested deeper than its parser can follow"))
    except MemoryError:
        raise
    except Exception as error:
        error.add_note("In the worker process:\n" + "".join(traceback.format_exception(error)))
        return _failure(error)
    finally:
        _limit_time(0, 0)


def _limit_time(cpu_seconds: float, wall_seconds: float) -> None:
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    signal.setitimer(signal.ITIMER_REAL, wall_seconds)


def _failure(error: Exception) -> bytes:
    try:
        answer = pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
        pickle.loads(answer)  # noqa: S301 - our own; some errors cannot be made again from their arguments
    except Exception:
        told = "".join(traceback.format_exception(error))
        return pickle.dumps((False, RuntimeError(f"work failed with an error that does not travel:\n{told}")))
    return answer


def main() -> None:
    """Serve the socket whose number is the first argument, within the limits in the others."""
    number, cpu_seconds, wall_seconds, memory = sys.argv[1:]
    limits = Limits(float(cpu_seconds), float(wall_seconds), int(memory))
    try:
        serve(Connection(int(number)), limits)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()

"""Work of all kinds, good and evil, for worker processes to do."""

import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

MEBIBYTE = 1024 * 1024


def add(one: int, other: int) -> int:
    return one + other


def compute_for_ever() -> NoReturn:
    while True:
        pass


def compute_in_c_for_ever() -> int:
    base = 7
    return int(base ** (10**9))


def compute_for(seconds: float) -> int:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return os.getpid()


def take(mebibytes: int) -> int:
    return len(bytearray(mebibytes * MEBIBYTE))


def nest() -> int:
    return 1 + nest()


def fail(error: Exception) -> NoReturn:
    raise error


class UntravellableError(Exception):
    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} and {second}")


def fail_untravellably() -> NoReturn:
    raise UntravellableError("this", "that")


def leave(status: int) -> NoReturn:
    os._exit(status)


def signal_oneself(*numbers: int) -> str:
    for number in numbers:
        os.kill(os.getpid(), number)
    return "still here"


def signal_parent_and_wait(number: int) -> None:
    os.kill(os.getppid(), number)
    time.sleep(600)


class DeadlyToPickle:
    def __reduce__(self) -> NoReturn:
        os._exit(5)


def die_while_answering() -> DeadlyToPickle:
    return DeadlyToPickle()


def unpicklable() -> Callable[[], None]:
    return lambda: None


def core_size() -> tuple[int, int]:
    return resource.getrlimit(resource.RLIMIT_CORE)


def meet(pipe: Path, mode: str) -> int:
    """Return our process id as soon as somebody holds the other end of a named pipe."""
    with pipe.open(mode):
        return os.getpid()


def imported() -> set[str]:
    return {name.partition(".")[0] for name in sys.modules}

"""Where documents of strangers are parsed: in processes of their own, within limits, killed beyond them."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

R = TypeVar("R")


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

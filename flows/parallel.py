"""Ways to do the same work on many items: a step takes one of these as `each` and does not care which."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Protocol, TypeVar

from news.errors import ShamalError

AT_A_TIME = 16  # feeds or hosts that are asked at the same time

T = TypeVar("T")
R = TypeVar("R")


class Each(Protocol):
    """Do `work` on every item; pair each item with its result or its expected error, in any order.

    `name` tells people what is being done. An error outside the `ShamalError` tree is a bug and is raised.
    """

    def __call__(
        self, work: Callable[[T], R], items: Iterable[T], name: str
    ) -> Iterator[tuple[T, R | ShamalError]]:
        """Yield each item with its result as it is ready."""
        ...


class Watcher(Protocol):
    """Somebody who wants to see how far the work is."""

    def expect(self, name: str, total: int) -> None:
        """The work called `name` has `total` items."""
        ...

    def done(self, name: str) -> None:
        """One more item of it is done."""
        ...


def in_turn(work: Callable[[T], R], items: Iterable[T], name: str) -> Iterator[tuple[T, R | ShamalError]]:  # noqa: ARG001 - Each's shape
    """Do one item after the other, in their order."""
    for item in items:
        yield item, _attempt(work, item)


def on_threads(count: int = AT_A_TIME) -> Each:
    """Return an `Each` that works on up to `count` items at a time."""

    def each(work: Callable[[T], R], items: Iterable[T], name: str) -> Iterator[tuple[T, R | ShamalError]]:
        with ThreadPoolExecutor(count, thread_name_prefix=name) as pool:
            waiting = {pool.submit(_attempt, work, item): item for item in items}
            try:
                for future in as_completed(list(waiting)):
                    yield waiting.pop(future), future.result()  # popped: pages are large, and done with
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    return each


def watched(each: Each, watcher: Watcher) -> Each:
    """Return `each` with somebody told of its progress."""

    def watched_each(
        work: Callable[[T], R], items: Iterable[T], name: str
    ) -> Iterator[tuple[T, R | ShamalError]]:
        listed = list(items)
        watcher.expect(name, len(listed))
        for pair in each(work, listed, name):
            watcher.done(name)
            yield pair

    return watched_each


def _attempt(work: Callable[[T], R], item: T) -> R | ShamalError:
    try:
        return work(item)
    except ShamalError as error:
        return error

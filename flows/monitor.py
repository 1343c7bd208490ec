"""The flow that brings news in: a task for each feed and for each host, never for an article."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import as_completed
from prefect.task_runners import ThreadPoolTaskRunner

from flows.parallel import AT_A_TIME
from flows.passes import monitor_pass
from news.errors import ShamalError

T = TypeVar("T")
R = TypeVar("R")


_THREADS: ThreadPoolTaskRunner[Any] = ThreadPoolTaskRunner(max_workers=AT_A_TIME)


@flow(name="monitor", task_runner=_THREADS, persist_result=False)  # type: ignore[arg-type]  # its futures are invariant
def monitor(home: str, everything: bool = False) -> dict[str, Any]:
    """Poll the feeds that are due, or all, of the Shamal that lives in `home`, and settle what is new."""
    return monitor_pass(Path(home), as_tasks, everything=everything)


def as_tasks(work: Callable[[T], R], items: Iterable[T], name: str) -> Iterator[tuple[T, R | ShamalError]]:
    """Do each item as a Prefect task (see `flows.parallel.Each`).

    Nothing is tried again at once: a server in trouble is left alone, and a later run is the retry.
    """
    tracked = task(name=name, cache_policy=NO_CACHE, persist_result=False)(work)
    futures = {tracked.submit(item): item for item in items}
    for future in as_completed(list(futures)):
        result: Any = future.result(raise_on_failure=False)
        if isinstance(result, BaseException) and not isinstance(result, ShamalError):
            raise result
        yield futures.pop(future), result

"""The flow that brings news in: a task for each feed and for each host, never for an article."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from prefect import State, Task, flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import TaskRun
from prefect.futures import as_completed
from prefect.task_runners import ThreadPoolTaskRunner

from flows.parallel import AT_A_TIME
from flows.passes import monitor_pass
from news.errors import ShamalError, TemporaryError

T = TypeVar("T")
R = TypeVar("R")


_THREADS: ThreadPoolTaskRunner[Any] = ThreadPoolTaskRunner(max_workers=AT_A_TIME)


@flow(name="monitor", task_runner=_THREADS, persist_result=False)  # type: ignore[arg-type]  # its futures are invariant
def monitor(home: str) -> dict[str, Any]:
    """Poll all feeds of the Shamal that lives in the folder `home`, and settle what is new."""
    return monitor_pass(Path(home), as_tasks)


def as_tasks(work: Callable[[T], R], items: Iterable[T], name: str) -> Iterator[tuple[T, R | ShamalError]]:
    """Do each item as a Prefect task; a temporary failure is tried once more (see `flows.parallel.Each`)."""
    tracked = task(
        name=name,
        retries=1,
        retry_delay_seconds=2,
        retry_condition_fn=_temporary,
        cache_policy=NO_CACHE,
        persist_result=False,
    )(work)
    futures = {tracked.submit(item): item for item in items}
    for future in as_completed(list(futures)):
        result: Any = future.result(raise_on_failure=False)
        if isinstance(result, BaseException) and not isinstance(result, ShamalError):
            raise result
        yield futures.pop(future), result


def _temporary(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    return isinstance(state.result(raise_on_failure=False), TemporaryError)

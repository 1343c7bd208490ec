import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from news.errors import FeedError, HostileDocumentError, TemporaryError, TemporaryFetchError
from scrapers.articles import read
from scrapers.worker import Limits
from scrapers.workers import Workers, here
from tests.scrapers import works

ROOT = Path(__file__).parent.parent.parent
SMALL = Limits(cpu_seconds=0.3, wall_seconds=20.0, memory=128 * works.MEBIBYTE)
HASTY = Limits(wall_seconds=1.0)


def gone(pid: int) -> bool:
    """Tell whether a process has ended; one that only waits to be reaped has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def wait_until_gone(pid: int) -> None:
    while not gone(pid):  # the test's own time-out ends it
        os.sched_yield()


def parent(last_call: str) -> tuple[int, int]:
    """Run a program whose worker does this last; return its exit status and the worker's id."""
    program = (
        "import os, signal; from scrapers.worker import Limits; from scrapers.workers import Workers\n"
        # Whoever started us may have had interrupts ignored, as shells do for what runs behind.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from tests.scrapers import works\n"
        "with Workers(1, Limits(wall_seconds=1.0)) as call:\n"
        "    print(call(os.getpid), flush=True)\n"
        f"    {last_call}"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    return done.returncode, int(done.stdout)


def test_work_is_done_in_another_process() -> None:
    with Workers(1) as call:
        assert call(works.add, 1, 2) == 3
        assert call(os.getpid) != os.getpid()
    assert here(os.getpid) == os.getpid()


def test_a_page_reads_as_it_does_here() -> None:
    page = b"<html lang='en'><body><article><h1>Shells</h1><p>" + b"Shells fell on the road. " * 20
    with Workers(1) as call:
        assert call(read, page, "https://outlet.example/a", ()) == read(page, "https://outlet.example/a", ())


def test_who_parses_nothing_starts_no_process() -> None:
    with Workers(2), pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_process_imports_what_its_work_needs_and_no_more() -> None:
    with Workers(1) as call:
        assert not call(works.imported) & {"pytest", "lxml", "feedparser", "httpx", "prefect", "duckdb"}


def test_a_process_is_kept_for_the_next_call() -> None:
    with Workers(2) as call:
        assert len({call(os.getpid) for _ in range(5)}) == 1


def test_a_process_is_replaced_after_its_last_call() -> None:
    with Workers(1, most_calls=2) as call:
        assert len({call(os.getpid) for _ in range(5)}) == 3


def test_as_many_work_at_a_time_as_were_asked_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with Workers(2) as call, ThreadPoolExecutor(2) as threads:
        pids = set(threads.map(lambda mode: call(works.meet, pipe, mode), ("r", "w")))
    assert len(pids) == 2


def test_more_callers_than_processes_wait_for_their_turn() -> None:
    with Workers(2) as call, ThreadPoolExecutor(16) as threads:
        sums = list(threads.map(lambda number: call(works.add, number, number), range(100)))
        pids = set(threads.map(lambda _: call(os.getpid), range(100)))
    assert sums == [2 * number for number in range(100)]
    assert len(pids) <= 2


@pytest.mark.parametrize("work", [works.compute_for_ever, works.compute_in_c_for_ever])
def test_computing_without_end_is_ended(work: Callable[[], object]) -> None:
    with Workers(1, SMALL) as call:
        with pytest.raises(HostileDocumentError, match=r"took more than 0\.3 s of computing"):
            call(work)
        assert call(works.add, 1, 2) == 3


def test_each_work_has_its_own_time() -> None:
    with Workers(1, Limits(cpu_seconds=0.5)) as call:
        pids = {call(works.compute_for, 0.2) for _ in range(5)}
    assert len(pids) == 1


@pytest.mark.parametrize(
    ("work", "args"),
    [(time.sleep, (600,)), (works.signal_oneself, (signal.SIGSTOP,))],
    ids=["waits", "stopped"],
)
def test_waiting_without_end_is_ended(work: Callable[..., object], args: tuple[Any, ...]) -> None:
    with Workers(1, HASTY) as call:
        with pytest.raises(HostileDocumentError, match="was not done after 1 s"):
            call(work, *args)
        assert call(works.add, 1, 2) == 3


@pytest.mark.parametrize(
    ("work", "args"),
    [(works.take, (256,)), (works.fail, (MemoryError(),)), (len, (bytes(160 * works.MEBIBYTE),))],
    ids=["taken", "raised", "sent"],
)
def test_too_much_memory_is_refused(work: Callable[..., object], args: tuple[Any, ...]) -> None:
    with Workers(1, SMALL) as call:
        before = call(os.getpid)
        with pytest.raises(HostileDocumentError, match="took more than 128 MiB of memory"):
            call(work, *args)
        assert call(os.getpid) != before


def test_endless_nesting_is_hostile() -> None:
    with Workers(1) as call, pytest.raises(HostileDocumentError, match="nested deeper"):
        call(works.nest)


@pytest.mark.parametrize(
    ("work", "args", "how"),
    [
        (works.leave, (3,), "status 3"),
        (sys.exit, (4,), "status 4"),
        (works.signal_oneself, (signal.SIGSEGV,), "signal 11"),
        (works.signal_oneself, (signal.SIGKILL,), "signal 9"),
        (works.die_while_answering, (), "status 5"),
    ],
)
def test_work_that_ends_its_process_is_hostile(work: Any, args: tuple[int, ...], how: str) -> None:
    with Workers(1) as call:
        with pytest.raises(HostileDocumentError, match=f"ended its process with {how}$"):
            call(work, *args)
        assert call(works.add, 1, 2) == 3


def test_many_callers_hear_only_of_their_own_documents() -> None:
    def ask(number: int) -> object:
        try:
            return call(works.leave, 3) if number % 4 == 0 else call(works.add, number, 0)
        except HostileDocumentError:
            return "hostile"

    with Workers(2) as call, ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(ask, range(32)))
    assert answers == ["hostile" if number % 4 == 0 else number for number in range(32)]


@pytest.mark.parametrize("error", [FeedError("no feed"), ValueError("a bug")])
def test_an_error_of_the_work_comes_back_and_tells_where_it_arose(error: Exception) -> None:
    with Workers(1) as call:
        before = call(os.getpid)
        with pytest.raises(type(error), match=str(error)) as caught:
            call(works.fail, error)
        assert call(os.getpid) == before
    assert "works.py" in caught.value.__notes__[0]


def test_an_error_keeps_what_it_knows() -> None:
    with Workers(1) as call, pytest.raises(TemporaryFetchError) as caught:
        call(works.fail, TemporaryFetchError("busy", 503, 60.0))
    assert (caught.value.status, caught.value.retry_after) == (503, 60.0)


def test_an_error_that_cannot_travel_is_told_in_words() -> None:
    with Workers(1) as call, pytest.raises(RuntimeError, match="UntravellableError: this and that"):
        call(works.fail_untravellably)


def test_a_result_that_cannot_travel_is_an_error() -> None:
    with Workers(1) as call:
        with pytest.raises((AttributeError, pickle.PicklingError)):
            call(works.unpicklable)
        assert call(works.add, 1, 2) == 3


def test_work_that_cannot_travel_is_an_error() -> None:
    with Workers(1) as call:
        with pytest.raises((AttributeError, pickle.PicklingError)):
            call(lambda: None)
        assert call(works.add, 1, 2) == 3


def test_a_process_that_died_between_calls_is_replaced() -> None:
    with Workers(1) as call:
        pid = call(os.getpid)
        os.kill(pid, signal.SIGKILL)
        wait_until_gone(pid)
        assert call(works.add, 1, 2) == 3


def test_interrupts_are_for_the_parent() -> None:
    with Workers(1) as call:
        assert call(works.signal_oneself, signal.SIGINT, signal.SIGTERM, signal.SIGHUP) == "still here"


def test_a_crash_leaves_no_core_file() -> None:
    with Workers(1) as call:
        assert call(works.core_size) == (0, 0)


def test_processes_end_with_the_context_and_take_no_more_work() -> None:
    with Workers(1) as call:
        pid = call(os.getpid)
    assert gone(pid)
    with pytest.raises(TemporaryError, match="the run is over"):
        call(works.add, 1, 2)


def test_an_interrupted_parent_leaves_no_process() -> None:
    status, pid = parent(f"call(works.signal_parent_and_wait, {int(signal.SIGINT)})")
    assert status == -signal.SIGINT
    assert gone(pid)


@pytest.mark.parametrize(
    "last_call",
    [
        f"os.kill(os.getpid(), {int(signal.SIGKILL)})",
        f"call(works.signal_parent_and_wait, {int(signal.SIGKILL)})",
    ],
    ids=["idle", "busy"],
)
def test_a_killed_parent_leaves_no_process(last_call: str) -> None:
    status, pid = parent(last_call)
    assert status == -signal.SIGKILL
    wait_until_gone(pid)

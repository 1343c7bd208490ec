"""A run that is killed leaves nothing to repair: the next run ends where an undisturbed one would."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from benchmarks.newsroom import FOLDER
from flows.loopback import served
from packs.newsroom import Response, load_newsroom
from storage.database import opened
from tests.conftest import Home

ROOT = Path(__file__).parent.parent
NOW = datetime.now(UTC)
STATE = (
    "SELECT id, title, text_id, revision, on_topic FROM articles ORDER BY id",
    "SELECT article, revision, text_id FROM revisions ORDER BY ALL",
    "SELECT article, in_title, start_at, end_at, actor, rule FROM mentions ORDER BY ALL",
    "SELECT article, copy_of, kind, story FROM relations ORDER BY ALL",
    "SELECT id, outcome, article FROM entries ORDER BY ALL",
    "SELECT article, revision FROM digest_articles ORDER BY ALL",
    "SELECT recipient FROM outbox ORDER BY ALL",
)


def run(home: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from flows.cli import main; main()", "run", "--home", str(home)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def state(home: Path) -> list[list[tuple[Any, ...]]]:
    with opened(home / "shamal.duckdb") as db:
        return [db.rows(sql) for sql in STATE]


class Newsroom:
    """The sample newsroom, which kills whoever makes the request that it was told."""

    def __init__(self) -> None:
        self._newsroom = load_newsroom(FOLDER, NOW)
        self.asked = 0
        self.kill_at: int | None = None
        self.victim: subprocess.Popen[bytes] | None = None

    def respond(self, host: str, path: str) -> Response:
        self.asked += 1
        if self.asked == self.kill_at and self.victim is not None:
            os.kill(self.victim.pid, signal.SIGKILL)
        return self._newsroom.respond(host, path)


@pytest.mark.slow
@pytest.mark.timeout(280)
def test_a_killed_run_and_the_next_end_where_a_calm_one_does(home: Home) -> None:
    newsroom = Newsroom()
    with served(newsroom.respond) as site:
        calm = home("calm", proxy=site.url)
        assert run(calm).wait(60) == 0
        requests = newsroom.asked
        assert requests > 40
        for name, moment in (("polling", 3), ("fetching", requests // 2), ("fetched", requests)):
            disturbed = home(name, proxy=site.url)
            newsroom.asked, newsroom.kill_at = 0, moment
            newsroom.victim = run(disturbed)
            assert newsroom.victim.wait(60) == -signal.SIGKILL
            newsroom.victim = None
            assert run(disturbed).wait(60) == 0
            assert state(disturbed) == state(calm)
        for size in (300_000, 1_500_000):
            disturbed = home(f"store-of-{size}", proxy=site.url)
            kill_when_store_holds(size, disturbed)
            assert run(disturbed).wait(60) == 0
            assert state(disturbed) == state(calm)


def size_of(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def kill_when_store_holds(size: int, home: Path) -> None:
    """Kill a run as soon as its store and log have reached this many bytes, or let it end if they do not."""
    process = run(home)
    files = (home / "shamal.duckdb", home / "shamal.duckdb.wal")
    while process.poll() is None:
        if sum(map(size_of, files)) >= size:
            process.kill()
    process.wait(60)

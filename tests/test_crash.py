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


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_killed_at_any_request_and_while_storing(home: Home) -> None:
    newsroom = load_newsroom(FOLDER, NOW)
    asked: list[str] = []
    victim: list[tuple[int, subprocess.Popen[bytes]]] = []

    def respond(host: str, path: str) -> Response:
        asked.append(path)
        if victim and len(asked) == victim[0][0]:
            os.kill(victim[0][1].pid, signal.SIGKILL)
        return newsroom.respond(host, path)

    with served(respond) as site:
        calm = home("calm", proxy=site.url)
        assert run(calm).wait(60) == 0
        requests = len(asked)
        assert requests > 40
        for moment in (2, requests // 3, requests):
            disturbed = home(f"killed-{moment}", proxy=site.url)
            asked.clear()
            process = run(disturbed)
            victim.append((moment, process))
            assert process.wait(60) == -signal.SIGKILL
            victim.clear()
            assert run(disturbed).wait(60) == 0
            assert state(disturbed) == state(calm)


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_killed_while_storing_or_mailing(home: Home) -> None:
    newsroom = load_newsroom(FOLDER, NOW)
    with served(newsroom.respond) as site:
        calm = home("calm", proxy=site.url)
        assert run(calm).wait(60) == 0
        for grown in (1, 300_000, 1_500_000):
            disturbed = home(f"grown-{grown}", proxy=site.url)
            _kill_when_store_holds(grown, disturbed)
            assert run(disturbed).wait(60) == 0
            assert state(disturbed) == state(calm)


def _kill_when_store_holds(size: int, home: Path) -> None:
    """Kill a run as soon as its store and log have reached this many bytes, or let it end if they do not."""
    process = run(home)
    files = (home / "shamal.duckdb", home / "shamal.duckdb.wal")
    while process.poll() is None:
        if sum(file.stat().st_size for file in files if file.exists()) >= size:
            process.kill()
    process.wait(60)

"""The service: a Prefect server of its own, scheduled runs that happen, and a clean end."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.newsroom import FOLDER
from flows.loopback import served
from news.errors import StoreLockedError
from packs.newsroom import load_newsroom
from storage import ledger
from storage.database import opened
from tests.conftest import Home

ROOT = Path(__file__).parents[2]
EVERY_MINUTE = '[schedule]\nmonitor = "* * * * *"\ndigest = "* * * * *"\n'
SECONDS = 150  # the server's start, a minute until the schedule strikes, and the run


def finished_run(store: Path) -> ledger.Run | None:
    """Return a run that has ended, if there is one and nobody is using the store."""
    try:
        with opened(store, patience_seconds=0) as db:
            return next((run for run in ledger.last_runs(db, 5) if run.finished_at is not None), None)
    except StoreLockedError:
        return None


@pytest.mark.slow
@pytest.mark.timeout(SECONDS + 60)
def test_scheduled_runs_happen_and_sigterm_ends_cleanly(home: Home) -> None:
    with served(load_newsroom(FOLDER, datetime.now(UTC)).respond) as site:
        place = home("served", proxy=site.url)
        with (place / "shamal.toml").open("a", encoding="utf-8") as settings:
            settings.write(EVERY_MINUTE)
        log = (place / "log").open("wb")
        command = [sys.executable, "-c", "from flows.cli import main; main()", "serve", "--home", str(place)]
        service = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=without_prefect())
        try:
            deadline = time.monotonic() + SECONDS
            store = place / "shamal.duckdb"
            while not (store.exists() and finished_run(store)):
                assert service.poll() is None, (place / "log").read_text()
                assert time.monotonic() < deadline, (place / "log").read_text()
                time.sleep(1)
        finally:
            service.send_signal(signal.SIGTERM)
            ended = service.wait(30)
            log.close()
    assert ended == 0
    told = (place / "log").read_text(encoding="utf-8")
    assert "Warning" not in told
    assert "Traceback" not in told
    assert not (place / "prefect" / "api-url").exists()


def without_prefect() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}

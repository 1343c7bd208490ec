"""The demo, as a newcomer runs it: a real Prefect server, both editions, a digest."""

import subprocess
import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_the_demo_shows_the_whole_way_of_an_article(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    command = [sys.executable, "-c", "from flows.cli import main; main()", "demo", "--home", str(home)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for word in ("stored", "copy", "revision", "summary", "gone", "deferred", "stories", "hts"):
        assert word in done.stdout
    for stage in ("Polling feeds", "Fetching and reading", "Flagging, storing"):
        assert stage in done.stderr
    assert str(home / "shamal.duckdb") in done.stderr
    [letter], [page] = home.glob("digests/*.eml"), home.glob("digests/*.html")
    assert message_from_bytes(letter.read_bytes(), policy=default).get_content_type() == "multipart/mixed"
    assert str(page) in done.stderr
    assert "Warning" not in done.stderr

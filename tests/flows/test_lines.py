"""The commands on lines, over a store that was filled from the sample newsroom."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.newsroom import FOLDER
from flows.lines import list_lines, settle
from flows.loopback import served
from flows.parallel import on_threads
from flows.passes import monitor_pass
from news.errors import InputError
from news.recurrence import Standing
from packs.newsroom import load_newsroom
from storage.database import opened
from tests.conftest import Home

COURIER = "Euphrates Courier"
NOTE = "The Courier spells the names of villages the way their own councils write them."


@pytest.fixture(scope="module")
def filled(home: Home) -> Path:
    with served(load_newsroom(FOLDER, datetime.now(UTC)).respond) as site:
        place = home("filled", proxy=site.url)
        monitor_pass(place, on_threads())
    return place


def listed(
    home: Path, out: pytest.CaptureFixture[str], outlet: str | None = None
) -> dict[str, dict[str, object]]:
    out.readouterr()
    list_lines(home, outlet, as_json=True)
    return {row["line"]: row for row in json.loads(out.readouterr().out)}


def bearing(home: Path) -> int:
    with opened(home / "shamal.duckdb") as db:
        [(count,)] = db.rows("SELECT count(*) FROM articles WHERE contains(text, ?)", [NOTE])
    return int(count)


def test_what_recurs_is_listed_with_its_stories(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = listed(filled, capsys)
    assert len(found) == 14  # two of each outlet but one, whose notes the pack's selectors drop
    assert found[NOTE]["outlet"] == COURIER
    assert found[NOTE]["counts_as"] == "boilerplate"
    assert found[NOTE]["stories"] == found[NOTE]["of"]
    assert len(listed(filled, capsys, COURIER)) == 2
    list_lines(filled, COURIER, as_json=False)
    assert "2 lines that recur" in capsys.readouterr().out


def test_a_line_is_kept_and_stripped_again(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    id_ = str(listed(filled, capsys)[NOTE]["id"])
    settle(filled, NOTE.upper(), None, Standing.KEPT)
    kept = bearing(filled)
    assert kept >= 5
    assert f"{kept} articles read otherwise" in capsys.readouterr().err
    assert listed(filled, capsys)[NOTE]["counts_as"] == "kept"
    settle(filled, id_, COURIER, Standing.BOILERPLATE)
    assert bearing(filled) == 0


def test_a_line_that_nobody_knows_is_told(filled: Path) -> None:
    for what, outlet in (("no such line", None), (NOTE, "Another")):
        with pytest.raises(InputError, match="`shamal lines list` shows them"):
            settle(filled, what, outlet, Standing.KEPT)

"""Five real articles, served as pages and put through the whole of Shamal. Their texts are not in here."""

import json
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any

import pytest

from benchmarks.seeds import FOLDER, OUTLETS, SHAPES, labelled, page, title, wrong
from flows.loopback import served
from flows.parallel import in_turn
from flows.passes import monitor_pass
from packs.newsroom import Response
from storage.database import opened
from tests.conftest import Home

# The captures have no dates of their own; these are the feeds'.
PUBLISHED = {
    "000_b13c33d1bb39a4b8.txt": datetime(2023, 2, 1, 9, tzinfo=UTC),
    "001_189b633989683d55.txt": datetime(2023, 1, 30, 12, tzinfo=UTC),
    "002_0742a0a140caa189.txt": datetime(2021, 10, 15, 8, tzinfo=UTC),
    "003_6b278de8b4828243.txt": datetime(2020, 5, 4, 8, tzinfo=UTC),
    "004_30d2692017c79a09.txt": datetime(2020, 5, 20, 8, tzinfo=UTC),
}

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the captured articles are not here")


def host(name: str) -> str:
    return OUTLETS[name].lower().replace(" ", "-") + ".example"


def feed(name: str) -> str:
    return (
        f"<rss version='2.0'><channel><title>{OUTLETS[name]}</title>"
        f"<item><title>{escape(title(name))}</title>"
        f"<link>http://{host(name)}/article</link><pubDate>{format_datetime(PUBLISHED[name])}</pubDate>"
        "</item></channel></rss>"
    )


def pack(folder: Path) -> Path:
    folder.mkdir()
    (folder / "pack.toml").write_text('id = "seeds"\nname = "Seeds"\nextends = "northern-syria"\n')
    tables = (
        f'[[feed]]\nid = "seed-{n}"\noutlet = "{OUTLETS[name]}"\nurl = "http://{host(name)}/feed"\n'
        for n, name in enumerate(OUTLETS)
    )
    (folder / "feeds.toml").write_text("\n".join(tables))
    return folder


@pytest.fixture(scope="module", params=SHAPES)
def stored(
    request: pytest.FixtureRequest, home: Home, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Any]]:
    """Run a pass over the five pages in one shape; return what is stored, by the capture's name."""
    names = {host(name): name for name in OUTLETS}

    def respond(host: str, path: str) -> Response:
        document = feed(names[host]) if path == "/feed" else page(names[host], request.param)
        kind = "application/rss+xml" if path == "/feed" else "text/html; charset=utf-8"
        return Response(200, kind, document.encode())

    own = pack(tmp_path_factory.mktemp("seeds") / "pack")
    with served(respond) as site:
        place = home("seeds", proxy=site.url, pack=str(own))
        assert monitor_pass(place, in_turn)["outcomes"] == {"stored": 5}
    with opened(place / "shamal.duckdb") as db:
        rows = db.rows(
            "SELECT outlet, title, text, access, story, (SELECT list(DISTINCT actor) FROM mentions m "
            "WHERE m.article = id) FROM articles JOIN relations ON article = id"
        )
    outlets = {outlet: name for name, outlet in OUTLETS.items()}
    keys = ("title", "text", "access", "story", "actors")
    return {outlets[outlet]: dict(zip(keys, row, strict=True)) for outlet, *row in rows}


def test_no_article_line_is_lost_and_no_boilerplate_kept(stored: dict[str, dict[str, Any]]) -> None:
    found = {name: wrong(name, stored[name]["title"], stored[name]["text"]) for name in OUTLETS}
    total, faults = sum(len(labelled(name)) for name in OUTLETS), sum(map(len, found.values()))
    assert (total, faults) == (79, 0), f"{total - faults} of {total} lines are right; wrong are {found}"


@pytest.mark.parametrize("name", OUTLETS)
def test_every_line_that_is_read_wrongly_is_counted(name: str) -> None:
    everything = (FOLDER / name).read_text(encoding="utf-8")
    assert wrong(name, "", everything) == [line for line in labelled(name) if not line.keep]
    assert wrong(name, "", "") == [line for line in labelled(name) if line.keep]


def test_only_the_paywalled_one_is_partial(stored: dict[str, dict[str, Any]]) -> None:
    told = json.loads((FOLDER / "boilerplate.json").read_text(encoding="utf-8"))
    assert {name for name, row in stored.items() if row["access"] == "partial"} == {
        name for name, row in told.items() if row["partial"]
    }


def test_hts_is_flagged_in_all_five(stored: dict[str, dict[str, Any]]) -> None:
    assert [name for name, row in stored.items() if "hts" not in row["actors"]] == []


def test_the_two_reports_of_the_idlib_meeting_are_one_story(stored: dict[str, dict[str, Any]]) -> None:
    cradle, north_press, *others = (stored[name]["story"] for name in OUTLETS)
    assert cradle == north_press
    assert len({cradle, *others}) == 4

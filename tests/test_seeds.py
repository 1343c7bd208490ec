"""Five real articles, served as pages and put through the whole of Shamal. Their texts are not in here."""

import html
import json
import re
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from flows.loopback import served
from flows.parallel import in_turn
from flows.passes import monitor_pass
from packs.newsroom import Response
from storage.database import opened

SEEDS = Path(__file__).parent.parent.parent / "shared" / "data" / "seeds"
# The captures have no dates of their own; these are the feeds'.
OUTLETS = {
    "000_b13c33d1bb39a4b8.txt": ("The Cradle", datetime(2023, 2, 1, 9, tzinfo=UTC)),
    "001_189b633989683d55.txt": ("North Press", datetime(2023, 1, 30, 12, tzinfo=UTC)),
    "002_0742a0a140caa189.txt": ("Al-Monitor", datetime(2021, 10, 15, 8, tzinfo=UTC)),
    "003_6b278de8b4828243.txt": ("Special Report", datetime(2020, 5, 4, 8, tzinfo=UTC)),
    "004_30d2692017c79a09.txt": ("Global Research", datetime(2020, 5, 20, 8, tzinfo=UTC)),
}
SHAPES = ("plain", "wordpress")

pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="the captured articles are not here")


def marked_up(line: str) -> str:
    """Return a captured line as HTML: links and emphasis of Markdown as a page has them."""
    text = html.escape(line.replace("\\*", "*").replace("\\_", "_"), quote=False)
    text = re.sub(r"\[([^\]]*)\]\(([^)]*)\)", r'<a href="\2">\1</a>', text)
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)
    return re.sub(r"(?<!\*)\*([^*]+)\*(?!\*)", r"<em>\1</em>", text)


def plain(line: str) -> str:
    """Return a captured line's words, without the marks of Markdown."""
    line = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line.lstrip("# ")).replace("\\", "")
    return " ".join(re.sub(r"[*_]{1,2}", "", line).split())


def page(name: str, shape: str) -> str:
    labels = {row["text"]: row for row in json.loads((SEEDS / "boilerplate.json").read_text())[name]["lines"]}
    lines = [line for line in (SEEDS / name).read_text(encoding="utf-8").splitlines() if line.strip()]
    title = plain(next(row["text"] for row in labels.values() if row["label"] == "title"))
    body = "\n".join(
        f"<h1>{html.escape(title)}</h1>" if plain(line) == title else f"<p>{marked_up(line)}</p>"
        for line in lines
    )
    head = f"<head><meta charset=utf-8><title>{html.escape(title)}</title></head>"
    if shape == "plain":
        return f"<!DOCTYPE html><html lang=en>{head}<body><article>{body}</article></body></html>"
    return (
        f"<!DOCTYPE html><html lang=en>{head}<body class=single>"
        "<header><nav><a href=/>Home</a></nav></header>"
        f'<main><article class=post><div class="entry-content">{body}</div></article>'
        "<aside><h3>Most read</h3><ul><li><a href=/x>Another story</a></ul></aside></main>"
        "<footer><p>All rights reserved</p></footer></body></html>"
    )


def host(name: str) -> str:
    return OUTLETS[name][0].lower().replace(" ", "-") + ".example"


def feed(name: str) -> str:
    title = re.search(r"<title>(.*)</title>", page(name, "plain"))
    assert title is not None
    return (
        f"<rss version='2.0'><channel><title>{OUTLETS[name][0]}</title><item><title>{title.group(1)}</title>"
        f"<link>http://{host(name)}/article</link><pubDate>{format_datetime(OUTLETS[name][1])}</pubDate>"
        "</item></channel></rss>"
    )


def pack(folder: Path) -> Path:
    folder.mkdir()
    (folder / "pack.toml").write_text('id = "seeds"\nname = "Seeds"\nextends = "northern-syria"\n')
    tables = (
        f'[[feed]]\nid = "seed-{n}"\noutlet = "{OUTLETS[name][0]}"\nurl = "http://{host(name)}/feed"\n'
        for n, name in enumerate(OUTLETS)
    )
    (folder / "feeds.toml").write_text("\n".join(tables))
    return folder


@pytest.fixture(scope="module", params=SHAPES)
def stored(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Any]]:
    """Run a pass over the five pages in one shape; return what is stored, by the capture's name."""
    names = {host(name): name for name in OUTLETS}

    def respond(host: str, path: str) -> Response:
        document = feed(names[host]) if path == "/feed" else page(names[host], request.param)
        kind = "application/rss+xml" if path == "/feed" else "text/html; charset=utf-8"
        return Response(200, kind, document.encode())

    place = tmp_path_factory.mktemp("seeds")
    own = pack(place / "pack")
    with served(respond) as site:
        settings = f'contact = "tests@example.org"\npack = "{own}"\n'
        settings += f'[fetch]\nproxy = "{site.url}"\nspacing_seconds = 0\n'
        (place / "shamal.toml").write_text(settings)
        assert monitor_pass(place, in_turn)["outcomes"] == {"stored": 5}
    with opened(place / "shamal.duckdb") as db:
        rows = db.rows(
            "SELECT outlet, title, text, access, story, (SELECT list(DISTINCT actor) FROM mentions m "
            "WHERE m.article = id) FROM articles JOIN relations ON article = id"
        )
    outlets = {outlet: name for name, (outlet, _) in OUTLETS.items()}
    keys = ("title", "text", "access", "story", "actors")
    return {outlets[outlet]: dict(zip(keys, row, strict=True)) for outlet, *row in rows}


def test_no_article_line_is_lost_and_no_boilerplate_kept(stored: dict[str, dict[str, Any]]) -> None:
    wrong = []
    for name, told in json.loads((SEEDS / "boilerplate.json").read_text(encoding="utf-8")).items():
        kept = [" ".join(line.split()) for line in stored[name]["text"].split("\n")]
        for row in told["lines"]:
            line = plain(row["text"])
            found = (
                any(line in one for one in (*kept, stored[name]["title"])) if row["keep"] else line in kept
            )
            if line and found != row["keep"]:
                wrong.append((name, row["label"], line[:60]))
    assert wrong == []


def test_only_the_paywalled_one_is_partial(stored: dict[str, dict[str, Any]]) -> None:
    told = json.loads((SEEDS / "boilerplate.json").read_text(encoding="utf-8"))
    assert {name for name, row in stored.items() if row["access"] == "partial"} == {
        name for name, row in told.items() if row["partial"]
    }


def test_hts_is_flagged_in_all_five(stored: dict[str, dict[str, Any]]) -> None:
    assert [name for name, row in stored.items() if "hts" not in row["actors"]] == []


def test_the_two_reports_of_the_idlib_meeting_are_one_story(stored: dict[str, dict[str, Any]]) -> None:
    cradle, north_press, *others = (stored[name]["story"] for name in OUTLETS)
    assert cradle == north_press
    assert len({cradle, *others}) == 4

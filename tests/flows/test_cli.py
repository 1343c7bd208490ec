"""The commands, as somebody types them, over a store that was filled from the sample newsroom."""

import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pytest

from benchmarks.newsroom import FOLDER
from flows.cli import main
from flows.loopback import served
from flows.parallel import on_threads
from flows.passes import monitor_pass, publish_pass
from news.records import Removed
from news.texts import fold
from packs.newsroom import load_newsroom
from scrapers.layouts import MISSED
from storage import ledger, settling
from storage.database import opened
from tests.conftest import Home
from tests.storage.samples import NOW, article, stored

Shamal = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def filled(home: Home) -> Path:
    """Make a home folder after one pass and one digest; its network is gone by then."""
    with served(load_newsroom(FOLDER, datetime.now(UTC)).respond) as site:
        place = home("filled", proxy=site.url)
        monitor_pass(place, on_threads())
        publish_pass(place)
    return place


@pytest.fixture
def shamal(capsys: pytest.CaptureFixture[str]) -> Shamal:
    """Type a command; return its exit code, what it printed, and what it complained."""

    def typed(*words: object) -> tuple[int, str, str]:
        try:
            main([str(word) for word in words])
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return typed


def test_the_version_is_that_of_the_package(shamal: Shamal) -> None:
    assert shamal("--version")[1].strip() == version("shamal")


def test_without_contact_nothing_is_fetched(shamal: Shamal, tmp_path: Path) -> None:
    code, _, complaint = shamal("run", "--home", tmp_path)
    assert code == 2
    assert complaint.startswith("shamal: contact is not set")
    assert "Traceback" not in complaint


def test_looking_into_an_empty_home_says_what_to_do(shamal: Shamal, tmp_path: Path) -> None:
    for words in (("search", "x"), ("explain", "x"), ("digest", "list"), ("digest", "preview")):
        code, _, complaint = shamal(*words, "--home", tmp_path)
        assert (code, "shamal run" in complaint) == (2, True)


def test_search_finds_any_spelling(shamal: Shamal, filled: Path) -> None:
    code, out, _ = shamal("search", "İDLİB", "--home", filled, "--json")
    hits = json.loads(out)
    assert code == 0
    assert hits
    assert all("idlib" in fold(hit["title"] + hit["text"]) for hit in hits)
    _, out, _ = shamal("search", "", "--actor", "sdf", "--language", "ar", "--home", filled, "--json")
    assert {hit["language"] for hit in json.loads(out)} == {"ar"}
    assert all("sdf" in hit["actors"] for hit in json.loads(out))


def test_explain_says_why_and_what_was_stripped(shamal: Shamal, filled: Path) -> None:
    _, out, _ = shamal("search", "Abdi merged fax", "--home", filled, "--json")
    found = json.loads(out)[0]["id"]
    code, out, _ = shamal("explain", found, "--home", filled)
    assert code == 0
    assert "mazloum-abdi" in out
    assert "Stripped" in out
    assert re.search(r"Published \d{4}-\d\d-\d\d \d\d:\d\d UTC \(exact\)", out)
    code, out, _ = shamal("explain", found, "--home", filled, "--json")
    told = json.loads(out)
    assert told["id"] == found
    assert {mention["actor"] for mention in told["considered"]["mentions"]} >= {"mazloum-abdi", "sdf"}
    assert shamal("explain", "0" * 16, "--home", filled)[0] == 2


def test_explain_tells_a_story_by_its_id_or_by_an_article_in_it(shamal: Shamal, filled: Path) -> None:
    _, out, _ = shamal("search", "Shaddadi bus", "--home", filled, "--json")
    article = json.loads(out)[0]["id"]
    code, out, _ = shamal("explain", "--story", article, "--home", filled, "--json")
    told = json.loads(out)
    assert code == 0
    assert article in {report["article_id"] for report in told["reports"]}
    code, out, _ = shamal("explain", "--story", told["id"], "--home", filled)
    assert code == 0
    reports, independent = len(told["reports"]), told["corroboration"]["independent"]
    assert f"Story {told['id']}: {independent} independent of {reports} reports" in out
    assert "First: " in out
    assert "joined by: " in out
    assert "copy of" in out
    assert "does not count: prints" in out


def test_explain_says_what_it_needs_to_know(shamal: Shamal, filled: Path) -> None:
    for words in ((), ("1234", "--story", "1234")):
        code, _, complaint = shamal("explain", *words, "--home", filled)
        assert (code, "--story ID" in complaint) == (2, True)
    code, _, complaint = shamal("explain", "--story", "f" * 16, "--home", filled)
    assert (code, "no story has the id" in complaint) == (2, True)


def test_explain_says_what_access_was_judged_by(shamal: Shamal, filled: Path) -> None:
    url = "https://fil-du-levant.example/syrie/hassake-eau-alouk"
    code, out, _ = shamal("explain", url, "--home", filled)
    assert code == 0
    assert "Only a part of the text: a prompt ends the text: “Il vous reste" in " ".join(out.split())


def test_explain_reads_a_text_and_tells_what_it_refused(
    shamal: Shamal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "The Harmonized Tariff Schedule (HTS) was revised. Mazloum Abdi did not comment."
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    code, out, _ = shamal("explain", "-", "--home", tmp_path, "--json")
    told = json.loads(out)
    assert code == 0
    assert [mention["surface"] for mention in told["mentions"]] == ["Mazloum Abdi"]
    assert [refusal["surface"] for refusal in told["refused"]] == ["HTS"]


def test_reflag_changes_nothing_while_the_pack_is_the_same(shamal: Shamal, filled: Path) -> None:
    code, out, _ = shamal("reflag", "--home", filled, "--json")
    assert (code, json.loads(out)) == (0, [])


@pytest.mark.parametrize("kind", ["parquet", "csv", "jsonl"])
def test_export_writes_a_table(shamal: Shamal, filled: Path, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"mentions.{kind}"
    assert shamal("export", "mentions", file, "--format", kind, "--home", filled)[0] == 0
    assert file.stat().st_size > 1000
    assert shamal("export", "secrets", file, "--home", filled)[0] == 2


def test_digests_are_listed_and_the_next_is_empty(shamal: Shamal, filled: Path) -> None:
    code, out, _ = shamal("digest", "list", "--home", filled, "--json")
    [digest] = json.loads(out)
    assert (code, digest["mails"]) == (0, "")
    code, out, _ = shamal("digest", "preview", "--home", filled)
    assert code == 0
    assert "No report" in out


def test_doctor_finds_nothing_to_mend(shamal: Shamal, filled: Path) -> None:
    code, out, _ = shamal("doctor", "--home", filled, "--json")
    assert code == 0
    assert {finding["check"] for finding in json.loads(out)} >= {
        "settings",
        "pack",
        "disk",
        "store",
        "last run",
    }


def test_doctor_tells_where_a_layout_has_changed(shamal: Shamal, tmp_path: Path) -> None:
    (tmp_path / "shamal.toml").write_text('contact = "tests@example.org"\n')
    missed = article(removed=(Removed(MISSED, "body = .story"),), fetched_at=datetime.now(UTC))
    with opened(tmp_path / "shamal.duckdb") as db:
        settling.record(db, ledger.start(db, "monitor", NOW), [stored(missed)], "pack-1", NOW)
    _, out, _ = shamal("doctor", "--local", "--home", tmp_path, "--json")
    (told,) = [finding for finding in json.loads(out) if finding["check"] == "selectors"]
    assert told["state"] == "look"
    assert "Enab (1)" in told["message"]


def test_doctor_says_what_to_mend(shamal: Shamal, tmp_path: Path) -> None:
    (tmp_path / "shamal.toml").write_text('pack = "northern-syra"')
    code, out, _ = shamal("doctor", "--local", "--home", tmp_path, "--json")
    wrong = {
        finding["check"]: finding["message"] for finding in json.loads(out) if finding["state"] == "mend"
    }
    assert code == 1
    assert "northern-syria" in wrong["pack"]
    assert "SHAMAL_CONTACT" in wrong["contact"]


def test_feeds_are_listed_with_their_last_answer(shamal: Shamal, filled: Path) -> None:
    code, out, _ = shamal("feeds", "list", "--home", filled, "--json")
    assert code == 0
    listed = json.loads(out)
    assert {row["state"] for row in listed} == {"ok"}
    assert all(row["since"] and row["last good"] and row["next"] for row in listed)


def test_opml_goes_out_and_comes_in(shamal: Shamal, filled: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "feeds.opml", tmp_path / "other"
    assert shamal("feeds", "export", file, "--home", filled)[0] == 0
    _, _, told = shamal("feeds", "import", file, "--home", other)
    assert told.startswith("8 feeds added")
    _, _, told = shamal("feeds", "import", file, "--home", other)
    assert told.startswith("0 feeds added")
    assert shamal("feeds", "import", tmp_path / "missing.opml", "--home", other)[0] == 2


def test_check_tells_dead_feeds_and_what_to_do(shamal: Shamal, home: Home) -> None:
    with served(load_newsroom(FOLDER, datetime.now(UTC)).respond) as site:
        place = home("checked", proxy=site.url)
        assert shamal("feeds", "check", "--home", place)[0] == 0
        (place / "feeds.toml").write_text(
            '[[feed]]\nid = "gone"\noutlet = "Gone"\nurl = "http://sinir-postasi.example/no-feed"\n'
        )
        code, out, _ = shamal("feeds", "check", "--home", place, "--json")
    [dead] = [row for row in json.loads(out) if row["state"] == "gone"]
    assert (code, dead["feed"]) == (1, "gone")
    assert "new address" in dead["advice"]


def test_the_demo_refuses_a_folder_that_is_not_its_own(shamal: Shamal, filled: Path) -> None:
    code, _, complaint = shamal("demo", "--home", filled)
    assert (code, "no demo made it" in complaint) == (2, True)
    assert (filled / "shamal.duckdb").exists()

"""What the documents name exists, and what exists is named."""

import re
import tomllib
from pathlib import Path

import pytest

from flows.cli import app, digest
from flows.feed_commands import feeds
from flows.line_commands import lines
from flows.settings import ArchiveSettings, Fetch, Mail, Schedule, Settings, load_settings
from news.records import Health, Outcome
from news.recurrence import Standing
from news.relations import Kind, Tie

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONFIGURING = (ROOT / "docs/configuring.md").read_text(encoding="utf-8")


def names_of(group: object) -> set[str]:
    return {name for name in group if not name.startswith("-")}  # type: ignore[attr-defined]  # an App iterates over names


def test_the_readme_names_every_command_and_no_other() -> None:
    named = set(re.findall(r"`shamal ([a-z]+)`", README))
    assert named == names_of(app)


def test_the_readme_names_every_subcommand() -> None:
    for group in (feeds, lines, digest):
        row = next(line for line in README.splitlines() if line.startswith(f"| `shamal {group.name[0]}`"))
        assert names_of(group) == set(re.findall(r"`([a-z]+)`", row))


def test_the_readme_explains_every_outcome() -> None:
    explained = re.findall(r"^\| `([a-z]+)` \|", README, flags=re.MULTILINE)
    assert set(explained) == {str(outcome) for outcome in Outcome}


def test_the_page_on_feeds_explains_every_state() -> None:
    page = (ROOT / "docs/feeds.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z]+)` \|", page, flags=re.MULTILINE) == [str(health) for health in Health]


def test_the_page_on_lines_explains_what_they_count_as() -> None:
    page = (ROOT / "docs/lines.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `([a-z]+)` \|", page, flags=re.MULTILINE)
    assert explained == [str(standing) for standing in Standing]


def test_the_page_on_stories_explains_every_kind_and_tie() -> None:
    page = (ROOT / "docs/stories.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `([a-z-]+)` \|", page, flags=re.MULTILINE)
    assert explained == [*map(str, Kind), *map(str, Tie)]


def test_every_make_target_named_exists() -> None:
    targets = set(
        re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert set(re.findall(r"(?:^|`)make ([a-z-]+)", README, re.MULTILINE)) <= targets


def test_every_path_the_readme_links_to_exists() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)", README) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_settings_page_is_a_valid_file_that_names_every_setting(tmp_path: Path) -> None:
    block = re.search(r"```toml\n(.*?)```", CONFIGURING, re.DOTALL)
    assert block is not None
    (tmp_path / "shamal.toml").write_text(block.group(1), encoding="utf-8")
    load_settings(tmp_path)
    named = tomllib.loads(block.group(1))
    for table, model in (
        ("fetch", Fetch),
        ("archive", ArchiveSettings),
        ("schedule", Schedule),
        ("mail", Mail),
    ):
        assert named[table].keys() == model.model_fields.keys()
    assert named.keys() | {"home"} == Settings.model_fields.keys()


def test_the_environment_example_is_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            monkeypatch.setenv(*line.split("=", 1))
    assert load_settings(tmp_path).mail.recipients == ("you@example.org",)


def test_each_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    reasons = (ROOT / "docs/decisions.md").read_text(encoding="utf-8")
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    assert [name for spec in wanted if (name := re.split(r"[<>=]", spec)[0]) not in reasons] == []

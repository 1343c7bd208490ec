"""The shape of the house: packages are packaged, files stay small, rooms have their tests."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("actors", "digests", "flows", "news", "packs", "scrapers", "stories", "storage")
CODE = sorted(path for room in (*ROOMS, "benchmarks") for path in (ROOT / room).rglob("*.py"))
SHUNNED = {"utils", "helpers", "common", "core", "manager", "handler", "processor"}


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_package_is_in_the_wheel_and_under_the_contracts() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = sorted(
        path.parent.name
        for path in ROOT.glob("*/__init__.py")
        if path.parent.name not in ("tests", "benchmarks")
    )
    assert found == sorted(ROOMS)
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == list(ROOMS)
    assert project["tool"]["importlinter"]["root_packages"] == list(ROOMS)


def test_the_image_copies_every_package() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert [room for room in ROOMS if f"COPY {room} ./{room}" not in dockerfile] == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    long = [f.name for f in functions(path) if (f.end_lineno or 0) - f.lineno >= 60]
    assert long == []
    assert path.stem not in SHUNNED


def test_most_functions_fit_on_a_card() -> None:
    lengths = sorted((f.end_lineno or 0) - f.lineno + 1 for path in CODE for f in functions(path))
    assert lengths[len(lengths) // 2] <= 12
    assert lengths[len(lengths) * 9 // 10] <= 30


def test_tests_mirror_the_rooms() -> None:
    strays = [
        str(test.relative_to(ROOT))
        for room in ROOMS
        for test in (ROOT / "tests" / room).glob("test_*.py")
        if not (ROOT / room / f"{test.stem.removeprefix('test_')}.py").exists()
        and not (ROOT / room / test.stem.removeprefix("test_").replace("_", "-")).is_dir()
    ]
    assert strays == []


def test_no_stray_captured_pages_or_machine_paths() -> None:
    texts = [path for path in ROOT.rglob("*.py") if ".venv" not in path.parts and path != Path(__file__)]
    assert [str(path) for path in texts if str(ROOT) in path.read_text(encoding="utf-8")] == []


def test_the_map_of_the_scrapers_names_every_module() -> None:
    mapped = set(re.findall(r"\b[a-z]+\b", (ROOT / "scrapers/__init__.py").read_text(encoding="utf-8")))
    modules = {path.stem for path in (ROOT / "scrapers").glob("*.py")} - {"__init__"}
    assert modules - mapped == set()

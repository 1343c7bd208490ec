"""An empty store for a test: a real file, migrated once and copied."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database, opened


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "shamal.duckdb"
    with opened(path):
        return path


@pytest.fixture
def db(empty_store: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "shamal.duckdb"
    shutil.copyfile(empty_store, path)
    with opened(path) as database:
        yield database


@pytest.fixture(scope="module")
def db_for_many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A store that all examples of a law share; each takes a run of its own."""
    with opened(tmp_path_factory.mktemp("many") / "shamal.duckdb") as database:
        yield database

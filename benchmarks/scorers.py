"""Runs the scoring tools that come with the shared data, as anybody would who checks a figure of ours."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.saved_pages import SHARED

DATA, TOOLS = SHARED / "data", SHARED / "tools"
Row = dict[str, Any]


def inputs(tool: str, *files: Path) -> list[Row]:
    """Return the rows of gold files as a filter is given them: without the answers."""
    return [json.loads(line) for line in _run([TOOLS / tool, "inputs", *files]).splitlines()]


def score(
    tool: str, before: Sequence[object], answers: Iterable[Row], after: Sequence[object] = ()
) -> dict[str, Any]:
    """Return a tool's scores of answers, whose file stands between two runs of arguments."""
    return _scored(
        [TOOLS / tool, *before], "".join(json.dumps(row) + "\n" for row in answers), [*after, "--json"]
    )


def score_clusters(mode: str, gold: Path, clusters: Mapping[str, str]) -> dict[str, float]:
    """Return the scores of clusters by id; with `mode` "pairs" over the pairs in them, else "clusters"."""
    return _scored([TOOLS / "eval_pairs.py", mode, gold], json.dumps({"clusters": clusters}), [])


def _scored(before: Sequence[object], content: str, after: Sequence[object]) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "answers"
        file.write_text(content, encoding="utf-8")
        found: dict[str, Any] = json.loads(_run([*before, file, *after]))
        return found


def _run(arguments: Sequence[object]) -> bytes:
    return subprocess.run([sys.executable, *map(str, arguments)], stdout=subprocess.PIPE, check=True).stdout

"""Runs the filters of the command line, as anybody would who tries them on a corpus."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def filtered(
    name: str, rows: Iterable[Mapping[str, Any]], pack: str = "northern-syria"
) -> list[dict[str, Any]]:
    """Run `shamal NAME` over rows; return its answers. CalledProcessError where a row was refused."""
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    command = [sys.executable, "-c", "from flows.cli import main; main()", name, "--pack", pack]
    done = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=True, cwd=ROOT)
    return [json.loads(line) for line in done.stdout.splitlines()]

"""Measures quality and compares it with the floors in floors.json: `make evaluate`.

A floor is pinned with the hash of its corpus and only goes up: `--raise` lifts floors to what was measured,
less a margin for machines that differ; `--allow-regression` lets them sink as well, and should have a reason
in the commit. Measures whose corpus is absent are skipped with a word.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.corpora import CORPORA, Corpus

FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.002  # floors are set this much under what was measured
Floors = dict[str, dict[str, float | str]]


def main() -> int:
    """Measure every corpus that is here; 1 where a measure is under its floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", nargs="*", help="only these: " + ", ".join(CORPORA))
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift floors to what is measured")
    parser.add_argument(
        "--allow-regression", action="store_true", help="with --raise: let floors sink as well"
    )
    args = parser.parse_args()
    floors: Floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    chosen = {name: corpus for name, corpus in CORPORA.items() if not args.corpora or name in args.corpora}
    complaints: list[str] = []
    for name, corpus in chosen.items():
        if not all(path.exists() for path in corpus.files):
            print(f"{name}: skipped, its data is not here")
            continue
        measures, digest = corpus.measure(), corpus_hash(corpus)
        if args.lift:
            floors |= lifted(measures, digest, floors, sink=args.allow_regression)
        complaints += under(measures, digest, floors)
        _show(name, measures, floors)
    if args.lift:
        text = json.dumps(dict(sorted(floors.items())), indent=1, ensure_ascii=False)
        FLOORS.write_text(text + "\n", encoding="utf-8")
    print("\n".join(complaints) if complaints else "No measure is under its floor.")
    return 1 if complaints else 0


def corpus_hash(corpus: Corpus) -> str:
    """Return a hash of all files of a corpus."""
    digest = sha256()
    for path in corpus.files:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def lifted(measures: Mapping[str, float], corpus: str, floors: Floors, *, sink: bool) -> Floors:
    """Return floors for these measures: as high as measured, not lower than now unless they may sink."""
    found: Floors = {}
    for name, value in measures.items():
        now = floors.get(name)
        old = float(now["floor"]) if now is not None and now["corpus"] == corpus and not sink else 0.0
        found[name] = {"floor": max(old, round(value - MARGIN, 3)), "corpus": corpus}
    return found


def under(measures: Mapping[str, float], corpus: str, floors: Floors) -> list[str]:
    """Return a complaint for each measure that is under its floor, or whose floor is for another corpus."""
    complaints = []
    for name, value in measures.items():
        floor = floors.get(name)
        if floor is None or floor["corpus"] != corpus:
            complaints.append(f"{name}: no floor for this corpus ({corpus}); pin it with --raise")
        elif value < float(floor["floor"]):
            complaints.append(f"{name}: {value:.4f} is under the floor of {floor['floor']}")
    return complaints


def _show(corpus: str, measures: Mapping[str, float], floors: Floors) -> None:
    table = Table(title=corpus, title_justify="left", title_style="bold")
    for column in ("measure", "value", "floor"):
        table.add_column(column, justify="left" if column == "measure" else "right")
    for name, value in measures.items():
        table.add_row(name, f"{value:.4f}", str(floors.get(name, {}).get("floor", "-")))
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())

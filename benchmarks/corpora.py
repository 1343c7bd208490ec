"""The corpora that quality is measured on, most of them through the filters of the command line."""

import json
import lzma
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import access, extraction, languages, memory, newsroom, urls
from benchmarks import seeds as captures
from benchmarks.filters import filtered
from benchmarks.saved_pages import SAVED, SHARED

DATA, TOOLS = SHARED / "data", SHARED / "tools"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Files that must be there, and a measurement: names of measures, each with a value from 0 to 1."""

    files: tuple[Path, ...]
    measure: Callable[[], Mapping[str, float]]


def mentions() -> dict[str, float]:
    """Mentions of actors in single sentences."""
    rows, scores = _flagged("mentions/dev.json")
    quiet = scores["actor_free"]
    found = {f"mentions {language} f1": row["f1"] for language, row in rows.items()}
    found["mentions all strict f1"] = rows["all"]["strict_f1"]
    return found | {"mentions quiet sentences left quiet": 1 - scores["actor_free_alarmed"] / quiet}


def seeds() -> dict[str, float]:
    """Mentions of actors in five real articles, and the lines of their pages."""
    rows, _ = _flagged("seeds/mentions.json")
    found = {f"seeds mentions {what}": rows["all"][what] for what in ("precision", "recall")}
    return found | captures.measure()


def gold() -> dict[str, float]:
    """Mentions, relevance, copies and stories in articles written for the purpose."""
    rows, scores = _flagged("gold/dev.jsonl")
    found = {f"gold mentions {what}": rows["all"][what] for what in ("f1", "strict_f1")}
    found["gold relevance f1"] = scores["relevance"]["f1"]
    return found | _grouped("published") | _grouped("arrival")


def wire_copies() -> dict[str, float]:
    """Real and made copies, and stories, of the Syrian war and of other news."""
    return {
        **_groups("neardup_fak", "pairs", "F1"),
        **_groups("neardup_synth", "pairs", "F1"),
        **_groups("stories_fak", "clusters", "pair_F1"),
        **_groups("stories_allsides", "clusters", "pair_F1"),
    }


def _flagged(gold_file: str) -> tuple[dict[str, Any], dict[str, Any]]:
    path = DATA / gold_file
    inputs = _lines(_run([TOOLS / "eval_flag.py", "inputs", path]))
    scores = _score(
        "eval_flag.py", ["score", path], filtered("flag", inputs), ["--actors", DATA / "facts/actors.json"]
    )
    return scores["rows"], scores


def _grouped(clock: str) -> dict[str, float]:
    files = [DATA / "gold/dev.jsonl", DATA / "gold/dev_hardneg.jsonl"]
    rows = _lines(_run([TOOLS / "eval_group.py", "inputs", *files]))
    if clock == "arrival":
        arrived = json.loads((DATA / "gold/arrival_sim.json").read_text(encoding="utf-8"))
        rows = [{**row, "published_at": arrived.get(row["id"], row["published_at"])} for row in rows]
    scores = _score("eval_group.py", ["score", *files, "--predictions"], filtered("group", rows), [])
    return {f"gold {name} f1, {clock}": values[2] for name, values in scores.items()}


def _groups(name: str, mode: str, figure: str) -> dict[str, float]:
    gold_file = DATA / f"groups/{name}.gold.json"
    with lzma.open(DATA / f"groups/{name}.docs.jsonl.xz") as lines:
        documents = [json.loads(line) for line in lines]
    told = filtered("group", (_document(row) for row in documents))
    clusters = {row["id"]: row["copy_of"] or row["id"] if mode == "pairs" else row["story"] for row in told}
    with TemporaryDirectory() as folder:
        file = Path(folder) / "clusters.json"
        file.write_text(json.dumps({"clusters": clusters}), encoding="utf-8")
        scores = json.loads(_run([TOOLS / "eval_pairs.py", mode, gold_file, file]))
    return {f"groups {name} {figure}": scores[figure]}


def _document(row: Row) -> Row:
    url = f"https://news.example/{row['id'].replace('#', '/')}"
    return {**row, "url": url, "outlet": row.get("source") or "", "published_at": row.get("date")}


def _score(
    tool: str, before: Sequence[object], answers: Iterable[Row], after: Sequence[object]
) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "answers.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in answers), encoding="utf-8")
        scores: dict[str, Any] = json.loads(_run([TOOLS / tool, *before, file, *after, "--json"]))
        return scores


def _run(arguments: Sequence[object]) -> bytes:
    return subprocess.run([sys.executable, *map(str, arguments)], stdout=subprocess.PIPE, check=True).stdout


def _lines(output: bytes) -> list[Row]:
    return [json.loads(line) for line in output.splitlines()]


CORPORA: Mapping[str, Corpus] = {
    "newsroom": Corpus((newsroom.FOLDER,), newsroom.measure),
    "memory": Corpus((newsroom.FOLDER,), memory.sample),
    "sites": Corpus((SAVED,), memory.sites),
    "extract": Corpus((SAVED,), extraction.measure),
    "mentions": Corpus((DATA / "mentions/dev.json", DATA / "facts/actors.json"), mentions),
    "seeds": Corpus((DATA / "seeds", DATA / "facts/actors.json"), seeds),
    "gold": Corpus((DATA / "gold", DATA / "facts/actors.json"), gold),
    "access": Corpus((access.FOLDER, SAVED), access.measure),
    "groups": Corpus((DATA / "groups",), wire_copies),
    "urls": Corpus((urls.OWN,), urls.own),
    "url_keys": Corpus((DATA / "groups/url_keys.json",), partial(urls.given, DATA / "groups/url_keys.json")),
    "languages": Corpus(languages.files(DATA), partial(languages.measure, DATA)),
}

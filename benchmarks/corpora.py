"""The corpora that quality is measured on, most of them through the filters of the command line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import access, extraction, groups, languages, memory, newsroom, urls
from benchmarks import seeds as captures
from benchmarks.filters import filtered
from benchmarks.saved_pages import SAVED
from benchmarks.scorers import DATA, inputs, score


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
    """Mentions of actors in five real articles, the lines of their pages, and their stories."""
    rows, _ = _flagged("seeds/mentions.json")
    found = {f"seeds mentions {what}": rows["all"][what] for what in ("precision", "recall")}
    return found | captures.measure() | groups.seeds()


def gold() -> dict[str, float]:
    """Mentions, relevance, copies and stories in articles written for the purpose."""
    rows, scores = _flagged("gold/dev.jsonl")
    found = {f"gold mentions {what}": rows["all"][what] for what in ("f1", "strict_f1")}
    found["gold relevance f1"] = scores["relevance"]["f1"]
    return found | groups.gold()


def _flagged(gold_file: str) -> tuple[dict[str, Any], dict[str, Any]]:
    path, actors = DATA / gold_file, DATA / "facts/actors.json"
    told = filtered("flag", inputs("eval_flag.py", path))
    scored = score("eval_flag.py", ["score", path], told, ["--actors", actors])
    return scored["rows"], scored


CORPORA: Mapping[str, Corpus] = {
    "newsroom": Corpus((newsroom.FOLDER,), newsroom.measure),
    "memory": Corpus((newsroom.FOLDER,), memory.sample),
    "sites": Corpus((SAVED,), memory.sites),
    "extract": Corpus((SAVED,), extraction.measure),
    "mentions": Corpus((DATA / "mentions/dev.json", DATA / "facts/actors.json"), mentions),
    "seeds": Corpus((DATA / "seeds", DATA / "facts/actors.json"), seeds),
    "gold": Corpus((DATA / "gold", DATA / "facts/actors.json"), gold),
    "access": Corpus((access.FOLDER, SAVED), access.measure),
    "groups": Corpus((DATA / "groups",), groups.copies_and_stories),
    "urls": Corpus((urls.OWN,), urls.own),
    "url_keys": Corpus((DATA / "groups/url_keys.json",), partial(urls.given, DATA / "groups/url_keys.json")),
    "languages": Corpus(languages.files(DATA), partial(languages.measure, DATA)),
}

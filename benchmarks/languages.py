"""How often the language of a text is told right, from the text alone."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from news.texts import sentence_at
from scrapers.languages import detect

Labelled = list[tuple[str, str]]  # language, text


def files(data: Path) -> tuple[Path, ...]:
    """Return the files that are measured on."""
    names = ("mentions/dev.json", "gold/dev.jsonl", "gold/dev_hardneg.jsonl", "extract/ground_truth.json")
    return tuple(data / name for name in names)


def measure(data: Path) -> dict[str, float]:
    """Return shares of texts told right: single sentences by language, runs of them, titles, whole texts."""
    mentions, *gold, truth = files(data)
    articles = [json.loads(line) for file in gold for line in file.read_text(encoding="utf-8").splitlines()]
    pages = json.loads(truth.read_text(encoding="utf-8"))
    written = [(row["lang"], row["text"]) for row in json.loads(mentions.read_text("utf-8"))["sentences"]]
    sentences = _distinct(written + _runs(articles, 1))
    found = {"languages all sentences": _share(sentences)}
    for language in sorted({language for language, _ in sentences}):
        found[f"languages {language} sentences"] = _share(row for row in sentences if row[0] == language)
    return found | {
        "languages runs of 2 sentences": _share(_distinct(_runs(articles, 2))),
        "languages runs of 3 sentences": _share(_distinct(_runs(articles, 3))),
        "languages titles": _share(_distinct((row["language"], row["title"]) for row in articles)),
        "languages articles": _share((row["language"], row["text"]) for row in articles),
        "languages pages": _share((page["lang"], page["articleBody"]) for page in pages.values()),
    }


def sentences_of(text: str) -> list[str]:
    """Return the sentences and lines of a text."""
    found, at = [], 0
    while at < len(text):
        start, end = sentence_at(text, at, at + 1)
        found.append(text[start:end])
        at = max(end, at + 1)
        at += len(text[at:]) - len(text[at:].lstrip())
    return found


def _runs(articles: Iterable[Mapping[str, Any]], length: int) -> Labelled:
    found = []
    for row in articles:
        sentences = sentences_of(row["text"])
        for start in range(max(1, len(sentences) - length + 1)):
            found.append((row["language"], " ".join(sentences[start : start + length])))
    return found


def _distinct(rows: Iterable[tuple[str, str]]) -> Labelled:
    return sorted(set(rows))


def _share(rows: Iterable[tuple[str, str]]) -> float:
    right = [detect(text) == language for language, text in rows]
    return sum(right) / len(right)

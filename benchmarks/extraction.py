"""Article text of saved pages, beside what trafilatura finds in them in the same run."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import trafilatura

from benchmarks.filters import filtered
from benchmarks.saved_pages import SCORER, STRINGS, TRUTH, SavedPage, saved_pages
from news.texts import folded

_ROUNDS = 1_000  # of the bootstrap over pages
_FEWEST = 50  # pages of a corpus whose gain tells something
_SHINGLE = 4  # words
_HALF = 0.5  # share of a line's shingles in the true text from which it is article


def measure() -> dict[str, float]:
    """Measure F1 and recall of 4-word shingles by corpus, their gain, what was cut, and repeated headlines.

    A gain is that over trafilatura with comments off, on the same pages; `at least` is the lower end of its
    95% interval. The trees of `scrapers.likelihood` were grown on these very pages: how they do on sites
    that they do not know is told by `make train`.
    """
    pages = saved_pages()
    rows = _read(pages)
    ours = {id_: row["text"] for id_, row in rows.items()}
    theirs = {page.id: _by_trafilatura(page) for page in pages}
    found = _scores(pages, ours, theirs)
    cut = [told for page in pages for told in _cut(page, ours[page.id], theirs[page.id])]
    found["extract lines left out that are no article"] = cut.count(False) / len(cut)
    repeated = [_repeats_headline(rows[page.id]) for page in pages]
    found["extract pages without a repeated headline"] = repeated.count(False) / len(repeated)
    return found | _strings()


def _read(pages: Iterable[SavedPage]) -> dict[str, dict[str, Any]]:
    asked = ({"id": page.id, "url": page.url, "html_path": str(page.path)} for page in pages)
    return {row["id"]: row for row in filtered("extract", asked)}


def _by_trafilatura(page: SavedPage) -> str:
    return trafilatura.extract(page.html, url=page.url, include_comments=False) or ""


def _scores(
    pages: Sequence[SavedPage], ours: Mapping[str, str], theirs: Mapping[str, str]
) -> dict[str, float]:
    corpora = Counter(page.corpus for page in pages)
    found: dict[str, float] = {}
    with TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("ours.json", "theirs.json", "ids.json")]
        for file, texts in zip(files, (ours, theirs), strict=False):
            file.write_text(json.dumps(texts), encoding="utf-8")
        for corpus in sorted(corpora):
            ids = [page.id for page in pages if page.corpus == corpus]
            files[2].write_text(json.dumps(ids), encoding="utf-8")
            score, base = (_scored(files[2], *pair) for pair in (files[:2], files[1::-1]))
            gain = score["vs"]
            found |= {f"extract {corpus} {what}": score[what] for what in ("f1", "recall")}
            if len(ids) >= _FEWEST:
                found[f"extract {corpus} gain"] = gain["f1_diff"]
                found[f"extract {corpus} gain at least"] = gain["ci95"][0]
                found[f"extract {corpus} recall by trafilatura's"] = score["recall"] / base["recall"]
    return found


def _scored(ids: Path, predictions: Path, compared: Path) -> dict[str, Any]:
    options = ["--ids", ids, "--compare", compared, "--bootstrap", _ROUNDS, "--json"]
    command = [sys.executable, *map(str, (SCORER, predictions, TRUTH, *options))]
    scores: dict[str, Any] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return dict(scores["all"])


def _cut(page: SavedPage, ours: str, theirs: str) -> list[bool]:
    """Tell for each line of trafilatura's that is not in our text whether it is article."""
    kept, true, whole = _shingles(ours), _shingles(page.text), f" {folded(ours)} "
    lines = [line for line in map(folded, theirs.split("\n")) if line and f" {line} " not in whole]
    return [_stands(line.split(), true) for line in lines if not _stands(line.split(), kept)]


def _shingles(text: str) -> set[tuple[str, ...]]:
    """Return all runs of up to four words in a text's lines, and its whole lines."""
    lines = [tuple(folded(line).split()) for line in text.split("\n")]
    words = [word for line in lines for word in line]
    return {tuple(words[at : at + _SHINGLE]) for at in range(len(words))} | set(lines)


def _stands(line: Sequence[str], shingles: set[tuple[str, ...]]) -> bool:
    """Tell whether a line is in a text: a short one as a line of its own, another by most of its shingles."""
    if len(line) < _SHINGLE:
        return tuple(line) in shingles
    runs = [tuple(line[at : at + _SHINGLE]) for at in range(len(line) - _SHINGLE + 1)]
    return sum(run in shingles for run in runs) >= _HALF * len(runs)


def _repeats_headline(row: Mapping[str, Any]) -> bool:
    """Tell whether a text has its headline as a line, beside other lines."""
    lines = [folded(line) for line in row["text"].split("\n") if line]
    return len(lines) > 1 and folded(row["title"]) in lines


def _strings() -> dict[str, float]:
    """Measure the F1 of strings that must stand in a text, and of those that must not."""
    pages = saved_pages(STRINGS)
    rows = _read(pages)
    right = wrong = missed = 0
    for page in pages:
        text = " ".join(rows[page.id]["text"].split())
        wanted = [" ".join(part.split()) in text for part in page.facts["with"]]
        right, missed = right + sum(wanted), missed + wanted.count(False)
        wrong += sum(" ".join(part.split()) in text for part in page.facts["without"])
    return {"extract strings f1": 2 * right / (2 * right + wrong + missed)}

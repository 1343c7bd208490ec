"""What an outlet's memory is worth: sets of pages of one outlet, read without it and with it.

Memory learns from the very pages that it is measured on, as it does at work, where the first pages of an
outlet are read again. The judgement is that of the store (`news.recurrence`); each page counts as a story.
"""

import gzip
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import newsroom
from benchmarks.filters import ROOT
from news.knowledge import Pack
from news.records import Known, Reading
from news.recurrence import lines_to_judge, recurs
from packs.loader import find_pack, load_pack
from scrapers.articles import read

SHARED = ROOT.parent / "shared"
TRUTH, SCORER = SHARED / "data/extract/ground_truth.json", SHARED / "tools/eval_extract.py"
_FEWEST = 3  # pages of a site


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page of an outlet: `id` is that of its truth."""

    id: str
    outlet: str
    url: str
    html: bytes
    title: str = ""


def sample() -> dict[str, float]:
    """Measure lines on the sample newsroom, whose house notes no rule knows."""
    edition = newsroom.second_edition()
    served = newsroom.served(edition)
    pages = [
        SavedPage(each.id, each.outlet.name, each.url, newsroom.page(edition, each), each.title)
        for each in served
    ]
    found = {}
    for label, readings in _both(pages, load_pack(newsroom.FOLDER)):
        texts = {id_: reading.text for id_, reading in readings.items()}
        for measure, value in newsroom.lines(served, texts).items():
            found[f"memory newsroom {measure}, {label}"] = value
    return found


def sites() -> dict[str, float]:
    """Measure F1 of 4-word shingles on the saved pages of sites with three or more of them."""
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))
    counts = Counter(page["site"] for page in truth.values())
    pages = [
        SavedPage(id_, page["site"], page["url"], gzip.decompress((TRUTH.parent / page["html"]).read_bytes()))
        for id_, page in truth.items()
        if counts[page["site"]] >= _FEWEST
    ]
    pack = load_pack(find_pack("northern-syria"))
    return {f"memory sites f1, {label}": _f1(readings, truth) for label, readings in _both(pages, pack)}


def recurring(readings: Mapping[str, Reading]) -> frozenset[int]:
    """Return the lines of these pages of one outlet that its memory would remove."""
    stories = Counter(line for reading in readings.values() for line in lines_to_judge(reading.text))
    return frozenset(line for line, count in stories.items() if recurs(count, len(readings)))


def _both(pages: Sequence[SavedPage], pack: Pack) -> Iterable[tuple[str, dict[str, Reading]]]:
    by_outlet: defaultdict[str, list[SavedPage]] = defaultdict(list)
    for page in pages:
        by_outlet[page.outlet].append(page)
    without: dict[str, Reading] = {}
    with_it: dict[str, Reading] = {}
    for listed in by_outlet.values():
        first = {page.id: _read(page, pack) for page in listed}
        learnt = recurring(first)
        without |= first
        with_it |= {page.id: _read(page, pack, learnt) for page in listed}
    return ("without", without), ("with", with_it)


def _read(page: SavedPage, pack: Pack, learnt: frozenset[int] = frozenset()) -> Reading:
    known = Known(page.outlet, page.title, recurring=learnt, selectors=pack.selectors_for(page.url))
    return read(page.html, page.url, pack.line_rules, known)


def _f1(readings: Mapping[str, Reading], truth: Mapping[str, object]) -> float:
    with TemporaryDirectory() as folder:
        texts, wanted = Path(folder) / "texts.json", Path(folder) / "truth.json"
        texts.write_text(json.dumps({id_: reading.text for id_, reading in readings.items()}))
        wanted.write_text(json.dumps({id_: truth[id_] for id_ in readings}))
        command = [sys.executable, SCORER, texts, wanted, "--bootstrap", "0", "--json"]
        scores = json.loads(subprocess.run(list(map(str, command)), capture_output=True, check=True).stdout)
    return float(scores["all"]["f1"])

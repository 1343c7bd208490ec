"""What an outlet's memory is worth: sets of pages of one outlet, read without it and with it.

Memory learns from the very pages that it is measured on, as it does at work, where the first pages of an
outlet are read again. The judgement is that of the store (`news.recurrence`); each page counts as a story.
"""

import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import newsroom
from benchmarks.saved_pages import SCORER, saved_pages
from news.knowledge import Pack
from news.records import Known, Reading
from news.recurrence import lines_to_judge, recurs
from packs.loader import find_pack, load_pack
from scrapers.articles import read

_FEWEST = 3  # pages of a site


@dataclass(frozen=True, slots=True)
class OutletPage:
    """A page of an outlet, saved or made up: `id` is that of its truth."""

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
        OutletPage(each.id, each.outlet.name, each.url, newsroom.page(edition, each), each.title)
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
    saved = saved_pages()
    counts = Counter(page.site for page in saved)
    pages = [
        OutletPage(page.id, page.site, page.url, page.html) for page in saved if counts[page.site] >= _FEWEST
    ]
    pack = load_pack(find_pack("northern-syria"))
    truth = {page.id: page.facts for page in saved}
    return {f"memory sites f1, {label}": _f1(readings, truth) for label, readings in _both(pages, pack)}


def recurring(readings: Mapping[str, Reading]) -> frozenset[int]:
    """Return the lines of these pages of one outlet that its memory would remove."""
    stories = Counter(line for reading in readings.values() for line in lines_to_judge(reading.text))
    return frozenset(line for line, count in stories.items() if recurs(count, len(readings)))


def _both(pages: Sequence[OutletPage], pack: Pack) -> Iterable[tuple[str, dict[str, Reading]]]:
    by_outlet: defaultdict[str, list[OutletPage]] = defaultdict(list)
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


def _read(page: OutletPage, pack: Pack, learnt: frozenset[int] = frozenset()) -> Reading:
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

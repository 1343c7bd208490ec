"""Grows the trees that tell how likely a block is article: `make train`, writes scrapers/likelihood.json.

Needs the saved pages with their true text. First it tells how well trees do on sites that they were not grown
on (five parts, by site); what is written is grown on all pages.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from trafilatura.utils import load_html

from benchmarks.saved_pages import TRUTH, SavedPage, saved_pages
from scrapers import structured
from scrapers.alignment import align
from scrapers.blocks import Block, blocks, word_count
from scrapers.charsets import decode
from scrapers.declarations import said
from scrapers.drafts import Draft, dense, extracted, take_out_unread
from scrapers.features import FEATURES, Ground, View
from scrapers.heads import head
from scrapers.likelihood import FILE, planted
from scrapers.metadata import metadata
from scrapers.weighing import worth_weighing

_PARTS = 5
_UNLIKELY = 0.05  # what scrapers.lines cuts
_HALF = 0.5  # share of a block's words in the true text from which it is article
_ROUNDS = 120
# Of several settings tried, those that lost the fewest article lines on sites they were not grown on.
_SETTINGS = {
    "objective": "binary",
    "num_leaves": 16,
    "learning_rate": 0.08,
    "min_data_in_leaf": 40,
    "lambda_l2": 1.0,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": 1,
    "deterministic": True,
    "num_threads": 1,
    "verbose": -1,
}


@dataclass(frozen=True, slots=True)
class Lessons:
    """Blocks to learn from, a row each: features, whether it is article, its weight, the part of its site."""

    rows: NDArray[np.float64]
    article: NDArray[np.bool_]
    weights: NDArray[np.float64]
    parts: NDArray[np.intp]

    def where(self, wanted: NDArray[np.bool_]) -> "Lessons":
        """Return some of the lessons."""
        return Lessons(self.rows[wanted], self.article[wanted], self.weights[wanted], self.parts[wanted])


def main() -> int:
    """Tell how well trees do on unseen sites, and write those grown on all."""
    if not TRUTH.exists():
        print("train: skipped, the saved pages are not here")
        return 0
    with ProcessPoolExecutor() as processes:
        lessons = _joined(list(processes.map(_learnt, saved_pages(), chunksize=8)))
    print(f"{len(lessons.article):,} blocks, {lessons.article.mean():.0%} of them article")
    likely = np.zeros(len(lessons.article))
    for part in range(_PARTS):
        unseen = lessons.parts == part
        likely[unseen] = _likelihoods(_grown(lessons.where(~unseen)), lessons.rows[unseen])
    cut = likely < _UNLIKELY
    print(
        f"on unseen sites: {cut[~lessons.article].mean():.1%} of what is no article is cut, "
        f"and {lessons.article[cut].mean():.1%} of what is cut is article"
    )
    FILE.write_text(json.dumps({"trees": _grown(lessons)}) + "\n", encoding="utf-8")
    print(f"written: {FILE.name}")
    return 0


def _learnt(page: SavedPage) -> Lessons:
    """Return the blocks of a page as its drafts show them, weighed so that pages count alike."""
    tree = load_html(decode(page.html))
    if tree is None:
        return _lessons([], [], [], 0)
    declared = structured.declared(tree)
    about = head(tree)
    title = metadata(tree, page.url, declared, about).title
    take_out_unread(tree)
    found = blocks(tree)
    told = said(about, found, declared.articles, (title,))
    article = _article(page.text, found)
    total = max(50.0, sum(block.words * tells for block, tells in zip(found, article, strict=True)))
    ground = Ground(found, told)
    rows, truth, weights = [], [], []
    shown = [extracted(tree, page.url, found, fast=fast) for fast in (True, False)]
    for draft, share in _drafts(shown, ground):
        view = View(ground, draft.told)
        for number in worth_weighing(view):
            rows.append(view.row(number))
            truth.append(article[number])
            weights.append(share * 100 * min(200.0, found[number].words + 2) / total)
    return _lessons(rows, truth, weights, int(sha256(page.site.encode()).hexdigest(), 16) % _PARTS)


def _drafts(shown: Sequence[Draft], ground: Ground) -> Iterator[tuple[Draft, float]]:
    """Give the drafts of a page with their weights: the two of trafilatura are often one."""
    fast, whole = shown
    yield from [(fast, 1.0)] if fast.lines == whole.lines else [(fast, 0.5), (whole, 0.5)]
    yield dense(ground.page, ground.region), 0.5


def _article(text: str, page: Sequence[Block]) -> list[bool]:
    """Tell which blocks stand in the true text, to the larger part of their words."""
    lines = [line for line in text.split("\n") if line.strip()]
    held = [0.0] * len(page)
    for line, place in zip(lines, align(lines, [block.text for block in page]), strict=True):
        for number in place:
            held[number] += word_count(line) if len(place) == 1 else page[number].words
    return [words >= _HALF * block.words for words, block in zip(held, page, strict=True)]


def _lessons(rows: Sequence[Any], article: Sequence[bool], weights: Sequence[float], part: int) -> Lessons:
    table = np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))
    return Lessons(table, np.array(article, dtype=bool), np.array(weights), np.full(len(rows), part))


def _joined(parts: Sequence[Lessons]) -> Lessons:
    return Lessons(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.article for part in parts]),
        np.concatenate([part.weights for part in parts]),
        np.concatenate([part.parts for part in parts]),
    )


def _grown(lessons: Lessons) -> list[Any]:
    """Grow trees and return them as `scrapers.likelihood.planted` takes them."""
    data = lightgbm.Dataset(lessons.rows, lessons.article.astype(int), weight=lessons.weights)
    told = lightgbm.train(_SETTINGS, data, num_boost_round=_ROUNDS).dump_model()
    return [_told(tree["tree_structure"]) for tree in told["tree_info"]]


def _told(node: dict[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    threshold = float(f"{node['threshold']:.5g}")
    return [FEATURES[node["split_feature"]], threshold, _told(node["left_child"]), _told(node["right_child"])]


def _likelihoods(trees: list[Any], rows: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.array(planted(trees).likelihoods(rows.tolist()), dtype=np.float64)


if __name__ == "__main__":
    sys.exit(main())

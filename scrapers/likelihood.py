"""How likely a block of a page is article: trees that were grown on pages whose article is known.

`make train` grows them (gradient boosting: Friedman 2001, by LightGBM) and writes likelihood.json; following
them takes a few lines, where the library would bring a compiler's runtime and scipy to every user.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scrapers.features import FEATURES

FILE = Path(__file__).with_name("likelihood.json")
_AT_A_TIME = 1_000  # rows: all of a page of 60,000 blocks would take 250 MiB


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees as arrays with one place a node.

    A fork asks whether the feature in the column `feature` is at most `threshold`, and goes on at `below`, or
    else at `above`. A leaf goes on at itself, and adds `value` to the log odds. `roots` are the trees' first
    nodes, `depth` is how many forks lie on the longest way.
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float64]
    below: NDArray[np.intp]
    above: NDArray[np.intp]
    value: NDArray[np.float64]
    roots: NDArray[np.intp]
    depth: int

    def likelihoods(self, rows: Iterable[Sequence[float]]) -> list[float]:
        """Return for each row of features how likely, from 0 to 1, it is that of article."""
        found: list[float] = []
        coming = iter(rows)
        while some := list(islice(coming, _AT_A_TIME)):
            found += self._followed(some)
        return found

    def _followed(self, rows: Sequence[Sequence[float]]) -> list[float]:
        table = np.asarray(rows, dtype=np.float64)
        lines = np.arange(len(table))[:, None]
        at = np.broadcast_to(self.roots, (len(table), len(self.roots)))
        for _ in range(self.depth):
            below = table[lines, self.feature[at]] <= self.threshold[at]
            at = np.where(below, self.below[at], self.above[at])
        odds = self.value[at].sum(axis=1)
        found: list[float] = (1 / (1 + np.exp(-odds))).tolist()
        return found


def likelihoods(rows: Iterable[Sequence[float]]) -> list[float]:
    """Return how likely, from 0 to 1, blocks with these features, in the order of `FEATURES`, are article."""
    return trained().likelihoods(rows)


@cache
def trained() -> Trees:
    """Return the trees that are shipped."""
    return planted(json.loads(FILE.read_text(encoding="utf-8"))["trees"])


def planted(told: Sequence[Any]) -> Trees:
    """Return trees as they are told: a leaf is a number, a fork [feature, threshold, below, above]."""
    columns = {name: column for column, name in enumerate(FEATURES)}
    nodes: list[tuple[int, float, int, int, float]] = []
    depths: list[int] = []

    def plant(tree: Any, depth: int) -> int:
        place = len(nodes)
        depths.append(depth)
        if not isinstance(tree, list):
            nodes.append((0, 0.0, place, place, float(tree)))
            return place
        name, threshold, below, above = tree
        nodes.append((0, 0.0, 0, 0, 0.0))  # its place is needed before its branches have theirs
        branches = plant(below, depth + 1), plant(above, depth + 1)
        nodes[place] = (columns[name], float(threshold), *branches, 0.0)
        return place

    roots = [plant(tree, 0) for tree in told]
    feature, threshold, below, above, value = zip(*nodes, strict=True)
    return Trees(
        *(np.array(feature), np.array(threshold), np.array(below), np.array(above), np.array(value)),
        roots=np.array(roots),
        depth=max(depths, default=0),
    )

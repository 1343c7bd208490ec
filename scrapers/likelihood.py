"""How likely a block of a page is article: trees that were grown on pages whose article is known.

`make train` grows them (gradient boosting: Friedman 2001, by LightGBM) and writes likelihood.json; reading
them takes a few lines, where the library would bring numpy and scipy to every user.
"""

import json
from collections.abc import Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import TypeAlias

from scrapers.features import FEATURES

FILE = Path(__file__).with_name("likelihood.json")
# A leaf is what it adds to the log odds; a fork is a feature's place, a threshold, and where to go on: at or
# below the threshold, above it.
Tree: TypeAlias = "float | tuple[int, float, Tree, Tree]"


def likelihood(row: Sequence[float]) -> float:
    """Return how likely, from 0 to 1, a block with these features is article."""
    return 1 / (1 + exp(-sum(_followed(tree, row) for tree in _trees())))


def _followed(tree: Tree, row: Sequence[float]) -> float:
    while isinstance(tree, tuple):
        place, threshold, below, above = tree
        tree = below if row[place] <= threshold else above
    return tree


@cache
def _trees() -> tuple[Tree, ...]:
    told = json.loads(FILE.read_text(encoding="utf-8"))
    places = {name: place for place, name in enumerate(FEATURES)}
    return tuple(_tree(tree, places) for tree in told["trees"])


def _tree(told: float | list[object], places: dict[str, int]) -> Tree:
    if not isinstance(told, list):
        return told
    name, threshold, below, above = told
    return places[name], threshold, _tree(below, places), _tree(above, places)  # type: ignore[index,arg-type,return-value]  # our own file

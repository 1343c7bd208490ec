"""How many addresses of one article get one key, and whether those of different articles keep theirs."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path

from news.urls import canonical

OWN = Path(__file__).with_name("url_variants.toml")
Pairs = list[tuple[str, str]]


def given(keys: Path) -> dict[str, float]:
    """Return the shares that are right of a list of pairs as JSON."""
    told = json.loads(keys.read_text(encoding="utf-8"))
    return {
        "urls given variants merged": _share(not _differ(a, b) for _, a, b in told["same"]),
        "urls given different kept apart": _share(_differ(a, b) for a, b in told["different"]),
    }


def own() -> dict[str, float]:
    """Return the shares that are right of our own groups of addresses."""
    same, different = own_pairs()
    return {
        "urls own variants merged": _share(not _differ(a, b) for a, b in same),
        "urls own different kept apart": _share(_differ(a, b) for a, b in different),
    }


def own_pairs() -> tuple[Pairs, Pairs]:
    """Return our own pairs of addresses: those of one article, and those of different ones."""
    told: Mapping[str, list[dict[str, list[str]]]] = tomllib.loads(OWN.read_text(encoding="utf-8"))
    same = [(str(group["article"]), each) for group in told["same"] for each in group["variants"]]
    return same, [pair for group in told["different"] for pair in combinations(group["addresses"], 2)]


def _differ(one: str, other: str) -> bool:
    return canonical(one) != canonical(other)


def _share(right: Iterable[bool]) -> float:
    judged = list(right)
    return sum(judged) / len(judged)

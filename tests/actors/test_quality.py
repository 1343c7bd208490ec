"""How well actors are found in labelled texts that lie beside the repository, where they do."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from actors.flags import Flagger
from news.knowledge import Actor, Alias, Cues, Pack, Place, PlaceName, Thresholds
from news.records import Flags, OnTopic

DATA = Path(__file__).parents[2].parent / "shared" / "data"
NORTH = ("Idlib", "Aleppo", "Raqqa", "Hasakah", "Deir ez-Zor")
REGION = (
    *("Syria", "Syrian", "Kurdish", "fighters", "enclave", "Syrie", "syrien", "Syrien", "syrisch", "Miliz"),
    *("سوريا", "السورية", "الكردية", "Suriye", "Sûriye", "Sûriyê", "Kurd", "سووریا", "Сирия", "боевики"),
)  # fmt: skip

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the labelled texts are not here")


def read(*parts: str) -> Any:
    return json.loads(DATA.joinpath(*parts).read_text(encoding="utf-8"))


@cache
def flagger() -> Flagger:
    actors = tuple(
        Actor(row["id"], row["canonical"], row["type"], row["root"], aliases=tuple(aliases(row["aliases"])))
        for row in read("facts", "actors.json")["actors"]
    )
    places = tuple(
        Place(
            row["id"], row["canonical"], row["type"], "", row.get("admin1") in NORTH, names=tuple(names(row))
        )
        for row in read("facts", "places.json")["places"]
    )
    return Flagger(Pack("facts", "Facts", "1", (), actors, places, (), Cues(REGION), Thresholds()))


def aliases(by_language: dict[str, list[dict[str, Any]]]) -> Iterator[Alias]:
    for language, forms in by_language.items():
        for row in forms:
            doubts = row.get("ambiguous", False), row.get("uncertain", False)
            yield Alias(row["form"], language, row["kind"], *doubts)


def names(row: dict[str, Any]) -> Iterator[PlaceName]:
    for language, forms in row["names"].items():
        for one in forms:
            yield PlaceName(one["form"], language, one.get("ambiguous", False))


@dataclass
class Tally:
    """Mentions found that are right, found, and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, flags: Flags, row: dict[str, Any], roots: dict[str, str]) -> None:
        wanted = list(row["mentions"])
        self.found += len(flags.mentions)
        self.wanted += len(wanted)
        for mention in flags.mentions:
            for gold in wanted:
                lineage = {roots.get(who, who) for who in (gold["actor"], *gold.get("alt_actors", ()))}
                overlaps = mention.start < gold["end"] and gold["start"] < mention.end
                if overlaps and roots[mention.actor] in lineage:
                    self.right += 1
                    wanted.remove(gold)
                    break

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted)


def roots() -> dict[str, str]:
    return {row["id"]: row["root"] for row in read("facts", "actors.json")["actors"]}


def test_actors_are_found_in_single_sentences_and_few_others_alert() -> None:
    tally, quiet, alarmed = Tally(), 0, 0
    for row in read("mentions", "dev.json")["sentences"]:
        flags = flagger().flag("", row["text"], row["lang"], None)
        tally.add(flags, row, roots())
        quiet += not row["mentions"]
        alarmed += not row["mentions"] and bool(flags.mentions)
    assert tally.f1 >= 0.95
    assert alarmed <= 0.1 * quiet


def test_actors_and_the_region_are_found_in_articles() -> None:
    tally, told = Tally(), Tally()
    for line in DATA.joinpath("gold", "dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        day = datetime.fromisoformat(row["published_at"].replace("Z", "+00:00"))
        flags = flagger().flag(row["title"], row["text"], row["language"], day)
        tally.add(flags, row, roots())
        if row["on_topic"] != "marginal":
            said = flags.relevance.on_topic is OnTopic.YES
            told.right += said and row["on_topic"]
            told.found += said
            told.wanted += row["on_topic"]
    assert tally.f1 >= 0.95
    assert told.f1 >= 0.95


def test_all_that_captured_articles_name_is_found_and_nothing_else() -> None:
    right = found = wanted = 0
    for entry in read("seeds", "mentions.json")["files"]:
        text = DATA.joinpath("seeds", entry["id"]).read_text(encoding="utf-8")
        skipped = [m for m in entry["mentions"] if m["tier"] not in ("name", "untracked")] + entry["ignore"]
        named = [m for m in entry["mentions"] if m["tier"] == "name"]
        spans = [(m.start, m.end) for m in flagger().flag("", text, "en", None).mentions]
        spans = [s for s in spans if not any(s[0] < m["end"] and m["start"] < s[1] for m in skipped)]
        wanted += len(named)
        found += len(spans)
        right += sum(any(s[0] < m["end"] and m["start"] < s[1] for s in spans) for m in named)
    assert right >= 0.99 * wanted
    assert right >= 0.97 * found

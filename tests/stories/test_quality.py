"""Floors for copies and stories on labelled development sets, where these lie beside the repository.

Places are found by a crude look-up of their names: the floors are those of this room, not of the matcher.
"""

import json
import lzma
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from news.records import Comparable, Relation
from news.texts import folded_words
from stories.relations import relate

DATA = Path(__file__).parents[2].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="no labelled articles in ../shared")

Row = dict[str, Any]
Pair = frozenset[str]


def rows(*files: str) -> list[Row]:
    lines = (line for file in files for line in (DATA / file).read_text("utf-8").splitlines())
    return [json.loads(line) for line in lines if line.strip()]


def place_finder() -> Callable[[str], frozenset[str]]:
    known: list[tuple[str, str]] = []
    for place in json.loads((DATA / "facts" / "places.json").read_text("utf-8"))["places"]:
        forms = {" ".join(folded_words(name["form"])) for names in place["names"].values() for name in names}
        known += [(form, place["id"]) for form in forms]

    def places(text: str) -> frozenset[str]:
        words = f" {' '.join(folded_words(text))} "
        return frozenset(place for form, place in known if f" {form} " in words)

    return places


def gold(arrival: bool) -> tuple[list[Row], list[Comparable]]:
    files = ["gold/dev.jsonl"] if arrival else ["gold/dev.jsonl", "gold/dev_hardneg.jsonl"]
    clock = json.loads((DATA / "gold" / "arrival_sim.json").read_text("utf-8")) if arrival else {}
    places, articles = place_finder(), rows(*files)
    return articles, [
        Comparable(
            id=row["id"],
            url=row["url"],
            title=row["title"],
            text=row["text"],
            outlet=row["outlet"],
            language=row["language"],
            published_at=datetime.fromisoformat(str(clock.get(row["id"], row["published_at"]))),
            actors=frozenset(mention["actor"] for mention in row["mentions"] + row["title_mentions"]),
            places=places(f"{row['title']}\n{row['text']}"),
        )
        for row in articles
    ]


def groups(name: str) -> tuple[Any, list[Comparable]]:
    labels = json.loads((DATA / "groups" / f"{name}.gold.json").read_text("utf-8"))
    places = place_finder()
    with lzma.open(DATA / "groups" / f"{name}.docs.jsonl.xz", "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    return labels, [
        Comparable(
            id=row["id"],
            url="",
            title=row["title"],
            text=row["text"],
            outlet=row["source"],
            language="en",
            published_at=datetime.fromisoformat(row["date"]).replace(tzinfo=UTC),
            places=places(f"{row['title']}\n{row['text']}"),
        )
        for row in documents
    ]


def pairs(label_of: Mapping[str, str]) -> set[Pair]:
    members: defaultdict[str, list[str]] = defaultdict(list)
    for key, label in label_of.items():
        members[label].append(key)
    return {frozenset(pair) for group in members.values() for pair in combinations(group, 2)}


def f1(found: set[Pair], wanted: set[Pair], ignored: Iterable[Iterable[str]] = ()) -> float:
    ignore = {frozenset(pair) for pair in ignored}
    found, wanted = found - ignore, wanted - ignore
    return 2 * len(found & wanted) / (len(found) + len(wanted))


def copies(relations: list[Relation]) -> dict[str, str]:
    return {relation.id: relation.copy_of or relation.id for relation in relations}


def stories(relations: list[Relation]) -> dict[str, str]:
    return {relation.id: relation.story for relation in relations}


def gold_copies(articles: list[Row]) -> dict[str, str]:
    source = {row["id"]: row["copy_of"] for row in articles}

    def original(key: str) -> str:
        return key if source[key] is None else original(source[key])

    return {key: original(key) for key in source}


@pytest.mark.parametrize("arrival", [False, True], ids=["as published", "as they arrive"])
def test_articles_of_the_region_in_six_languages(arrival: bool) -> None:
    articles, comparables = gold(arrival)
    relations = relate(comparables, [])
    originals = gold_copies(articles)
    events = {row["id"]: row["event_id"] or originals[row["id"]] for row in articles}
    assert f1(pairs(copies(relations)), pairs(originals)) >= 0.96
    assert f1(pairs(stories(relations)), pairs(events)) >= 0.85


def test_wire_copies_among_reports_of_one_war() -> None:
    labels, comparables = groups("neardup_fak")
    wanted = {frozenset(pair) for pair in labels["pairs"]}
    assert f1(pairs(copies(relate(comparables, []))), wanted, labels["ignore"]) >= 0.95


def test_stories_among_reports_of_one_war() -> None:
    labels, comparables = groups("stories_fak")
    assert f1(pairs(stories(relate(comparables, []))), pairs(labels["clusters"]), labels["ignore"]) >= 0.82

"""How well copies are told from originals, and one event's reports from another's."""

import json
import lzma
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from actors.flags import Flagger
from benchmarks import seeds as captures
from benchmarks.batches import comparable, in_daily_batches
from benchmarks.filters import filtered
from benchmarks.scorers import DATA, Row, inputs, score, score_clusters
from news.corroboration import Account
from news.records import Known
from packs.loader import find_pack, load_pack
from scrapers.articles import read
from stories.voices import corroborate

GOLD = (DATA / "gold/dev.jsonl", DATA / "gold/dev_hardneg.jsonl")
PARTS_AND_REWRITES = ("paywall-stub", "truncated", "excerpt", "rewrite")
EDITS = (
    *("format", "agency", "headline_byline", "trunc", "stub", "insert", "reorder", "spelling"),
    *("edit05", "edit10", "edit20", "edit30", "edit40", "update", "brief", "merged"),
)
# Where a capture's date is clear. The first two report one meeting; the last two share so much background
# that nobody can say whether they belong together.
DATES = {"000": "2023-02-01", "001": "2023-01-30", "004": "2020-05-20"}
ONE_STORY, UNSURE = frozenset({"000", "001"}), frozenset({"003", "004"})
REPUBLISHED = "004_30d2692017c79a09.txt"  # printed by Global Research, written by South Front

Clusters = Mapping[str, str]  # by id


def gold() -> dict[str, float]:
    """Copies and stories among articles written for the purpose, by real and by simulated dates."""
    rows, given = gold_rows(), inputs("eval_group.py", *GOLD)
    told = filtered("group", given)
    return {
        **_gold_stories(rows, told, "published"),
        **_gold_stories(rows, filtered("group", as_arrived(given)), "arrival"),
        **{f"gold copies, {name}": share for name, share in copies_found(rows, told).items()},
    }


def copies_and_stories() -> dict[str, float]:
    """Real and made copies, and stories, of the Syrian war and of other news."""
    pack = load_pack(find_pack("northern-syria"))
    flagger = Flagger(pack)
    found: dict[str, float] = {}
    for name in ("neardup_fak", "neardup_allsides", "neardup_synth"):
        rows = documents(name)
        copy_of = {row["id"]: row["copy_of"] for row in filtered("group", rows)}
        found |= _scored(name, "pairs", "F1", tops(copy_of))
        if name == "neardup_synth":
            kinds = {row["id"]: row["kind"] for row in rows}
            tied = copies_tied(copy_of, answers(name)["clusters"], kinds)
            found |= {f"groups {name} {measure}": share for measure, share in tied.items()}
    for name in ("stories_fak", "stories_allsides", "stories_basil"):
        rows = documents(name)
        at_once = {row["id"]: row["story"] for row in filtered("group", rows)}
        daily = in_daily_batches((comparable(row, flagger) for row in rows), pack.names)
        found |= _scored(name, "clusters", "pair_F1", at_once)
        found |= _scored(name, "clusters", "pair_F1", daily, ", in daily batches")
    return found


def seeds() -> dict[str, float]:
    """Stories among five real articles, of which two report one meeting."""
    told = filtered("group", (_capture(name) for name in captures.OUTLETS))
    story = {row["id"]: row["story"] for row in told}
    pairs = {frozenset(pair) for pair in combinations(story, 2)} - {ONE_STORY, UNSURE}
    apart = pairs - pairs_in(story)
    return {
        "seeds one story": float(ONE_STORY in pairs_in(story)),
        "seeds others apart": len(apart) / len(pairs),
        "seeds republisher recognised": float(_leans_on(REPUBLISHED, "South Front")),
    }


def _leans_on(name: str, source: str) -> bool:
    """Tell whether a capture is recognised as another's text in each shape of page."""
    pack = load_pack(find_pack("northern-syria"))

    def recognised(shape: str) -> bool:
        known = Known(captures.OUTLETS[name], captures.title(name))
        reading = read(captures.page(name, shape), "https://seed.example/a", pack.line_rules, known)
        account = Account(
            *(1, captures.OUTLETS[name], reading.title, reading.text, reading.language), byline=reading.byline
        )
        return source in {link.on for link in corroborate([account], pack.sources).chain}

    return all(recognised(shape) for shape in captures.SHAPES)


def gold_rows() -> list[Row]:
    """Return the articles written for the purpose, with their answers."""
    return [json.loads(line) for file in GOLD for line in file.read_text(encoding="utf-8").splitlines()]


def as_arrived(rows: Iterable[Row]) -> list[Row]:
    """Return articles written for the purpose as if they were all published in one window of 16 days."""
    arrived = json.loads((DATA / "gold/arrival_sim.json").read_text(encoding="utf-8"))
    return [{**row, "published_at": arrived.get(row["id"], row["published_at"])} for row in rows]


def documents(name: str) -> list[Row]:
    """Return the articles of a public set as `shamal group` is given them."""
    with lzma.open(DATA / f"groups/{name}.docs.jsonl.xz") as lines:
        return [_document(json.loads(line)) for line in lines]


def answers(name: str) -> dict[str, Any]:
    """Return what is known of a public set: its clusters, and the pairs that are not judged."""
    told: dict[str, Any] = json.loads((DATA / f"groups/{name}.gold.json").read_text(encoding="utf-8"))
    return told


def tops(copy_of: Mapping[str, str | None]) -> dict[str, str]:
    """Return the cluster of each article: where its chain of copies begins."""

    def top(id_: str) -> str:
        while (original := copy_of.get(id_)) is not None:
            id_ = original
        return id_

    return {id_: top(id_) for id_ in copy_of}


def pairs_in(clusters: Clusters) -> set[frozenset[str]]:
    """Return all pairs of articles in one cluster."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for id_, cluster in clusters.items():
        members[cluster].append(id_)
    return {frozenset(pair) for each in members.values() for pair in combinations(each, 2)}


def pair_f1(found: Clusters, wanted: Clusters) -> float:
    """Return the F1 over pairs in one cluster; 1 where there are none, and none were found."""
    ours, theirs = pairs_in(found), pairs_in(wanted)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours or theirs else 1.0


def true_stories(rows: Iterable[Row]) -> dict[str, str]:
    """Return the true story of each article: its original's event; one without an event is a story alone."""
    event = {row["id"]: row["event_id"] for row in rows}
    top = tops({row["id"]: row["copy_of"] for row in rows})
    return {id_: event.get(top[id_]) or event[id_] or f"alone:{top[id_]}" for id_ in event}


def copies_found(rows: Iterable[Row], told: Iterable[Row]) -> dict[str, float]:
    """Return the shares of parts and rewrites, by kind, that were found in the cluster of their original."""
    found = tops({row["id"]: row["copy_of"] for row in told})
    copies = [row for row in rows if row["copy_of"] is not None]
    right = {row["id"]: found[row["id"]] == found[row["copy_of"]] for row in copies}
    return _by_kind(right, {row["id"]: row["kind"] for row in copies}, PARTS_AND_REWRITES)


def copies_tied(
    copy_of: Mapping[str, str | None], family: Clusters, kinds: Mapping[str, str]
) -> dict[str, float]:
    """Return precision, recall and F1 of copies tied to their family's original, and recall by kind of edit.

    The original is the first by id: articles without dates are placed in that order. A copy is wrong as well
    where its whole family is told to copy another.
    """
    original: dict[str, str] = {}
    for id_ in sorted(family):
        original.setdefault(family[id_], id_)
    found = tops(copy_of)
    wanted = {id_: original[family[id_]] for id_ in family if id_ != original[family[id_]]}
    right = {id_: found[id_] == wanted[id_] for id_ in wanted}
    told = sum(copy is not None for copy in copy_of.values())
    return {
        "copy to original precision": sum(right.values()) / told if told else 1.0,
        "copy to original recall": sum(right.values()) / len(wanted),
        "copy to original F1": 2 * sum(right.values()) / (told + len(wanted)),
        **_by_kind(right, kinds, EDITS),
    }


def _by_kind(right: Mapping[str, bool], kinds: Mapping[str, str], named: Iterable[str]) -> dict[str, float]:
    judged = {kind: [right[id_] for id_ in right if kinds[id_] == kind] for kind in named}
    return {f"{kind} recall": sum(each) / len(each) for kind, each in judged.items() if each}


def _gold_stories(rows: list[Row], told: list[Row], clock: str) -> dict[str, float]:
    scored = score("eval_group.py", ["score", *GOLD, "--predictions"], told)
    english = {row["id"] for row in rows if row["language"] == "en"}
    found = {row["id"]: row["story"] for row in told if row["id"] in english}
    wanted = {id_: story for id_, story in true_stories(rows).items() if id_ in english}
    return {
        **{f"gold {name} f1, {clock}": values[2] for name, values in scored.items()},
        f"gold stories, pairs, English f1, {clock}": pair_f1(found, wanted),
    }


def _document(row: Row) -> Row:
    url = f"https://news.example/{row['id'].replace('#', '/')}"
    return {**row, "url": url, "outlet": row.get("source") or "", "published_at": row.get("date")}


def _scored(name: str, mode: str, figure: str, clusters: Clusters, how: str = "") -> dict[str, float]:
    value = score_clusters(mode, DATA / f"groups/{name}.gold.json", clusters)[figure]
    return {f"groups {name} {figure}{how}": value}


def _capture(name: str) -> Row:
    number, outlet = name[:3], captures.OUTLETS[name]
    return {
        "id": number,
        "url": f"https://seed.example/{number}",
        "title": captures.title(name),
        "text": captures.article(name),
        "outlet": outlet,
        "published_at": DATES.get(number),
    }

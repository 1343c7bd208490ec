"""Fits anew by what chances two reports tell one event: `make fit`.

Prints the weights for stories/chances.py, and how well stories are told with weights that were fitted without
the stories they are measured on (five parts).
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import md5
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from actors.flags import Flagger
from benchmarks.batches import comparable
from benchmarks.groups import answers, as_arrived, documents, gold_rows, pairs_in, tops
from benchmarks.scorers import DATA, Row
from news.relations import Evidence, Sightings
from packs.loader import find_pack, load_pack
from stories.chances import REACH_DAYS, likenesses
from stories.copies import Copy, HeldTexts, days_apart
from stories.evidence import Vocabulary, Words, evidence_in, words_of
from stories.grouping import JOINS
from stories.relations import in_time, read

SETS = ("gold, published", "gold, arrival", "stories_fak", "stories_allsides", "stories_basil")
PARTS = 5
RIDGE = 0.1  # as many weak beliefs that a weight is 0 as would outweigh noise
Alike = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """Two original reports within reach: in what they are alike, and whether they tell one event."""

    new: str
    old: str
    alike: Alike
    one_event: bool
    counts: bool  # not where annotators could not tell


@dataclass(frozen=True, slots=True)
class Set:
    """A development set: its articles in time order, their true stories, what each copies, all its cases."""

    articles: tuple[str, ...]
    story: Mapping[str, str]
    copy_of: Mapping[str, str]
    cases: tuple[Case, ...]


def main() -> int:
    """Fit and print."""
    if not (DATA / "groups").exists():
        print("skipped: the development sets are not here")
        return 0
    pack = load_pack(find_pack("northern-syria"))
    flagger = Flagger(pack)
    sets = {name: _set(name, flagger) for name in SETS}
    for title, crosses in (("ONE_LANGUAGE", False), ("TWO_LANGUAGES", True)):
        weights = fitted(_cases(sets.values(), crosses))
        print(title, "=", json.dumps({name: round(value, 1) for name, value in weights.items()}))
    models = [_model(sets.values(), part) for part in range(PARTS)]
    for name, each in sets.items():
        print(f"{name}: pair F1 {pair_f1(each, models):.3f} with weights that never saw these stories")
    return 0


def fitted(cases: Sequence[tuple[Case, float]]) -> dict[str, float]:
    """Fit a logistic regression to weighted cases, by Newton's method with a ridge."""
    names = list(cases[0][0].alike)
    matrix = np.array([[case.alike[name] for name in names] for case, _ in cases])
    truth = np.array([case.one_event for case, _ in cases], float)
    weight = np.array([weight for _, weight in cases])
    weight *= len(weight) / weight.sum()
    ridge = RIDGE * np.diag([float(bool(name)) for name in names])
    found: NDArray[np.float64] = np.zeros(len(names))
    for _ in range(60):
        chance = 1 / (1 + np.exp(-(matrix @ found)))
        slope = matrix.T @ (weight * (truth - chance)) - ridge @ found
        curve = (matrix.T * (weight * chance * (1 - chance))) @ matrix + ridge
        found += np.linalg.solve(curve, slope)
    return dict(zip(names, map(float, found), strict=True))


def pair_f1(each: Set, models: Sequence[Mapping[bool, Alike]]) -> float:
    """Group a set's articles, each pair judged by a model that never saw the new article's story."""
    chances: dict[tuple[str, str], float] = {}
    for case in each.cases:
        weights = models[_part(each.story.get(case.new, case.new))]["words" not in case.alike]
        odds = sum(weights[name] * value for name, value in case.alike.items())
        chances[case.new, case.old] = float(1 / (1 + np.exp(-odds)))
    told: dict[str, str] = {}
    members: defaultdict[str, list[str]] = defaultdict(list)
    for new in each.articles:
        if new in each.copy_of:
            told[new] = told[each.copy_of[new]]
            continue
        tied = {
            story: sum(chances.get((new, old), 0.0) for old in reports) / len(reports)
            for story, reports in members.items()
        }
        best = max(tied, key=lambda story: (tied[story], story), default=new)
        told[new] = best if tied.get(best, 0.0) >= JOINS else new
        members[told[new]].append(new)
    unsure = {frozenset((case.new, case.old)) for case in each.cases if not case.counts}
    wanted, found = pairs_in(each.story) - unsure, pairs_in({a: told[a] for a in each.story}) - unsure
    return 2 * len(wanted & found) / (len(wanted) + len(found))


def _model(sets: Iterable[Set], part: int) -> dict[bool, Alike]:
    listed = list(sets)
    return {crosses: fitted(_cases(listed, crosses, without=part)) for crosses in (False, True)}


def _cases(sets: Iterable[Set], crosses: bool, without: int | None = None) -> list[tuple[Case, float]]:
    """Return the cases that count, within a language or across, so weighed that each set says as much."""
    found: list[tuple[Case, float]] = []
    for each in sets:
        usable = [
            case
            for case in each.cases
            if case.counts
            and ("words" not in case.alike) is crosses
            and without not in {_part(each.story[case.new]), _part(each.story[case.old])}
        ]
        found += [(case, 1 / len(usable)) for case in usable]
    return found


def _part(story: str) -> int:
    return int(md5(story.encode(), usedforsecurity=False).hexdigest(), 16) % PARTS


def _set(name: str, flagger: Flagger) -> Set:
    rows, story, unsure = _gold(name) if name.startswith("gold") else _groups(name)
    texts, copy_of = HeldTexts(Sightings()), {}
    originals: list[Words] = []
    articles = in_time(read(comparable({**row, "url": ""}, flagger) for row in rows))  # copies by text alone
    for new in articles:
        match = texts.match(new)
        texts.add(new)
        if isinstance(match, Copy):
            copy_of[new.article.id] = match.found
        else:
            originals.append(words_of(new))
    vocabulary = Vocabulary()
    for words in originals:
        vocabulary.tell(words.terms)
    reports = [evidence_in(words, vocabulary) for words in originals]
    cases = [
        _case(old, new, story, unsure, likenesses(new, old, vocabulary.weigh))
        for old, new in combinations(reports, 2)
        if (days := days_apart(old, new)) is None or days <= REACH_DAYS
    ]
    return Set(tuple(each.article.id for each in articles), story, copy_of, tuple(cases))


def _case(
    old: Evidence, new: Evidence, story: Mapping[str, str], unsure: AbstractSet[frozenset[str]], alike: Alike
) -> Case:
    known = new.article in story and old.article in story
    one_event = known and story[new.article] == story[old.article]
    counts = known and frozenset((new.article, old.article)) not in unsure
    return Case(new.article, old.article, alike, one_event, counts)


def _gold(name: str) -> tuple[list[Row], dict[str, str], set[frozenset[str]]]:
    rows = gold_rows()
    top = tops({row["id"]: row["copy_of"] for row in rows})
    event = {row["id"]: row["event_id"] for row in rows}
    story = {id_: event[top[id_]] or top[id_] for id_ in event}
    return as_arrived(rows) if name.endswith("arrival") else rows, story, set()


def _groups(name: str) -> tuple[list[Row], dict[str, str], set[frozenset[str]]]:
    known = answers(name)
    return documents(name), known["clusters"], {frozenset(pair) for pair in known["ignore"]}


if __name__ == "__main__":
    sys.exit(main())

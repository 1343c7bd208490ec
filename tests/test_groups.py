"""Measures of copies and stories, on clusters that fit on a card."""

from collections.abc import Mapping

import pytest

from benchmarks.groups import copies_found, copies_tied, pair_f1, pairs_in, tops, true_stories


def row(
    id_: str, copy_of: str | None = None, event: str | None = None, kind: str = "original"
) -> dict[str, object]:
    return {"id": id_, "copy_of": copy_of, "event_id": event, "kind": kind}


def test_the_copy_of_a_copy_lies_in_the_cluster_of_the_first() -> None:
    assert tops({"a": None, "b": "a", "c": "b", "d": None}) == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_pairs_are_those_of_one_cluster() -> None:
    told = {"a": "1", "b": "1", "c": "1", "d": "2"}
    assert pairs_in(told) == {frozenset("ab"), frozenset("ac"), frozenset("bc")}


@pytest.mark.parametrize(
    ("found", "f1"),
    [
        ({"a": "1", "b": "1", "c": "2"}, 1.0),
        ({"a": "1", "b": "1", "c": "1"}, 0.5),
        ({"a": "1", "b": "2", "c": "3"}, 0.0),
    ],
)
def test_pairs_found_too_many_or_not_at_all_cost(found: Mapping[str, str], f1: float) -> None:
    assert pair_f1(found, {"a": "x", "b": "x", "c": "y"}) == f1


def test_nothing_found_where_nothing_is_to_be_found_is_right() -> None:
    assert pair_f1({"a": "1", "b": "2"}, {"a": "x", "b": "y"}) == 1.0


def test_a_copy_belongs_to_its_originals_event_and_one_without_event_is_alone() -> None:
    rows = [row("a", event="raid"), row("b", "a"), row("c"), row("d", "c"), row("e")]
    assert true_stories(rows) == {"a": "raid", "b": "raid", "c": "alone:c", "d": "alone:c", "e": "alone:e"}


def test_parts_and_rewrites_count_by_kind_and_other_copies_do_not() -> None:
    rows = [row("a"), row("b", "a", kind="excerpt"), row("c", "a", kind="excerpt"), row("d", "a", kind="amp")]
    told = [row("a"), row("b", "a"), row("c"), row("d")]
    assert copies_found(rows, told) == {"excerpt recall": 0.5}


def test_a_copy_is_right_where_it_is_tied_to_its_own_familys_first() -> None:
    family = {"a": "A", "a#brief": "A", "a#stub": "A", "b": "B", "b#brief": "B"}
    told = {"a": None, "a#brief": "a", "a#stub": None, "b": "a", "b#brief": "a"}
    kinds = {id_: id_.partition("#")[2] or "base" for id_ in family}
    assert copies_tied(told, family, kinds) == {
        "copy to original precision": 1 / 3,
        "copy to original recall": 1 / 3,
        "copy to original F1": 1 / 3,
        "stub recall": 0.0,
        "brief recall": 0.5,
    }

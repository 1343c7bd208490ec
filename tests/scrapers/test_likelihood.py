"""How likely blocks are article: trees, and how they are followed."""

import json
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.blocks import blocks
from scrapers.declarations import Said
from scrapers.features import FEATURES, Ground, View
from scrapers.likelihood import FILE, likelihoods, planted, trained
from tests.scrapers.towns import ARABIC, PARAGRAPHS, TEASERS, page, paragraphs, tree

ROWS = st.lists(
    st.lists(st.floats(-1e6, 1e6), min_size=len(FEATURES), max_size=len(FEATURES)), min_size=1, max_size=4
)


def row(**values: float) -> list[float]:
    """Return features that are 0 but for some."""
    return [values.get(name.replace(" ", "_"), 0.0) for name in FEATURES]


def chance(odds: float) -> object:
    return pytest.approx(1 / (1 + exp(-odds)))


def names(told: object) -> set[str]:
    """Return the features that a tree asks for."""
    if not isinstance(told, list):
        return set()
    name, _, below, above = told
    return {name} | names(below) | names(above)


def test_the_trees_ask_for_features_that_exist() -> None:
    told = json.loads(FILE.read_text(encoding="utf-8"))["trees"]
    asked = {name for tree in told for name in names(tree)}
    assert asked
    assert asked - set(FEATURES) == set()


def test_a_fork_goes_below_up_to_its_threshold_and_above_beyond() -> None:
    trees = planted([["words", 15.0, -2.0, 3.0]])
    found = trees.likelihoods([row(words=14), row(words=15), row(words=15.01)])
    assert found == [chance(-2), chance(-2), chance(3)]


def test_branches_are_followed_to_their_leaves() -> None:
    trees = planted(
        [["words", 15.0, ["linked", 0.5, 1.0, -1.0], ["in region", 0.5, 2.0, ["told", 0.5, 3.0, 4.0]]]]
    )
    found = trees.likelihoods(
        [row(), row(linked=1), row(words=20), row(words=20, in_region=1), row(words=20, in_region=1, told=1)]
    )
    assert found == [chance(odds) for odds in (1, -1, 2, 3, 4)]


def test_what_the_trees_say_is_added_up() -> None:
    trees = planted([["words", 15.0, -1.0, 1.0], 0.5, ["linked", 0.5, 2.0, ["linked", 0.9, 0.25, -4.0]]])
    assert trees.likelihoods([row(words=20), row(linked=1), row(linked=0.6)]) == [
        chance(1 + 0.5 + 2),
        chance(-1 + 0.5 - 4),
        chance(-1 + 0.5 + 0.25),
    ]


def test_no_row_has_no_likelihood() -> None:
    assert likelihoods([]) == []


def test_there_is_one_likelihood_for_each_of_many_rows_in_their_order() -> None:
    trees = planted([["words", 15.0, -2.0, 3.0]])
    found = trees.likelihoods(row(words=number % 30) for number in range(2_500))
    assert found == [chance(-2 if number % 30 <= 15 else 3) for number in range(2_500)]


@given(ROWS)
def test_likelihoods_lie_between_0_and_1_whatever_stands_beside_them(rows: list[list[float]]) -> None:
    found = likelihoods(rows)
    assert all(0 <= likely <= 1 for likely in found)
    assert found == pytest.approx([likelihoods([each])[0] for each in rows])
    assert found == likelihoods(rows)


def test_the_trees_are_read_once() -> None:
    assert trained() is trained()


@pytest.mark.parametrize("texts", [PARAGRAPHS, ARABIC], ids=["en", "ar"])
def test_paragraphs_of_a_plain_article_are_likelier_than_teasers(texts: tuple[str, ...]) -> None:
    found = blocks(tree(page(paragraphs(texts))))
    view = View(Ground(found, Said()), [block.text in texts for block in found])
    likely = dict(
        zip([block.text for block in found], likelihoods(map(view.row, range(len(found)))), strict=True)
    )
    assert min(likely[text] for text in texts) > 0.8 > 0.2 > max(likely[text] for text in TEASERS)

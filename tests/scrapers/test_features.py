"""What speaks for and against a block, in numbers."""

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.blocks import Block, blocks
from scrapers.declarations import Said
from scrapers.features import FEATURES, Ground, View
from scrapers.marks import NAMES
from tests.scrapers.towns import HEADLINE, PARAGRAPHS, TEASERS, page, tree

NOTHING = Said()


def told(block: Block) -> bool:
    return block.text in PARAGRAPHS


def seen(text: str, markup: str = "", said: Said = NOTHING) -> dict[str, float]:
    """Return the features of the first block with this text, when a draft tells the article's paragraphs."""
    found = blocks(tree(markup or page()))
    number = next(number for number, block in enumerate(found) if block.text == text)
    return dict(
        zip(FEATURES, View(Ground(found, said), [told(block) for block in found]).row(number), strict=True)
    )


def test_each_feature_has_its_name() -> None:
    assert len(set(FEATURES)) == len(FEATURES)
    assert {f"around {name}" for name in NAMES} <= set(FEATURES)


PIECES = st.lists(
    st.tuples(
        st.sampled_from(("p", "div", "li", "h1", "h3", "td", "pre", "a", "aside", "br", "span hidden")),
        st.sampled_from((*PARAGRAPHS[:2], *TEASERS[:2], HEADLINE, "7", "–", "", "日本語", "ǅ 1|2"))
        | st.text(max_size=30),
    ),
    max_size=15,
)
SAYINGS = st.builds(
    Said,
    st.lists(st.sampled_from((HEADLINE, "", "–", "7")) | st.text(max_size=20), max_size=3).map(tuple),
    st.lists(st.sampled_from((*PARAGRAPHS[:2], "", "–")), max_size=2).map(tuple),
    st.sampled_from(("", "–", " ".join(PARAGRAPHS))),
)


@given(PIECES, SAYINGS, st.randoms(use_true_random=False))
def test_each_block_of_any_page_has_all_features_and_they_are_numbers(
    pieces: list[tuple[str, str]],
    said: Said,
    random: st.randoms,  # type: ignore[valid-type]
) -> None:
    root = tree("<html><body></body></html>")
    inner = root[-1]
    for name, text in pieces:
        tag, _, hidden = name.partition(" ")
        made = inner.makeelement(tag, {hidden: ""} if hidden else {})
        made.text = "".join(char for char in text if char.isprintable())
        (inner if random.random() < 0.7 else root[-1]).append(made)  # type: ignore[attr-defined]
        inner = made if random.random() < 0.3 else inner  # type: ignore[attr-defined]
    found = blocks(root)
    view = View(Ground(found, said), [random.random() < 0.5 for _ in found])  # type: ignore[attr-defined]
    for number in range(len(found)):
        row = view.row(number)
        assert len(row) == len(FEATURES)
        assert all(isfinite(value) for value in row)


def test_a_paragraph_of_the_article_is_in_its_region_and_a_teaser_is_not() -> None:
    paragraph, teaser = seen(PARAGRAPHS[2]), seen(TEASERS[1])
    assert (paragraph["in region"], teaser["in region"]) == (1, 0)
    assert (paragraph["told"], teaser["told"]) == (1, 0)
    assert (paragraph["among long"], teaser["among long"]) == (1, 0)
    assert (paragraph["linked"], teaser["linked"]) == (0, 1)
    assert (paragraph["ends"], teaser["ends"]) == (1, 0)
    assert (paragraph["around related"], teaser["around related"]) == (0, 1)
    assert (paragraph["around aside"], teaser["around aside"]) == (0, 1)
    assert paragraph["density of parent"] == 1 > teaser["density of parent"]


def test_a_block_knows_how_far_it_is_from_the_article() -> None:
    assert seen(PARAGRAPHS[2])["from long"] == 0
    assert seen("By Hani Salem")["from long"] == -1
    assert seen("Most read")["from long"] == 1
    assert seen(TEASERS[0])["from long"] == 2


def test_a_block_knows_its_neighbours() -> None:
    byline = seen("By Hani Salem")
    assert (byline["heading -1"], byline["told -1"]) == (1, 0)
    assert (byline["heading +1"], byline["told +1"]) == (0, 1)
    assert byline["words -1"] == 7
    first = seen("Outlet")
    assert first["words -1"] == first["linked -2"] == first["region before"] == -1


def test_what_stands_before_and_behind_is_counted() -> None:
    rows = [seen(text) for text in PARAGRAPHS]
    assert rows[0]["share before"] == rows[0]["words before"] == 0
    assert rows[-1]["words after"] == 0
    assert [row["share before"] for row in rows] == sorted(row["share before"] for row in rows)
    assert all(row["share before"] < 1 for row in rows)
    assert seen(TEASERS[0])["share before"] == 1


def test_a_headline_is_known_in_any_punctuation() -> None:
    said = Said(headlines=(f"{HEADLINE.upper()}!",))
    assert seen(HEADLINE, said=said)["headline"] == 1
    assert seen(HEADLINE, said=said)["of headline"] == 1
    assert seen(HEADLINE)["headline"] == seen(HEADLINE)["of headline"] == 0
    assert 0 < seen(PARAGRAPHS[0], said=said)["of headline"] < 1
    assert seen(PARAGRAPHS[0], said=said)["headline"] == 0


def test_what_is_described_and_what_is_declared_is_known() -> None:
    said = Said(descriptions=(TEASERS[0],), body=" ".join(PARAGRAPHS))
    assert seen(TEASERS[0], said=said)["described"] == 1
    assert seen(TEASERS[1], said=said)["described"] == 0
    assert seen(PARAGRAPHS[1], said=said)["declared"] == 1
    assert seen(TEASERS[1], said=said)["declared"] == 0
    assert seen(PARAGRAPHS[1])["declared"] == -1, "where nothing is declared, nothing is known"


def test_text_that_stands_twice_is_counted() -> None:
    assert seen(PARAGRAPHS[0])["repeated"] == 1
    assert seen(PARAGRAPHS[0], page(after=f"<p>{PARAGRAPHS[0]}</p>"))["repeated"] == 2


def test_blocks_are_told_from_the_headings_before_them() -> None:
    assert seen("Outlet")["headings before"] == 0
    assert seen(PARAGRAPHS[1])["headings before"] == seen(PARAGRAPHS[1])["headings"] == 1
    assert seen(PARAGRAPHS[0])["from heading"] == 2


@pytest.mark.parametrize(
    ("text", "feature", "value"),
    [
        ("FLOUR", "capitals", 1),
        ("flour 12", "digits", 0.25),
        ("and salt", "lower", 1),
        ("Home › News › Life", "signs", 2),
        ("Salt, sugar", "commas", 0.5),
        ("دقيق، سكر", "commas", 0.5),
        ("هل فتح الجسر؟", "ends", 1),
        ("She said: “No bread.”", "ends", 1),
        ("Flour", "characters", 5),
    ],
)
def test_the_form_of_a_block_is_told(text: str, feature: str, value: float) -> None:
    assert seen(text, page(f"<p>{text}</p>"))[feature] == pytest.approx(value)


def test_pages_of_many_blocks_are_seen_in_good_time() -> None:
    found = blocks(tree(f"<html><body>{'<div><p>Flour reached the town</p></div>' * 20_000}</body></html>"))
    view = View(Ground(found, Said(headlines=(HEADLINE,))), [True] * len(found))
    rows = [view.row(number) for number in range(len(found))]  # with the square of it, this takes hours
    assert len(rows) == 20_000

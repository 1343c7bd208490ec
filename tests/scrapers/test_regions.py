"""Where the text of a page is densest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.blocks import Block, blocks
from scrapers.regions import APART, densities, region, set_apart, shared_marks
from tests.scrapers.towns import ARABIC, PARAGRAPHS, links, page, paragraphs, tree


def dense(markup: str) -> list[str]:
    found = blocks(tree(markup))
    return [found[number].text for number in region(found, densities(found))]


def apart(markup: str) -> list[str]:
    """Return what is set apart in the region of a page."""
    found = blocks(tree(markup))
    inside = region(found, densities(found))
    shared = shared_marks(found, inside)
    return [found[number].text for number in inside if set_apart(found[number], shared)]


def test_an_article_is_denser_than_what_stands_around_it() -> None:
    assert dense(page()) == list(PARAGRAPHS)
    assert dense(page(paragraphs(ARABIC))) == list(ARABIC)


def test_headings_between_its_paragraphs_are_in_it() -> None:
    first, *others = PARAGRAPHS
    body = f"<p>{first}</p><h2>The ovens</h2>{paragraphs(others)}"
    assert dense(page(body)) == [first, "The ovens", *others]


def test_paragraphs_in_boxes_of_their_own_are_one_region() -> None:
    body = "".join(f"<div class='row'><p>{text}</p></div>" for text in PARAGRAPHS)
    assert dense(page(body)) == list(PARAGRAPHS)


def test_text_that_is_parted_by_breaks_is_dense_as_well() -> None:
    assert dense(page("<br><br>".join(PARAGRAPHS))) == list(PARAGRAPHS)


def test_links_are_not_dense_however_many() -> None:
    teasers = [f"{text[:90]}, number {number}" for number in range(10) for text in PARAGRAPHS]
    found = dense(f"<html><body><ul>{links(teasers)}</ul><div>{paragraphs()}</div></body></html>")
    assert found == list(PARAGRAPHS)


def test_a_long_text_elsewhere_is_another_region() -> None:
    terms = (
        "<div class='terms'><p>Whoever reads us agrees, in all towns and at all times, with this.</p></div>"
    )
    assert dense(page().replace("</body>", f"{terms}</body>")) == list(PARAGRAPHS)


BOX = "Our letter of the week tells you on Fridays what the towns of the north speak of, in five minutes."


@pytest.mark.parametrize(
    "box",
    [
        "<div class='newsletter-signup'><p>{}</p></div>",
        "<aside><p>{}</p></aside>",
        "<div class='related-posts'><div><p>{}</p></div></div>",
        "<p hidden>{}</p>",
        "<form><p>{}</p></form>",
        "<div id='comments'><p>{}</p></div>",
    ],
)
def test_a_box_between_paragraphs_is_in_the_region_and_set_apart(box: str) -> None:
    body = f"{paragraphs(PARAGRAPHS[:2])}{box.format(BOX)}{paragraphs(PARAGRAPHS[2:])}"
    assert dense(page(body)) == [*PARAGRAPHS[:2], BOX, *PARAGRAPHS[2:]]
    assert apart(page(body)) == [BOX]


def test_a_mark_that_all_paragraphs_bear_sets_none_of_them_apart() -> None:
    markup = page(f"<p class='newsletter-signup'>{BOX}</p>{paragraphs()}")
    assert apart(markup.replace("<body>", "<body class='has-sidebar comments-open'>")) == [BOX]
    assert apart(f"<html><body class='subscribers'>{paragraphs()}<p hidden>{BOX}</p></body></html>") == [BOX]


def test_an_article_without_boxes_has_nothing_apart() -> None:
    assert apart(page()) == apart(page(paragraphs(ARABIC))) == []


def test_a_page_without_text_has_no_region() -> None:
    assert densities([]) == {}
    assert region([], {}) == range(0)
    assert shared_marks([], range(0)) == 0
    assert dense("<html><body><p>News</p><p>Life</p></body></html>") == []


HOLDERS = st.lists(st.integers(0, 6), min_size=1, max_size=4, unique=True).map(
    lambda numbers: (*sorted(numbers, reverse=True), -1, -1, -1)[:4]
)
BLOCKS = st.builds(
    Block,
    st.just("Flour, salt; tea"),
    st.floats(1, 100),
    st.floats(0, 1),
    st.sampled_from(("p", "div", "li", "h1")),
    st.just(0),
    st.just(0),
    st.just(3),
    HOLDERS,
)


@given(st.lists(BLOCKS, max_size=20))
def test_a_region_reaches_from_the_first_to_the_last_block_of_the_heaviest_holder(found: list[Block]) -> None:
    weights = densities(found)
    assert all(weight >= 0 for weight in weights.values())
    assert -1 not in weights
    inside = region(found, weights)
    assert bool(inside) == bool(weights)
    if inside:
        both = set(found[inside[0]].holders) & set(found[inside[-1]].holders)
        assert max(weights.values()) in {weights.get(holder) for holder in both}


@given(st.lists(BLOCKS, max_size=20), st.integers(0, APART))
def test_what_all_share_sets_nothing_apart(found: list[Block], bits: int) -> None:
    marked = [block._replace(around=bits, words=20.0, linked=0.0) for block in found]
    shared = shared_marks(marked, range(len(marked)))
    assert not any(set_apart(block, shared) for block in marked)

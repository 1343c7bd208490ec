"""Where the text of a page is densest."""

from hypothesis import given
from hypothesis import strategies as st

from scrapers.blocks import Block, blocks
from scrapers.regions import densest, densities, region
from tests.scrapers.towns import ARABIC, PARAGRAPHS, links, page, paragraphs, tree


def dense(markup: str) -> list[str]:
    found = blocks(tree(markup))
    return [found[number].text for number in region(found)]


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


def test_a_page_without_text_has_no_region() -> None:
    assert densities([]) == {}
    assert densest({}) is None
    assert region([]) == []
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
def test_a_region_is_made_of_blocks_of_one_holder_in_order(found: list[Block]) -> None:
    weights = densities(found)
    holder = densest(weights)
    numbers = region(found)
    assert all(weight >= 0 for weight in weights.values())
    assert -1 not in weights
    assert numbers == [number for number, block in enumerate(found) if holder in block.holders]
    assert holder is None or weights[holder] == max(weights.values())

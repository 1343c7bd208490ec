"""The lines of a text: a weighed draft, completed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.texts import line_id
from scrapers.blocks import Block, blocks
from scrapers.drafts import placed
from scrapers.lines import Line, lines, with_standfirst
from scrapers.marks import BIT
from scrapers.weighing import Weighed
from tests.scrapers.towns import HEADLINE, PARAGRAPHS, TEASERS, page, paragraphs, tree

TOLL = "The toll went to the second checkpoint, as a driver told, and was paid in flour."


def completed(
    told: tuple[str, ...],
    markup: str,
    sure: tuple[str, ...] = (),
    likely: float = 0.99,
    agreement: float = 0.9,
) -> list[str]:
    """Return the lines of a draft of what is `told`, when blocks that are `sure` are so likely article."""
    shown = blocks(tree(markup))
    draft = placed(told, shown)
    likelihoods = {
        number: likely if block.text in sure else 0.9 if draft.told[number] else 0.01
        for number, block in enumerate(shown)
    }
    return [line.text for line in lines(Weighed(draft, likelihoods, agreement)) if line.kind is None]


def block(text: str = TOLL, *marks: str, linked: float = 0.0, around: bool = True) -> Block:
    bits = sum(BIT[mark] for mark in marks)
    return Block(text, 15, linked, "p", 0 if around else bits, bits if around else 0, 4, (4, 3, 2, 1))


def test_what_the_draft_lacks_comes_where_it_stands_on_the_page() -> None:
    first, second, third, *others = PARAGRAPHS
    assert completed((first, third), page(), (second, *others)) == list(PARAGRAPHS)
    assert completed((second, third), page(), (first, *others)) == list(PARAGRAPHS)


def test_what_is_hardly_likely_is_not_added() -> None:
    assert completed(PARAGRAPHS[:3], page(), PARAGRAPHS[3:], likely=0.6) == list(PARAGRAPHS[:3])


def test_lines_without_a_place_stay_where_the_draft_has_them() -> None:
    first, second, third, *_ = PARAGRAPHS
    told = (first, "Nothing of this stands on the page.", third)
    assert completed(told, page(), (second,)) == [first, told[1], second, third]
    assert completed((told[1], first), page()) == [told[1], first]


@pytest.mark.parametrize(
    "box",
    [
        "<aside><p>{}</p></aside>",
        "<div class='newsletter'><p>{}</p></div>",
        "<p class='subscribe-box'>{}</p>",
        "<div hidden><p>{}</p></div>",
        "<div style='display:none'><p>{}</p></div>",
        "<nav><p>{}</p></nav>",
        "<footer><p>{}</p></footer>",
        "<div id='comments'><p>{}</p></div>",
        "<div class='share-bar'><p>{}</p></div>",
    ],
)
def test_nothing_is_added_from_beside_the_article_however_likely(box: str) -> None:
    inside = page(f"{paragraphs(PARAGRAPHS[:2])}{box.format(TOLL)}{paragraphs(PARAGRAPHS[2:])}")
    behind = page(paragraphs(), after=box.format(TOLL))
    assert completed(PARAGRAPHS, inside, (TOLL,)) == list(PARAGRAPHS)
    assert completed(PARAGRAPHS, behind, (TOLL,)) == list(PARAGRAPHS)
    plain = page(paragraphs(), after=f"<p>{TOLL}</p>")
    assert completed(PARAGRAPHS, plain, (TOLL,)) == [*PARAGRAPHS, TOLL]


def test_what_is_set_apart_between_the_lines_is_told() -> None:
    markup = page(f"{paragraphs(PARAGRAPHS[:2])}<aside><p>{TOLL}</p></aside>{paragraphs(PARAGRAPHS[2:])}")
    draft = placed(PARAGRAPHS, blocks(tree(markup)))
    found = lines(Weighed(draft, {}, 0.9))
    assert [line.text for line in found] == [*PARAGRAPHS[:2], TOLL, *PARAGRAPHS[2:]]
    assert [line.kind for line in found] == [None, None, "other_text", None, None, None]


def test_where_the_likelihoods_do_not_fit_the_page_all_lines_stay() -> None:
    told = (HEADLINE, *TEASERS)
    assert completed(told, page(), PARAGRAPHS, agreement=0.1) == list(told)
    assert completed(told, page(), TEASERS, likely=0.0, agreement=0.1) == list(told)
    assert completed(told, page(), TEASERS, likely=0.0, agreement=0.9) == [HEADLINE]


@pytest.mark.parametrize(
    ("marks", "kind"),
    [
        (("caption",), "photo_caption"),
        (("picture",), "photo_caption"),
        (("comments", "aside"), "comment_prompt"),
        (("sharing",), "share_buttons"),
        (("appeal", "body"), "newsletter"),
        (("nav", "list"), "navigation"),
        (("footer",), "navigation"),
        (("related", "listing"), "related_links"),
        (("about",), "article_data"),
        ((), "other_text"),
        (("body", "article"), "other_text"),
    ],
)
def test_an_unlikely_line_is_told_by_where_it_stands(marks: tuple[str, ...], kind: str) -> None:
    assert Line(TOLL, 0.01, block(TOLL, *marks)).kind == kind
    assert Line(TOLL, 0.01, block(TOLL, *marks, around=False)).kind == kind
    assert Line(TOLL, 0.9, block(TOLL, *marks)).kind is None


def test_an_unlikely_link_is_a_link() -> None:
    assert Line(TOLL, 0.01, block(linked=0.7)).kind == "related_links"
    assert Line(TOLL, 0.1, block(linked=1)).kind == "related_links"
    assert Line(TOLL, 0.1, block(linked=0)).kind is None


def test_a_line_that_stands_in_no_block_may_be_article() -> None:
    assert Line(TOLL).kind is None
    assert Line(TOLL, 0.0).kind is None


def texts(found: list[Line]) -> list[str]:
    return [line.text for line in found]


def test_a_standfirst_comes_first_and_once() -> None:
    body = [Line(text) for text in PARAGRAPHS]
    assert texts(with_standfirst(body, block())) == [TOLL, *PARAGRAPHS]
    assert texts(with_standfirst(body, None)) == list(PARAGRAPHS)
    again = with_standfirst(body, block())
    assert with_standfirst(again, block(TOLL.upper())) == again
    assert texts(with_standfirst([], block())) == [TOLL]


def test_a_standfirst_that_the_text_holds_in_any_spelling_is_not_repeated() -> None:
    body = [Line(PARAGRAPHS[0]), Line(f"“{TOLL.upper()}” The council said so.")]
    assert with_standfirst(body, block()) == body


def test_a_standfirst_that_recurs_tells_of_the_site() -> None:
    body = [Line(text) for text in PARAGRAPHS]
    assert with_standfirst(body, block(), frozenset([line_id(f"{TOLL}!")])) == body
    assert texts(with_standfirst(body, block(), frozenset([line_id(HEADLINE)])))[0] == TOLL


@given(
    st.lists(st.sampled_from((*PARAGRAPHS, HEADLINE)), unique=True),
    st.sets(st.sampled_from(PARAGRAPHS)),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_lines_come_in_the_order_of_the_page_and_each_once(
    told: list[str], sure: set[str], likely: float, agreement: float
) -> None:
    order = (HEADLINE, *PARAGRAPHS)
    told.sort(key=order.index)
    found = completed(tuple(told), page(), tuple(sure), likely, agreement)
    assert found == sorted(set(found), key=order.index)
    assert set(found) <= {*told, *sure}

"""First texts of a page, and where their lines stand."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from scrapers.blocks import Block, blocks
from scrapers.drafts import declared, dense, extracted, placed, take_out_unread
from scrapers.regions import densest
from tests.scrapers.towns import HEADLINE, PARAGRAPHS, URL, page, tree


def found(markup: str = "") -> list[Block]:
    return blocks(tree(markup or page()))


def numbers(blocks_of_page: list[Block], *texts: str) -> list[int]:
    return [number for number, block in enumerate(blocks_of_page) if block.text in texts]


def test_a_draft_tells_which_blocks_are_in_it() -> None:
    shown = found()
    draft = placed(PARAGRAPHS, shown)
    assert draft.lines == PARAGRAPHS
    assert [shown[place[0]].text for place in draft.places] == list(PARAGRAPHS)
    assert [block.text for block, told in zip(shown, draft.told, strict=True) if told] == list(PARAGRAPHS)


def test_empty_lines_are_left_out_and_unknown_ones_have_no_place() -> None:
    draft = placed(["", PARAGRAPHS[0], "", "Nothing of this stands on the page at all."], found())
    assert draft.lines == (PARAGRAPHS[0], "Nothing of this stands on the page at all.")
    assert [bool(place) for place in draft.places] == [True, False]


def test_a_headline_is_parted_from_the_text_that_it_runs_into() -> None:
    shown = found()
    draft = placed([f"{HEADLINE} By Hani Salem {PARAGRAPHS[0]}", PARAGRAPHS[1]], shown)
    assert draft.lines == (HEADLINE, f"By Hani Salem {PARAGRAPHS[0]}", PARAGRAPHS[1])
    assert draft.places[0] == range(numbers(shown, HEADLINE)[0], numbers(shown, HEADLINE)[0] + 1)
    assert draft.places[1][-1] == numbers(shown, PARAGRAPHS[0])[0]


def test_a_headline_of_its_own_and_another_heading_are_left_as_they_are() -> None:
    assert placed([HEADLINE], found()).lines == (HEADLINE,)
    shown = found(f"<html><body><h2>The ovens</h2><p>{PARAGRAPHS[0]}</p></body></html>")
    assert placed([f"The ovens {PARAGRAPHS[0]}"], shown).lines == (f"The ovens {PARAGRAPHS[0]}",)


def test_the_densest_region_is_a_draft_of_whole_blocks() -> None:
    shown = found()
    draft = dense(shown, densest(shown))
    assert draft.lines == PARAGRAPHS
    assert [number for place in draft.places for number in place] == numbers(shown, *PARAGRAPHS)
    assert dense([], densest([])).lines == ()


def test_what_is_set_apart_in_the_densest_region_is_not_in_its_draft() -> None:
    box = f"<aside><p>{HEADLINE}, and more of it is told by our reporters on Friday.</p></aside>"
    body = "".join(f"<p>{text}</p>{box}" for text in PARAGRAPHS)
    shown = found(page(body))
    assert dense(shown, densest(shown)).lines == PARAGRAPHS


def test_what_is_extracted_is_the_article() -> None:
    for fast in (True, False):
        draft = extracted(tree(page()), URL, found(), fast=fast)
        assert [line for line in draft.lines if line in PARAGRAPHS] == list(PARAGRAPHS)
        assert all(draft.places)


def test_nothing_is_extracted_from_nothing() -> None:
    empty = tree("<html><body></body></html>")
    assert extracted(empty, URL, (), fast=True).lines == extracted(empty, URL, (), fast=False).lines == ()


def test_a_declared_text_is_a_draft_in_plain_text_and_in_html() -> None:
    shown = found(page(f"<p>{PARAGRAPHS[0]}</p>"))
    for body in ("\n\n".join(PARAGRAPHS), "".join(f"<p>{text}</p>" for text in PARAGRAPHS)):
        draft = declared(body, shown)
        assert draft.lines == PARAGRAPHS
        assert [bool(place) for place in draft.places] == [True, False, False, False, False]


def test_what_no_reader_sees_is_taken_out_and_what_follows_it_stays() -> None:
    markup = (
        "<html><head><style>p {}</style><script>var a;</script></head><body><p>Flour<!-- no --> and<script>b"
        "</script> salt</p><noscript><p>no</p></noscript><svg><title>no</title></svg>and tea"
        "<template><p>no</p></template></body></html>"
    )
    root = tree(markup)
    take_out_unread(root)
    assert [block.text for block in blocks(root)] == ["Flour and salt", "and tea"]
    assert etree.tostring(root, encoding="unicode") == (
        "<html><head/><body><p>Flour and salt</p>and tea</body></html>"
    )


LINES = st.lists(
    st.sampled_from((*PARAGRAPHS, HEADLINE, "Outlet", "", f"{HEADLINE} {PARAGRAPHS[0]}", "No such line"))
)


@given(LINES)
def test_no_word_of_a_draft_is_lost_and_each_line_has_a_place_or_none(lines: list[str]) -> None:
    draft = placed(lines, found())
    assert " ".join(draft.lines) == " ".join(line for line in lines if line)
    assert len(draft.lines) == len(draft.places)
    assert len(draft.told) == len(draft.blocks)
    assert {number for place in draft.places for number in place} == {
        number for number, told in enumerate(draft.told) if told
    }

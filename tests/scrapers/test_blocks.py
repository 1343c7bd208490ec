"""A page as blocks of text."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from lxml.html import HtmlElement

from news.texts import clean_line
from scrapers.blocks import Block, blocks, word_count
from scrapers.marks import BIT

SENTENCE = "Lorries with flour crossed the bridge at dawn, and the bakers of the town lit their ovens again."


def found(body: str, head: str = "") -> list[Block]:
    return blocks(html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>"))


def texts(body: str, head: str = "") -> list[str]:
    return [block.text for block in found(body, head)]


def marked(mark: str, bits: int) -> bool:
    return bool(bits & BIT[mark])


@dataclass(frozen=True)
class Node:
    """An element to be: its tag and how many words stand in it before its children, and behind it."""

    tag: str
    words: int
    after: int
    children: tuple["Node", ...] = ()


INNER = ("p", "div", "ul", "li", "table", "td", "h2", "a", "b", "span", "br", "section", "blockquote")
NODES: st.SearchStrategy[Node] = st.recursive(
    st.builds(
        Node, st.sampled_from((*INNER, "script", "#comment", "svg")), st.integers(0, 2), st.integers(0, 2)
    ),
    lambda inner: st.builds(
        Node,
        st.sampled_from((*INNER, "template")),
        st.integers(0, 2),
        st.integers(0, 2),
        st.lists(inner, max_size=5).map(tuple),
    ),
    max_leaves=25,
)
UNSEEN = ("script", "#comment", "svg", "template")


def grown(node: Node, numbers: Iterator[int], seen: list[str], *, visible: bool = True) -> HtmlElement:
    """Make an element of a node, and write down its visible words in the order of the page."""

    def said(words: int, *, to_readers: bool) -> str:
        spoken = [f"w{next(numbers)}" for _ in range(words)]
        if to_readers:
            seen.extend(spoken)
        return f" {' '.join(spoken)} "

    inside = visible and node.tag not in UNSEEN
    made = html.HtmlComment("") if node.tag == "#comment" else html.Element(node.tag)
    made.text = said(0 if node.tag == "br" else node.words, to_readers=inside)
    for child in node.children if node.tag != "br" else ():
        made.append(grown(child, numbers, seen, visible=inside))
    made.tail = said(node.after, to_readers=visible)
    return made


@given(st.lists(NODES, max_size=6))
def test_every_word_for_readers_stands_in_one_block_in_order(nodes: list[Node]) -> None:
    tree = html.document_fromstring("<html><body></body></html>")
    body = tree.find("body")
    assert body is not None
    seen: list[str] = []
    numbers = count()
    for node in nodes:
        body.append(grown(node, numbers, seen))
    page = blocks(tree)
    assert " ".join(block.text for block in page).split() == seen
    assert all(block.words == len(block.text.split()) and 0 <= block.linked <= 1 for block in page)


@pytest.mark.parametrize(
    "body",
    [
        "<p>The road to <a href='/x'>Ain Issa</a> is open.</p>",
        "<p>The <b>road</b> to <span class='place'>Ain <i>Issa</i></span> is open.</p>",
        "<div>The road to<!-- a comment --> Ain Issa is <time>open</time>.</div>",
        "<div>The road to Ain <script>var road = 1;</script>Issa is open.<img src='x.png'></div>",
        "<p>The r<em>oa</em>d to Ain&nbsp;Issa\n\tis open.</p>",
    ],
)
def test_what_stands_in_a_line_begins_no_block(body: str) -> None:
    assert texts(body) == ["The road to Ain Issa is open."]


def test_headings_paragraphs_items_and_cells_are_blocks() -> None:
    body = "<h1>Flour</h1>before<ul><li>one</li><li>two</li></ul><table><tr><td>three<td>four</table>behind"
    assert [(block.tag, block.text) for block in found(body)] == [
        ("h1", "Flour"),
        ("body", "before"),
        ("li", "one"),
        ("li", "two"),
        ("td", "three"),
        ("td", "four"),
        ("body", "behind"),
    ]


def test_a_single_break_ends_a_block_only_behind_a_sentence() -> None:
    assert texts("<p>The bridge was<br>open.<br>Lorries crossed it</p>") == [
        "The bridge was open.",
        "Lorries crossed it",
    ]
    assert texts("<p>هل فتح الجسر؟<br>نعم</p>") == ["هل فتح الجسر؟", "نعم"]


@pytest.mark.parametrize("breaks", ["<br><br>", "<br> <br/>", "<br>&nbsp;<br>", "<br><span> </span><br>"])
def test_a_double_break_ends_a_block_always(breaks: str) -> None:
    assert texts(f"<p>The bridge{breaks}Lorries crossed it</p>") == ["The bridge", "Lorries crossed it"]


def test_what_has_neither_letter_nor_digit_is_no_block() -> None:
    assert texts("<p>***</p><p>–</p><p>&nbsp;</p><p>7</p>") == ["7"]
    assert texts("") == texts("<img src='x.png'>") == []


def test_the_share_of_links_is_told_in_characters() -> None:
    assert found("<p>four<a>four</a></p>")[0].linked == 0.5
    assert found("<a href='/x'><p>All of it is a link</p></a>")[0].linked == 1
    plain, link = found("<p>before</p><a href='/x'>behind</a>")
    assert (plain.linked, link.linked) == (0, 1)


def test_a_paragraph_is_long_unless_it_is_made_of_links() -> None:
    paragraph, links, short = found(f"<p>{SENTENCE}</p><p><a href='/'>{SENTENCE}</a></p><p>Short.</p>")
    assert (paragraph.is_long, links.is_long, short.is_long) == (True, False, False)


def test_a_block_has_the_marks_of_its_element_and_of_what_is_around() -> None:
    block = found("<aside><div class='newsletter-box'><p class='photo-caption'>Flour</p></div></aside>")[0]
    assert marked("caption", block.own) and not marked("aside", block.own)
    assert marked("aside", block.around) and marked("appeal", block.around)
    assert not marked("caption", block.around)


def test_marks_end_with_their_element() -> None:
    inside, behind = found("<nav><div>News</div></nav><p>Flour</p>")
    assert marked("nav", inside.around)
    assert behind.own == behind.around == 0


@pytest.mark.parametrize(
    "attribute", ["hidden", "aria-hidden='true'", "style='color:red; display: none'", "style='display:none'"]
)
def test_what_is_hidden_is_marked(attribute: str) -> None:
    hidden, shown = found(f"<div {attribute}><p>Not for readers</p></div><p style='color:red'>Flour</p>")
    assert marked("hidden", hidden.around)
    assert not marked("hidden", shown.own | shown.around)


def test_holders_tell_which_blocks_stand_together() -> None:
    first, second, third = found(
        "<main><div><p>one</p><p>two</p></div><section><p>three</p></section></main>"
    )
    assert first.holders[0] != second.holders[0]
    assert first.holders[1:] == second.holders[1:]
    assert first.holders[1] != third.holders[1]
    assert first.holders[2] == third.holders[2]
    assert first.depth == third.depth
    assert all(len(block.holders) == 4 for block in (first, second, third))


@given(st.lists(NODES, max_size=6))
def test_holders_are_nested(nodes: list[Node]) -> None:
    tree = html.document_fromstring("<html><body></body></html>")
    for node in nodes:
        tree[-1].append(grown(node, count(), []))
    outer: dict[int, int] = {}
    for block in blocks(tree):
        for inner, around in zip(block.holders, block.holders[1:], strict=False):
            assert around < inner or inner == around == -1
            assert outer.setdefault(inner, around) == around, "an element stands in one other"


@pytest.mark.parametrize("tag", ["button", "noscript", "option", "style", "textarea", "iframe", "video"])
def test_what_is_no_text_for_readers_is_left_out(tag: str) -> None:
    tree = html.document_fromstring("<html><body><p>Flour</p></body></html>")
    unseen = etree.SubElement(tree[-1], tag)
    unseen.text = "Click"
    etree.SubElement(unseen, "p").text = "here"
    unseen.tail = "and salt"
    assert [block.text for block in blocks(tree)] == ["Flour", "and salt"]


def test_text_is_found_where_a_page_has_no_body() -> None:
    fragment = html.fragment_fromstring("<div><p>Flour</p>and salt</div>")
    assert [block.text for block in blocks(fragment)] == ["Flour", "and salt"]
    tree = html.document_fromstring("<html><head><title>Bread</title><main><p>Flour</p></main></head></html>")
    assert tree.find("body") is None
    assert [block.text for block in blocks(tree)] == ["Flour"]


def test_text_is_found_where_the_parser_leaves_it_in_the_head() -> None:
    page = "<title>Bread</title><section><p>Flour</p></section></head><body><p>and salt</p></body>"
    tree = html.document_fromstring(f"<html><head>{page}</html>")
    assert tree.find("head/section") is not None
    assert [block.text for block in blocks(tree)] == ["Flour", "and salt"]


def test_elements_may_be_nested_without_end() -> None:
    tree = html.document_fromstring("<html><body></body></html>")
    inner = tree[-1]
    for _ in range(10_000):
        inner = etree.SubElement(inner, "div")
    inner.text = "Flour"
    (block,) = blocks(tree)
    assert (block.text, block.depth) == ("Flour", 10_001)


@pytest.mark.parametrize(
    "piece",
    ["<p>Flour {}</p>", "<b>Flour {}</b>, ", "Flour {}<br>", "<a href='/{0}'>Flour {0}</a>, "],
    ids=["paragraphs", "bold", "breaks", "links"],
)
def test_pages_of_many_elements_are_read_in_good_time(piece: str) -> None:
    body = "".join(piece.format(number) for number in range(200_000))
    page = found(body)  # where time grows with the square of it, this takes hours
    assert page[-1].text.rstrip(",").endswith("Flour 199999")


@pytest.mark.parametrize(
    ("text", "words"),
    [("Flour", 1), ("Flour and salt", 3), ("دقيق وملح", 2), ("日本語", 2.5), ("かな 漢字", 4)],
)
def test_words_are_counted_by_spaces_and_half_the_signs_that_need_none(text: str, words: float) -> None:
    assert word_count(text) == words


def test_text_is_clean_as_it_is_everywhere_else() -> None:
    odd = "<p>Die Stra\xadße nach Kobane\u0302 ist\u200b frei\u2028 für\x9f alle.</p>"
    assert texts(odd) == ["Die Straße nach Kobanê ist frei für alle."]


@given(st.text(max_size=60))
def test_any_text_is_clean(text: str) -> None:
    tree = html.document_fromstring("<html><body></body></html>")
    tree[-1].text = "Flour " + "".join(char for char in text if char in "\t\n" or ord(char) >= 32)
    (block,) = blocks(tree)
    assert block.text == clean_line(" ".join(tree[-1].text.split()))
    assert block.text == clean_line(block.text)

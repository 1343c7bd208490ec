"""Where pages show who and when."""

import pytest
from lxml import html

from scrapers.openings import Line, authorship, line_of, marked, opening


def lines(body: str, title: str = "Shells fall", *, past_text: bool = False) -> list[str]:
    tree = html.document_fromstring(f"<html><body>{body}</body></html>")
    return [line.text for line in opening(tree, tree.iter("h1"), title, past_text=past_text)]


def element(markup: str) -> html.HtmlElement:
    return html.fragment_fromstring(markup)


def test_lines_after_the_headline_come_before_those_above_it() -> None:
    assert lines("<p>Above</p><header><h1>Shells fall</h1></header><p>Below</p>") == ["Below", "Above"]


def test_the_heading_that_reads_as_the_title_is_the_headline() -> None:
    assert lines("<h1>Khabur</h1><p>Slogan</p><h1>Shells fall</h1><p>Day</p>")[0] == "Day"
    assert lines("<h2>Other</h2><p>A</p><h2>Shells fall</h2><p>B</p>")[0] == "B"
    assert lines("<h2>Other</h2><p>A</p>") == []


def test_side_columns_comments_and_lists_of_others_are_left_out() -> None:
    others = "<aside><p>A</p></aside><nav>B</nav><div class='related-posts'>C</div><div id='comments'>D</div>"
    assert lines(f"<h1>Shells fall</h1>{others}<div class='elementor-widget'>E</div>") == ["E"]


def test_lines_end_where_the_text_begins() -> None:
    text = f"<p>{'word ' * 60}</p>" * 3
    assert lines(f"<h1>Shells fall</h1><p>Day</p>{text}<p>After</p>") == ["Day"]
    assert lines(f"<h1>Shells fall</h1>{text}<p>After</p>", past_text=True) == ["After"]


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<p>By <b>Hani</b> Salem</p>", "By Hani Salem"),
        ("<p>Hani Salem<br>6 May</p>", "Hani Salem | 6 May"),
        ("<div><div></div><div>A</div><div>B</div></div>", "A | B"),
        ("<p>A<!-- b --><script>c</script></p>", "A"),
        (f"<p>{'word ' * 60}</p>", ""),
        (f"<p>{'<b>a</b>' * 40}</p>", ""),
    ],
)
def test_a_line_parts_its_blocks_and_is_short(markup: str, line: str) -> None:
    assert line_of(element(markup)) == line


@pytest.mark.parametrize(
    ("markup", "sure"),
    [
        ("<span class='author-name'>x</span>", 2),
        ("<a href='/author/hani'>x</a>", 2),
        ("<a rel='author'>x</a>", 2),
        ("<div class='byline'>x</div>", 1),
        ("<div class='post'>x</div>", 0),
        ("<a href='/author'>x</a>", 0),
    ],
)
def test_marks_tell_how_surely_a_line_names_an_author(markup: str, sure: int) -> None:
    assert authorship(Line("x", element(markup))) == sure


def test_dates_and_authors_are_found_by_their_marks_outside_of_side_columns() -> None:
    tree = html.document_fromstring(
        "<div class='entry-date'>6 May</div><footer><i class='date'>7 May</i></footer>"
        "<article><footer><i class='date'>8 May</i></footer></article><b id='authorBox'>Hani</b>"
    )
    dates, authors = marked(tree)
    assert [line.text for line in dates] == ["6 May", "8 May"]
    assert [line.text for line in authors] == ["Hani"]

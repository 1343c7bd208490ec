"""What is taken for the end of an article: its last lines, and the nearest blocks behind them."""

from lxml import html

from news.records import Removed
from scrapers.behind import end
from scrapers.blocks import blocks
from scrapers.lines import Line

LINES = [f"{number} lorries with flour crossed the bridge at dawn, the bakers said." for number in range(4)]
TEXT = "".join(f"<p>{line}</p>" for line in LINES)


def pieces(body: str, removed: list[Removed] | None = None) -> dict[str, str]:
    """Return the pieces of a page whose text is LINES, each with what is told of it."""
    page = blocks(html.document_fromstring(f"<html><body>{body}</body></html>"))
    lines = [Line(block.text, block=block) for block in page if block.text in LINES]
    found = end(page, lines, LINES, removed or ()).pieces
    marks = ("kept", "gate", "apart", "link")
    return {piece.text: " ".join(mark for mark in marks if getattr(piece, mark)) for piece in found}


def test_the_last_lines_come_first_and_what_follows_is_told_apart() -> None:
    found = pieces(f"<article>{TEXT}<p>Read on</p><div class='paywall'><p>For friends</p></div></article>")
    assert list(found) == [*LINES[1:], "Read on", "For friends"]
    assert found[LINES[3]] == "kept"
    assert (found["Read on"], found["For friends"]) == ("", "gate apart")


def test_what_is_hidden_or_belongs_elsewhere_is_passed_over() -> None:
    beside = "<div class='newsletter'><p>A letter</p></div><p hidden>Unseen</p><footer>The Bell</footer>"
    assert list(pieces(f"{TEXT}{beside}<p><a href='/x'>A link</a></p>")) == [*LINES[1:], "A link"]


def test_what_was_removed_as_something_else_is_passed_over() -> None:
    found = pieces(f"{TEXT}<p>Photo: Bell</p><p>Sign in</p>", [Removed("photo_credit", "Photo: Bell")])
    assert list(found)[3:] == ["Sign in"]


def test_an_element_that_holds_the_article_says_nothing_of_what_follows_in_it() -> None:
    found = pieces(f"<div class='locked newsletter'>{TEXT}<p>Read on</p></div>")
    assert found["Read on"] == ""


def test_what_buttons_say_belongs_to_the_piece_before_them() -> None:
    page = blocks(
        html.document_fromstring("<html><body><p>For you</p><button>Sign <b>up</b></button></body>")
    )
    assert [(block.text, block.buttons) for block in page] == [("For you", "Sign up")]


def test_nothing_stands_behind_a_text_that_is_not_on_its_page() -> None:
    found = end((), [Line("One"), Line("Two")], ["One", "Two"])
    assert [piece.text for piece in found.pieces] == ["Two"]
    assert found.after == -1

"""Sentences that a page breaks in two are one line again; what stands apart for a reason is not."""

import pytest
from lxml import html

from news.records import Known
from scrapers.articles import read
from scrapers.blocks import blocks
from scrapers.joints import goes_on

FIRST = "The council of the town said on Monday that the bridge will stay closed"
REST = "until its eastern pillar has been mended, which may take a month."
OTHER = "Drivers go round by the dam, an hour more in each direction, and pay for it themselves."
LAST = "Farmers on the far bank want a ferry, as there was one before the bridge was built."
ARABIC = "قال مجلس البلدة يوم الاثنين إن الجسر سيبقى مغلقاً أمام الشاحنات والحافلات"
ARABIC_REST = "إلى أن يُرمم عموده الشرقي، وقد يستغرق ذلك شهراً كاملاً."


def lines_of(body: str) -> list[str]:
    page = f"<html><body><h1>Bridge closed</h1><article>{body}</article></body></html>"
    return read(page, "https://outlet.example/bridge", [], Known(title="Bridge closed")).text.split("\n\n")


@pytest.mark.parametrize(
    "broken",
    [
        f"<p>{FIRST}<br>\n{REST}</p>",
        f"<p>{FIRST} <div class=ad><ins data-slot=1></ins></div> {REST}</p>",
        f"<p>{FIRST}</p><div class=ad><iframe src=/ad></iframe></div><p>{REST}</p>",
    ],
)
def test_a_broken_sentence_is_one_line(broken: str) -> None:
    assert lines_of(f"<p>{OTHER}</p>{broken}<p>{LAST}</p>") == [OTHER, f"{FIRST} {REST}", LAST]


def test_a_broken_sentence_in_a_script_without_small_letters_is_one_line() -> None:
    assert f"{ARABIC} {ARABIC_REST}" in lines_of(f"<p>{ARABIC}<br>\n{ARABIC_REST}</p><p>{ARABIC_REST}</p>")


@pytest.mark.parametrize(
    ("first", "second", "body"),
    [
        (f"{FIRST}.", REST, "<p>{}<br>{}</p>"),
        ("He said:", REST, "<p>{}</p><p>{}</p>"),
        (FIRST, OTHER, "<p>{}</p><p>{}</p>"),
        ("Hani Salem", REST, "<p>{}</p><p>{}</p>"),
        (FIRST, REST, "<h2>{}</h2><p>{}</p>"),
        (FIRST, REST, "<ul><li>{}</li><li>{}</li></ul>"),
        (FIRST, REST, "<p>{}</p><section><div><p>{}</p></div></section>"),
        (FIRST, "https://outlet.example/a", "<p>{}<br>{}</p>"),
        ("June 10, Tampa, at the Amphitheatre", "July 2, Boston, in the Arena", "<p>{}<br>{}</p>"),
        (ARABIC, "إلى أن يُرمم عموده الشرقي", "<p>{}<br>{}</p>"),
        ("مجلس البلدة", ARABIC_REST, "<p>{}<br>{}</p>"),
        (ARABIC, ARABIC_REST, "<p>{}</p><p>{}</p>"),
    ],
)
def test_what_is_no_broken_sentence_stays_apart(first: str, second: str, body: str) -> None:
    page = blocks(html.document_fromstring(f"<html><body>{body.format(first, second)}</body></html>"))
    assert not goes_on(first, page[0], second, page[-1])


def test_a_line_that_stands_nowhere_stays_apart() -> None:
    assert not goes_on(FIRST, None, REST, None)

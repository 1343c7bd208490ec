"""A pack's selectors for an outlet: what is no article goes, and the article stands where the editor says."""

import pytest

from news.knowledge import LineRule, Selectors
from news.records import Access, Known, Reading, Removed
from scrapers.articles import read
from scrapers.layouts import DROPPED, MISSED

FIRST = "Two villages north of the river had no water on Monday, their councils said in a joint letter."
SECOND = "The pumping station lost its power line in the storm, and engineers wait for a crane from the city."
THIRD = "A second station further east still works, but its pipes end before the road that divides the plain."
NOTE = "Names of villages in this report follow the lists that their own councils keep and print each spring."
PROMPT = "Subscribe to continue reading"
RULES = [LineRule("paywall_prompt", "^subscribe to continue reading$")]
PAGE = f"""<html lang="en"><head><title>No water</title><meta property="og:title" content="No water"></head>
<body><nav><a href="/">Home</a></nav><h1>No water</h1>
<div class="story" id="story"><p>{FIRST}</p><div class="notes"><h4>House</h4><p>{NOTE}</p>
<time itemprop="datePublished" datetime="2026-03-01T06:00:00Z">1 March 2026</time></div>
<p>{SECOND}</p><p>{THIRD}</p>
<div class="paywall"><p>{PROMPT}</p></div></div>
<div class="sidebar"><p>Four councils of the plain have agreed on a date for the harvest fair.</p></div>
</body></html>"""
MISNAMED = PAGE.replace('class="story"', 'class="comments"')


def reading(*drop: str, body: str = "", html: str = PAGE) -> Reading:
    known = Known(selectors=Selectors("outlet.example", drop, body) if drop or body else None)
    return read(html, "https://outlet.example/water", RULES, known)


def test_what_is_dropped_is_no_article_and_is_told() -> None:
    assert NOTE in reading().text
    found = reading(".notes, .never", "aside > .box")
    assert NOTE not in found.text
    assert [line for line in (FIRST, SECOND, THIRD) if line not in found.text] == []
    told = [line.text for line in found.removed if line.kind == DROPPED]
    assert told == ["House", NOTE, "1 March 2026"]


def test_what_is_dropped_still_dates_the_page_and_tells_that_it_is_cut() -> None:
    whole, found = reading(), reading(".notes", ".paywall")
    assert found.published_at is not None
    assert found.published_at == whole.published_at
    assert (whole.access, found.access) == (Access.PARTIAL, Access.PARTIAL)
    assert PROMPT not in found.text


def test_the_text_is_what_stands_in_the_body_less_what_rules_know() -> None:
    assert FIRST not in reading(html=MISNAMED).text
    found = reading(".notes", body="#story", html=MISNAMED)
    assert found.text == "\n\n".join((FIRST, SECOND, THIRD))
    assert found.title == "No water"
    assert Removed("paywall_prompt", PROMPT) in found.removed


def test_a_body_of_several_elements_is_read_in_the_order_of_the_page() -> None:
    found = reading(".notes", body=".sidebar, #story > p")
    assert found.text.split("\n\n")[:3] == [FIRST, SECOND, THIRD]
    assert found.text.endswith("for the harvest fair.")


@pytest.mark.parametrize("body", [".entry-content", ".empty"])
def test_a_body_without_text_is_ignored_and_that_is_told(body: str) -> None:
    html = PAGE.replace("<nav>", '<div class="empty"><p> </p></div><nav>')
    found = reading(body=body, html=html)
    assert found.text == reading(html=html).text
    assert Removed(MISSED, f"body = {body}") in found.removed


def test_where_nothing_is_to_drop_nothing_changes() -> None:
    assert reading(".never", "#nowhere p") == reading()

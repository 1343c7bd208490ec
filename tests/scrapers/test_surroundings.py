"""What a page shows around its text."""

import pytest
from lxml import html

from scrapers.surroundings import folded, standfirst, surroundings

URL = "https://outlet.example/2024/story"
DESCRIPTION = "The officials told the group what Ankara plans for the highway between Aleppo and the coast"


def page(body: str, head: str = "") -> html.HtmlElement:
    return html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")


def kind(body: str, line: str, head: str = "", title: str = "") -> str | None:
    return surroundings(page(body, head), URL, title).kind(line)


def test_headings_and_declared_titles_are_headlines() -> None:
    assert kind("<h1>Shells fall north of Raqqa</h1>", "SHELLS FALL NORTH OF RAQQA") == "headline"
    assert kind("", "Shells fall", '<meta property="og:title" content="Shells fall">') == "headline"
    assert kind("", "Shells fall", title="Shells fall") == "headline"


@pytest.mark.parametrize(
    "caption",
    [
        "<figure><img><figcaption>A truck in the town of Hazano</figcaption></figure>",
        '<div class="wp-caption"><img><p class="wp-caption-text">A truck in the town of Hazano</p></div>',
    ],
)
def test_captions_are_known_by_their_markup(caption: str) -> None:
    assert kind(caption, "A truck in the town of Hazano.") == "photo_caption"


@pytest.mark.parametrize(
    ("href", "related"),
    [
        ("/2024/other", True),
        ("https://www.outlet.example/2024/other", True),
        ("https://elsewhere.example.org/report", False),
        ("#part-2", False),
        ("/2024/story?utm_source=x", False),
        ("javascript:void(0)", False),
    ],
)
def test_a_line_that_is_a_link_to_another_page_of_the_outlet_is_related(href: str, related: bool) -> None:
    link = f'<p><a href="{href}">Turkey shells the town of Tal Rifaat again</a></p>'
    found = kind(link, "- Turkey shells the town of Tal Rifaat again")
    assert found == ("related_links" if related else None)


def test_a_short_link_may_be_a_subheading() -> None:
    assert kind('<p><a href="/topics/water">The water crisis</a></p>', "The water crisis") is None


def test_a_line_without_words_is_nothing() -> None:
    assert kind("<h1></h1>", "* * *") is None


def test_a_description_that_the_page_shows_is_its_standfirst() -> None:
    meta = f'<meta name="description" content="{DESCRIPTION}">'
    assert standfirst(page(f"<header><h2>{DESCRIPTION}.</h2></header>", meta)) == f"{DESCRIPTION}."
    assert standfirst(page("<p>Something else.</p>", meta)) == ""
    assert standfirst(page(f"<p>{DESCRIPTION}</p>")) == ""


def test_folded_text_ignores_spelling_and_punctuation() -> None:
    assert folded("İdlib’de: “Çatışma!”") == folded("idlib'de çatışma")

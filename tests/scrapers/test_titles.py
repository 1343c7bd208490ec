"""Headlines, without the names around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from news.texts import folded
from scrapers.heads import head
from scrapers.titles import title_of, without_names

URL = "https://furatpress.example/story"
NAMES = {
    folded(name) for name in ("North Press", "عنب بلدي", "Enab Baladi", "Sınır Haber", "furatpress.example")
}


def title(markup: str, outlet: str = "Furat Press", told: str = "", headline: str = "") -> str:
    articles = [{"headline": headline}] if headline else []
    return title_of(head(html.document_fromstring(markup)), articles, articles, (outlet,), URL, told)


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Shelling in Idlib | North Press", "Shelling in Idlib"),
        ("Shelling in Idlib|North Press", "Shelling in Idlib"),
        ("Shelling in Idlib - North Press", "Shelling in Idlib"),
        ("Shelling in Idlib – NORTH PRESS", "Shelling in Idlib"),
        ("Shelling in Idlib « North Press", "Shelling in Idlib"),
        ("Shelling in Idlib » North Press", "Shelling in Idlib"),
        ("Shelling in Idlib • North Press", "Shelling in Idlib"),
        ("Shelling in Idlib :: North Press", "Shelling in Idlib"),
        ("Shelling in Idlib / North Press", "Shelling in Idlib"),
        ("Shelling in Idlib - furatpress.example", "Shelling in Idlib"),
        ("North Press – Shelling in Idlib", "Shelling in Idlib"),
        ("North Press | Shelling in Idlib | North Press", "Shelling in Idlib"),
        ("North Press: Shelling in Idlib", "North Press: Shelling in Idlib"),
        ("Interview with North Press", "Interview with North Press"),
        ("North Press", ""),
        ("قصف في إدلب - عنب بلدي", "قصف في إدلب"),
        ("قصف في إدلب | عنب بلدي - Enab Baladi", "قصف في إدلب"),
        ("مقابلة مع «عنب بلدي»", "مقابلة مع «عنب بلدي»"),
        ("İdlib'de bombardıman | Sınır Haber", "İdlib'de bombardıman"),
        ("Re-opening the M4 - and closing it", "Re-opening the M4 - and closing it"),
        ("", ""),
    ],
)
def test_the_outlet_is_no_part_of_a_title(title: str, bare: str) -> None:
    assert without_names(title, NAMES) == bare


def test_a_section_goes_with_the_outlet_beside_it_only() -> None:
    sections = {"world", "الاخبار"}
    assert without_names("Shelling in Idlib - World - North Press", NAMES, sections) == "Shelling in Idlib"
    assert without_names("A new world - World", NAMES, sections) == "A new world - World"


def test_a_beginning_that_the_heading_has_too_is_kept() -> None:
    told = "North Press - ten years of a newsroom"
    assert without_names(told, NAMES, keep=[told]) == told


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ('<meta property="og:title" content="Declared | Furat Press"><h1>Declared</h1>', "Declared"),
        ("<h1>The heading</h1><title>Window | Furat Press</title>", "The heading"),
        ("<title>Window | Furat Press</title>", "Window"),
        ("<title>Shelling reported in Idlib - Some Unknown Site</title>", "Shelling reported in Idlib"),
        ("<title>Idlib - a history</title>", "Idlib - a history"),
        (
            '<meta property="og:title" content="A village that was left by all...">'
            "<h1>A village that was left by all who lived there</h1>",
            "A village that was left by all who lived there",
        ),
        (
            '<meta property="og:title" content="A village that was left by a…">'
            '<meta name="twitter:title" content="A village that was left by all who lived there">',
            "A village that was left by all who lived there",
        ),
        ('<meta property="og:title" content="And then..."><h1>Another thing</h1>', "And then..."),
        (
            '<meta property="og:title" content="SHELLING IN IDLIB"><h1>Shelling in Idlib</h1>',
            "Shelling in Idlib",
        ),
        ('<meta property="og:title" content="SHELLING IN IDLIB">', "SHELLING IN IDLIB"),
        (
            '<meta property="og:title" content="Tom &amp;quot;T&amp;quot; &amp;amp; Ann&amp;#8217;s">',
            'Tom "T" & Ann’s',
        ),
        ('<meta property="og:title" content="A &lt;em&gt;new&lt;/em&gt; road">', "A new road"),
        (
            '<meta property="og:title" content="Opinion | The long road home"><h1>The long road home</h1>',
            "The long road home",
        ),
        (
            '<meta property="og:title" content="The long road home - Middle East"><h1>The long '
            "road home</h1>",
            "The long road home",
        ),
        ('<h1 class="site-title">Furat</h1><h1>The long road home</h1>', "The long road home"),
        ('<h1><a href="/">Al Furat Daily</a></h1><h1>The long road home</h1>', "The long road home"),
        ('<h1><a href="/"><img src="logo.png"></a></h1><h1>The long road home</h1>', "The long road home"),
        ("<svg><title>Menu</title></svg><p>Text.</p>", ""),
        ("<p>Text.</p>", ""),
    ],
)
def test_the_best_spelling_is_taken(markup: str, wanted: str) -> None:
    assert title(markup) == wanted


def test_what_is_declared_goes_before_the_heading_the_feed_and_the_window() -> None:
    markup = "<title>Of the window</title>"
    assert title(markup, told="Of the feed") == "Of the feed"
    assert title(f"{markup}<h1>Of the page</h1>", told="Of the feed") == "Of the page"
    assert title(f"{markup}<h1>Of the page</h1>", told="Of the feed", headline="Declared") == "Declared"


def test_a_headline_cut_at_110_characters_is_made_whole() -> None:
    whole = "Residents of four villages say that they were told to leave " * 3
    assert title(f"<h1>{whole}</h1>", headline=whole[:110]) == whole.strip()


@given(st.text(max_size=60), st.text(max_size=20))
def test_nothing_is_left_only_of_a_name(text: str, name: str) -> None:
    bare = without_names(text, {folded(name)} - {""})
    assert bare or not text.strip() or folded(text) == folded(name)

"""What the elements of a head declare."""

from lxml import html

from scrapers.heads import Head, head


def read(markup: str) -> Head:
    return head(html.document_fromstring(markup))


def test_metas_are_known_by_each_of_their_names_in_any_case() -> None:
    found = read(
        '<meta property="OG:Title" name="title" content=" A "><meta itemprop="headline" content="B">'
    )
    assert (found.metas["og:title"], found.metas["title"]) == (("A",), ("A",))
    assert found.values("headline og:title nothing") == ("B", "A")


def test_empty_metas_say_nothing() -> None:
    assert read('<meta name="author" content=" "><meta name="author"><meta content="x">').metas == {}


def test_a_thousand_metas_of_one_name_cost_little() -> None:
    assert len(read('<meta name="author" content="A">' * 1_000).values("author")) < 30


def test_the_window_is_titled_by_the_page_and_not_by_its_drawings() -> None:
    assert read("<svg><title>Menu</title></svg><p>x</p>").title == ""
    assert read("<head><title>Window</title></head><p>x</p>").title == "Window"


def test_links_headings_times_and_language_are_told() -> None:
    found = read(
        '<html lang="ar"><link rel="canonical" href="/a"><h1>A</h1><time datetime="2024">x</time></html>'
    )
    assert (found.canonical, len(found.headings), len(found.times), found.language) == (("/a",), 1, 1, "ar")

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.knowledge import Feed
from scrapers.editions import edition, home_of, is_article_of, same_domain, site_of, speaks, usable
from tests.scrapers.sites import ENGLISH, FEED


@pytest.mark.parametrize(
    ("url", "language"),
    [
        ("https://furat.example/en/feed/", "en"),
        ("https://furat.example/en-us/rss.xml", "en-us"),
        ("https://furat.example/English/politics/1", "english"),
        ("https://furat.example/feed/", ""),
        ("https://furat.example/economy/en/", ""),
        ("https://furat.example/id/123", ""),
    ],
)
def test_the_first_part_of_a_path_may_name_a_language(url: str, language: str) -> None:
    assert edition(url) == language


@pytest.mark.parametrize(
    ("feed", "home", "site"),
    [
        ("https://furat.example/feed/", "https://furat.example/", "https://furat.example/"),
        ("https://furat.example/en/feed/", "https://furat.example/en/", "https://furat.example/"),
        ("https://furat.example/en/?feed=rss2", "https://furat.example/en/", "https://furat.example/"),
        ("http://furat.example:8080/rss", "http://furat.example:8080/", "http://furat.example:8080/"),
        ("https://rss.dw.com/xml/rss-ar", "https://www.dw.com/", "https://www.dw.com/"),
        ("https://english.furat.com/feed", "https://english.furat.com/", "https://english.furat.com/"),
    ],
)
def test_a_feed_has_a_home_page_and_a_site(feed: str, home: str, site: str) -> None:
    asked = replace(FEED, url=feed)
    assert (home_of(asked), site_of(asked)) == (home, site)


@pytest.mark.parametrize(
    "url",
    [
        "https://furat.example/12345/lorries/",
        "https://www.furat.example/?p=12345",
        "https://furat.example/archives/98765",
        "https://furat.example/ar/12345",
        "https://furat.example/سوريا/شاحنات",
        "https://furat.example/category/politics/lorries-cross",
    ],
)
def test_articles_of_the_feed(url: str) -> None:
    assert is_article_of(url, FEED)


@pytest.mark.parametrize(
    "url",
    [
        "https://furat.example/",
        "https://furat.example/ar/",
        "https://furat.example/en/12345",
        "https://english.furat.example/12345",
        "https://elsewhere.example/12345",
        "https://furat.example/category/politics/",
        "https://furat.example/tag/sdf",
        "https://furat.example/politics/page/2/",
        "https://furat.example/wp-content/uploads/2026/03/bridge.JPG",
        "https://furat.example/report.pdf",
        "https://furat.example/12345/feed/",
    ],
)
def test_what_is_no_article_of_the_feed(url: str) -> None:
    assert not is_article_of(url, FEED)


def test_a_feed_of_an_edition_has_the_articles_of_that_edition_alone() -> None:
    urls = ["https://furat.example/en/1", "https://furat.example/1", "https://furat.example/tr/1"]
    assert [url for url in urls if is_article_of(url, ENGLISH)] == ["https://furat.example/en/1"]


def test_a_feed_that_tells_no_language_takes_all_editions() -> None:
    assert is_article_of("https://furat.example/tr/1", replace(FEED, languages=()))


@pytest.mark.parametrize(
    ("languages", "told", "spoken"),
    [
        (("ar",), "ar", True),
        (("ar",), "ar-SY", True),
        (("ar",), "en", False),
        (("ku",), "ckb", True),
        (("ckb",), "kurmanji", True),
        (("ar",), "klingon", True),
        ((), "en", True),
    ],
)
def test_languages_are_compared_by_their_codes(languages: tuple[str, ...], told: str, spoken: bool) -> None:
    assert speaks(replace(FEED, languages=languages), told) is spoken


def test_subdomains_share_a_domain_and_neighbours_do_not() -> None:
    assert same_domain("https://cdn.furat.co.uk/a", "https://furat.co.uk/b")
    assert not same_domain("https://other.co.uk/a", "https://furat.co.uk/b")


@given(st.text(max_size=60), st.sampled_from(["", "https://", "https://furat.example/", "//", "/en/"]))
def test_any_address_is_judged(text: str, start: str) -> None:
    url = usable(start + text, FEED.url)
    feed = Feed("x", "X", "https://x.example/en/feed")
    assert is_article_of(start + text, feed) in (True, False)
    assert url is None or (url.startswith("http") and url.isprintable() and len(url) <= 2_048)

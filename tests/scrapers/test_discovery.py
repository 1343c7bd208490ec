from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import FetchError, InputError, TemporaryFetchError
from scrapers.discovery import Candidate, find, links_in, written_out
from scrapers.workers import here
from tests.scrapers.sites import FakeWeb, in_parcels, page

SITE = "https://furat.example/"
FEED = SITE + "feed/"
HOME = "<html><head>{0}</head><body>{1}</body></html>"


def link(href: str, kind: str = "application/rss+xml", title: str = "Furat") -> str:
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{href}">'


def rss(
    *days: int, title: str = "Furat Post", words: str = "Three lorries crossed the bridge on Monday"
) -> str:
    items = "".join(
        f"<item><title>{words} {day}</title><link>{SITE}{day}</link>"
        f"<pubDate>{datetime(2026, 3, day, 9, tzinfo=UTC):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for day in days
    )
    return (
        f"<rss version='2.0'><channel><title>{title}</title><language>en-US</language>{items}</channel></rss>"
    )


GOOD = Candidate(FEED, "Furat Post", "rss", 2, datetime(2026, 3, 19, 9, tzinfo=UTC), ("en",))


def test_a_feed_announced_by_the_page_is_found_and_nothing_else_is_asked() -> None:
    web = FakeWeb({SITE: HOME.format(link("/feed/"), ""), FEED: rss(19, 2)})
    assert find(SITE, web, here) == (GOOD,)
    assert web.asked == [SITE, FEED]


def test_all_parsing_can_be_done_in_another_process() -> None:
    assert find(SITE, FakeWeb({SITE: HOME.format(link("/feed/"), ""), FEED: rss(19, 2)}), in_parcels) == (
        GOOD,
    )


def test_an_address_may_be_that_of_the_feed() -> None:
    web = FakeWeb({FEED: rss(19, 2)})
    assert find("furat.example/feed/", web, here) == (GOOD,)


def test_a_feed_that_moved_for_good_is_told_at_its_new_address() -> None:
    moved = page(SITE + "rss", rss(19, 2), final_url=FEED)
    assert find(SITE + "rss", FakeWeb({SITE + "rss": replace(moved, moved_to=FEED)}), here) == (GOOD,)


def test_a_feed_without_entries_says_so() -> None:
    (found,) = find(FEED, FakeWeb({FEED: rss()}), here)
    assert (found.ok, found.problem, found.kind) == (False, "a feed without entries", "rss")


def test_links_in_the_page_are_tried_where_none_is_announced() -> None:
    body = '<a href="/about">About</a><a href="/rss.php?feed=rss2">RSS</a><a href="//x.example/feed">x</a>'
    web = FakeWeb({SITE: HOME.format("", body), SITE + "rss.php?feed=rss2": rss(19, 2)})
    (found,) = find(SITE, web, here)
    assert found.url == SITE + "rss.php?feed=rss2"
    assert len(web.asked) == 2


@pytest.mark.parametrize("place", ["feed/", "rss", "rss.xml", "feed.xml", "atom.xml", "?feed=rss2"])
def test_the_usual_places_are_tried_last(place: str) -> None:
    web = FakeWeb({SITE: HOME.format("", ""), SITE + place: rss(19, 2)})
    (found,) = find(SITE, web, here)
    assert found.url == SITE + place


def test_the_folder_of_the_page_is_looked_at_first() -> None:
    web = FakeWeb({SITE + "en/": HOME.format("", ""), SITE + "en/feed/": rss(19), FEED: rss(18)})
    (found,) = find(SITE + "en/", web, here)
    assert found.url == SITE + "en/feed/"


def test_feeds_of_comments_are_left_out() -> None:
    told = link("/feed/") + link("/comments/feed/") + link("/x", title="Furat: Comments")
    web = FakeWeb({SITE: HOME.format(told, ""), FEED: rss(19, 2), SITE + "comments/feed/": rss(1)})
    assert [each.url for each in find(SITE, web, here)] == [FEED]


def test_announced_feeds_that_do_not_work_stand_last_with_their_reason() -> None:
    told = link("/old.xml") + link("/feed.json", "application/feed+json") + link("/page") + link("/feed/")
    answers = {SITE: HOME.format(told, ""), SITE + "page": "<html><body>", FEED: rss(19, 2)}
    good, *bad = find(SITE, FakeWeb({**answers, SITE + "feed.json": '{"version": "x"}'}), here)
    assert good == GOOD
    assert [each.problem for each in bad] == [
        "HTTP 404 from furat.example",
        "the address answers with JSON that is no feed",
        "the address answers with a web page, not a feed",
    ]


def test_the_same_feed_under_two_addresses_is_told_once() -> None:
    web = FakeWeb(
        {SITE: HOME.format(link("/feed/") + link("/feed"), ""), FEED: rss(19), SITE + "feed": rss(19)}
    )
    assert [each.url for each in find(SITE, web, here)] == [FEED]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("عبرت ثلاث شاحنات الجسر يوم الاثنين", "ar"),
        ("Sê kamyon roja duşemê ji pirê derbas bûn", "ku"),
        ("x", "en"),
    ],
)
def test_the_entries_tell_the_language_before_the_feed_does(words: str, language: str) -> None:
    (found,) = find(FEED, FakeWeb({FEED: rss(19, 18, words=words)}), here)
    assert found.languages == (language,)


def test_a_site_that_turns_us_away_may_still_give_its_feed() -> None:
    web = FakeWeb({SITE: FetchError("HTTP 403 from furat.example", 403), FEED: rss(19, 2)})
    assert find(SITE, web, here) == (GOOD,)


@pytest.mark.parametrize(
    "error", [FetchError("HTTP 403 from furat.example", 403), TemporaryFetchError("HTTP 503", 503)]
)
def test_where_nothing_is_found_the_failure_of_the_page_is_told(error: FetchError) -> None:
    with pytest.raises(type(error)):
        find(SITE, FakeWeb({SITE: error}), here)


def test_a_site_that_does_not_answer_is_asked_once() -> None:
    web = FakeWeb({SITE: TemporaryFetchError("no answer from furat.example within 30 s")})
    with pytest.raises(TemporaryFetchError):
        find(SITE, web, here)
    assert web.asked == [SITE]


def test_nobody_is_asked_more_than_twelve_times() -> None:
    told = "".join(link(f"/{n}.xml") for n in range(50))
    body = "".join(f'<a href="/rss/{n}">RSS</a>' for n in range(50))
    web = FakeWeb({SITE: HOME.format(told, body)})
    assert all(not each.ok for each in find(SITE, web, here))
    assert len(web.asked) == 12


def test_a_site_without_feeds_gives_none() -> None:
    assert find(SITE, FakeWeb({SITE: HOME.format("", "")}), here) == ()


@pytest.mark.parametrize(
    "address", ["", "   ", "ftp://furat.example", "https://", "javascript:alert(1)", "a b"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="is no address"):
        find(address, FakeWeb({}), here)


def test_an_address_may_be_typed_without_its_scheme() -> None:
    assert written_out(" furat.example/en#top ") == "https://furat.example/en"


@settings(max_examples=120, deadline=None)
@given(
    st.binary(max_size=200), st.sampled_from([b"", b"<link rel=alternate type=application/rss+xml href='"])
)
def test_any_page_holds_links_or_none(body: bytes, start: bytes) -> None:
    links = links_in(start + body, "text/html; charset=rot13", SITE)
    assert all(each.startswith("http") for each in (*links.announced, *links.linked))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_site_has_feeds_or_none(body: bytes) -> None:
    for each in find(SITE, FakeWeb({SITE: body}), here):
        assert each.url.startswith("http")

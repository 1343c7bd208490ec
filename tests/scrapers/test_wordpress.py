import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import FeedError, FetchError, TemporaryFetchError
from news.knowledge import Feed
from news.records import FeedEntry
from scrapers.feeds import parse
from scrapers.wordpress import entries, read, roots
from scrapers.workers import here
from tests.scrapers.sites import (
    DAY,
    ENGLISH,
    FEED,
    NOW,
    Answer,
    FakeWeb,
    Post,
    WordPress,
    page,
    posts,
    urls_of,
)

ROOT = "https://furat.example/wp-json/"
HOME = "https://furat.example/"
LONG_AGO = NOW - 3_000 * DAY
LATER = NOW + DAY


def walked(site: WordPress, feed: Feed = FEED, cursor: str = "") -> list[str]:
    return urls_of(entries(feed, site.root, LONG_AGO, LATER, FakeWeb({}, site), here, cursor=cursor))


def test_a_post_becomes_the_entry_that_the_feed_would_give() -> None:
    post = posts(1)[0]
    rss = f"""<rss version="2.0"><channel><item><title>Lorry no. 0 &#8211; seen</title>
        <link>{post.link}</link><pubDate>{post.published_at:%a, %d %b %Y %H:%M:%S} +0000</pubDate>
        <guid isPermaLink="false">https://furat.example/?p=0</guid>
        <description><![CDATA[<p>Lorry no. 0 crossed the bridge.</p>]]></description>
        </item></channel></rss>"""
    (told,) = parse(FEED, page(FEED.url, rss)).entries
    ((listed,), _) = next(entries(FEED, ROOT, LONG_AGO, LATER, FakeWeb({}, WordPress([post])), here))
    assert listed == told
    assert listed.id == told.id


def test_ampersands_in_a_guid_are_as_the_feed_gives_them() -> None:
    post = {"link": HOME + "a", "guid": {"rendered": "https://furat.example/?post_type=x&#038;p=7"}}
    (entry,) = read(FEED, page(ROOT, json.dumps([post]))).entries
    assert entry.guid == "https://furat.example/?post_type=x&p=7"


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 200, 250])
@pytest.mark.parametrize("counts_pages", [True, False])
def test_all_posts_are_walked_once_newest_first(count: int, counts_pages: bool) -> None:
    site = WordPress(posts(count), counts_pages=counts_pages)
    assert walked(site) == [post.link for post in site.posts]


def test_a_walk_goes_on_from_any_cursor() -> None:
    site = WordPress(posts(250))
    batches = list(entries(FEED, ROOT, LONG_AGO, LATER, FakeWeb({}, site), here))
    assert [len(batch) for batch, _ in batches] == [100, 100, 50]
    for done, (_, cursor) in enumerate(batches, 1):
        assert walked(site, cursor=cursor) == [post.link for post in site.posts[done * 100 :]]


@pytest.mark.parametrize("cursor", ["", "no number", "-1", "²", "9" * 30])
def test_a_cursor_that_means_nothing_starts_anew(cursor: str) -> None:
    assert len(walked(WordPress(posts(3)), cursor=cursor)) == 3


def test_only_the_time_asked_for_is_walked() -> None:
    site = WordPress(posts(60))
    found = urls_of(entries(FEED, ROOT, NOW - 20.5 * DAY, NOW - 9.5 * DAY, FakeWeb({}, site), here))
    assert found == [post.link for post in site.posts[10:21]]


def test_a_site_that_takes_no_notice_of_times_is_left_where_they_end() -> None:
    site = WordPress(posts(1_000), heeds_times=False)
    found = urls_of(entries(FEED, ROOT, NOW - 20.5 * DAY, LATER, FakeWeb({}, site), here))
    assert (len(found), site.asked) == (21, [1])


def test_a_site_that_takes_no_notice_of_page_numbers_is_asked_twice() -> None:
    site = WordPress(posts(300, every=timedelta(hours=1)), heeds_pages=False, counts_pages=False)
    assert (len(walked(site)), site.asked) == (100, [1, 2])


def test_posts_of_other_editions_and_sites_are_left_out() -> None:
    links = ["https://furat.example/en/1", "https://furat.example/2", "https://partner.example/en/3"]
    site = WordPress([Post(n, NOW, link) for n, link in enumerate(links)])
    assert walked(site) == ["https://furat.example/2"]
    assert walked(site, ENGLISH) == ["https://furat.example/en/1"]


def test_a_site_without_pretty_addresses_is_asked_by_parameter() -> None:
    site = WordPress(posts(1), root="https://furat.example/?rest_route=/")
    web = FakeWeb({}, site)
    assert len(urls_of(entries(FEED, site.root, LONG_AGO, LATER, web, here))) == 1
    assert web.asked[0].startswith(
        "https://furat.example/?rest_route=/wp/v2/posts&per_page=100&page=1&after="
    )


class Failing(WordPress):
    def __init__(self, error: FetchError) -> None:
        super().__init__([])
        self.error = error

    def respond(self, url: str) -> Answer:
        assert url.startswith(self.root)
        return self.error


@pytest.mark.parametrize("error", [FetchError("HTTP 400", 400), TemporaryFetchError("HTTP 503", 503)])
def test_failures_of_the_first_page_are_told(error: FetchError) -> None:
    site = Failing(error)
    with pytest.raises(FetchError):
        walked(site)


def test_leave_given_by_the_outlet_is_passed_on() -> None:
    web = FakeWeb({}, WordPress(posts(1)))
    list(entries(Feed("f", "F", FEED.url, permitted=True), ROOT, LONG_AGO, LATER, web, here))
    assert web.asks[0].permitted


@pytest.mark.parametrize(
    ("link", "found"),
    [
        (
            '<https://furat.example/en/wp-json/>; rel="https://api.w.org/"',
            "https://furat.example/en/wp-json/",
        ),
        ("</?rest_route=/>; rel=https://api.w.org/", "https://furat.example/?rest_route=/"),
        (
            '<https://furat.example/a.css>; rel=preload, <https://furat.example/x/>; rel="https://api.w.org/"',
            "https://furat.example/x/",
        ),
    ],
)
def test_a_link_header_names_the_interface(link: str, found: str) -> None:
    assert roots(FEED, page(HOME, "", headers=[("Link", link)]))[0] == found


def test_a_link_header_to_another_domain_is_not_followed() -> None:
    link = '<https://elsewhere.example/wp-json/>; rel="https://api.w.org/"'
    assert roots(FEED, page(HOME, "", headers=[("Link", link)])) == ()


def test_the_interface_of_the_edition_is_tried_before_that_of_the_site() -> None:
    tried = ("https://furat.example/en/wp-json/", "https://furat.example/wp-json/")
    assert roots(ENGLISH, page(HOME, "<img src='/wp-content/bridge.jpg'>")) == tried
    assert roots(ENGLISH, None) == tried
    assert roots(FEED, None) == tried[1:]


def test_a_site_that_shows_no_sign_of_wordpress_is_not_asked_for_it() -> None:
    assert roots(FEED, page(HOME, "<html>Furat Post</html>")) == ()


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"{}", b'{"code": "rest_forbidden"}', b"[" * 100_000, b"\xff", b"7"]
)
def test_what_is_no_list_of_posts_says_so(body: bytes) -> None:
    with pytest.raises(FeedError, match="no list of posts"):
        read(FEED, page(ROOT, body))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
hostile_posts = st.fixed_dictionaries(
    {},
    optional={
        "link": values | st.text(max_size=20).map(lambda text: HOME + text),
        "guid": values | st.fixed_dictionaries({"rendered": values}),
        "title": values | st.fixed_dictionaries({"rendered": values}),
        "excerpt": values | st.fixed_dictionaries({"rendered": values}),
        "date_gmt": values | st.just("9999-12-31T23:59:59-23:59"),
    },
)


@settings(max_examples=150, deadline=None)
@given(st.lists(hostile_posts | values, max_size=4))
def test_any_json_gives_entries_of_the_feed(told: list[object]) -> None:
    for entry in read(FEED, page(ROOT, json.dumps(told))).entries:
        assert isinstance(entry, FeedEntry)
        assert entry.url.startswith(HOME)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=100) | st.text(max_size=50).map(lambda text: json.dumps([{"link": text}]).encode()))
def test_any_bytes_give_posts_or_a_feed_error(body: bytes) -> None:
    try:
        read(FEED, page(ROOT, body))
    except FeedError as error:
        assert str(error)

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import FeedError
from news.records import Certainty
from scrapers.sitemaps import (
    Listed,
    is_for_news,
    is_of_time,
    lists_articles,
    moment,
    read,
    worth_asking,
)
from tests.scrapers.sites import DAY, NOW, index, story, url, urlset

BASE = "https://furat.example/sitemap.xml"
LORRIES = "https://furat.example/12345/lorries/"


def test_a_sitemap_for_news_tells_title_time_and_language() -> None:
    document = read(
        urlset(story(LORRIES, "2026-03-20T09:30:00+03:00", "Lorries &amp; a bridge")).encode(), BASE
    )
    told = datetime(2026, 3, 20, 6, 30, tzinfo=UTC)
    [listed] = document.pages
    assert listed == Listed(LORRIES, None, told, "Lorries & a bridge", "ar", Certainty.EXACT)
    assert document.is_news


def test_a_plain_sitemap_tells_when_a_page_was_changed() -> None:
    image = "<image:image><image:loc>https://furat.example/bridge.jpg</image:loc></image:image>"
    document = read(urlset(url(LORRIES, "2026-03-20", image)).encode(), BASE)
    assert document.pages == (Listed(LORRIES, modified_at=datetime(2026, 3, 20, tzinfo=UTC)),)
    assert not document.is_news


def test_an_index_lists_sitemaps() -> None:
    document = read(index(("https://furat.example/posts.xml", "2026-03-20"), "more.xml").encode(), BASE)
    assert [each.url for each in document.maps] == [
        "https://furat.example/posts.xml",
        "https://furat.example/more.xml",
    ]
    assert document.pages == ()


def test_a_packed_sitemap_is_unpacked() -> None:
    assert read(gzip.compress(urlset(url(LORRIES)).encode()), BASE).pages == (Listed(LORRIES),)


def test_prefixes_that_were_never_declared_are_understood() -> None:
    told = f"<loc>{LORRIES}</loc><news:news><news:title>Lorries</news:title></news:news>"
    body = f"<urlset><url>{told}</url></urlset>"
    assert read(body.encode(), BASE).pages == (Listed(LORRIES, title="Lorries"),)


def test_addresses_that_cannot_be_asked_are_left_out() -> None:
    bad = [
        "javascript:alert(1)",
        "ftp://furat.example/a",
        "https://furat.example/" + "a" * 3_000,
        "",
        "http://",
    ]
    assert read(urlset(*map(url, bad), url(LORRIES)).encode(), BASE).pages == (Listed(LORRIES),)


def with_entities(declared: str, title: str) -> bytes:
    told = urlset(url(LORRIES), story(f"{LORRIES}2", "2026-03-20").replace("A title", title))
    return told.replace("<urlset", f"<!DOCTYPE urlset [{declared}]><urlset", 1).encode()


def test_entities_of_a_document_are_not_expanded() -> None:
    declared = '<!ENTITY own "lol"><!ENTITY file SYSTEM "file:///etc/hostname">'
    pages = read(with_entities(declared, "before &own;&file; after"), BASE).pages
    assert [page.title for page in pages] == ["", "before"]


def test_a_bomb_of_entities_ends_the_document() -> None:
    lines = ['<!ENTITY a0 "lol">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))]
    assert read(with_entities("".join(lines), "&a11;"), BASE).pages == (Listed(LORRIES),)


def test_a_document_that_breaks_off_gives_what_came() -> None:
    whole = urlset(url(LORRIES), url(f"{LORRIES}2"))
    assert read(whole[:-40].encode(), BASE).pages[0] == Listed(LORRIES)


def test_at_most_fifty_thousand_addresses_are_taken() -> None:
    body = urlset(*(url(f"https://furat.example/{n}") for n in range(50_010)))
    assert len(read(body.encode(), BASE).pages) == 50_000


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"  \n",
        b"<html><body><p>Not found</p></body></html>",
        b"not found",
        b"\x1f\x8b\x08broken",
        b'{"urlset": []}',
        b"<rss><channel><item/></channel></rss>",
        b"\x00\xff",
    ],
)
def test_what_is_no_sitemap_says_so(body: bytes) -> None:
    with pytest.raises(FeedError, match="sitemap"):
        read(body, BASE)


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from([b"", b"<urlset>", b"<urlset><url><loc>", b"<sitemapindex><sitemap>", b"\x1f\x8b"]),
    st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
    ),
)
def test_any_bytes_give_a_sitemap_or_a_feed_error(start: bytes, rest: bytes) -> None:
    try:
        document = read(start + rest, BASE)
    except FeedError:
        return
    assert all(page.url.startswith("http") for page in (*document.maps, *document.pages))


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_any_text_may_stand_in_any_field(lastmod: str, published: str, title: str) -> None:
    allowed = [
        "".join(char for char in text if char.isprintable() and char not in "<&>")
        for text in (lastmod, published, title)
    ]
    body = urlset(url(LORRIES, allowed[0]), story(f"{LORRIES}2", allowed[1], allowed[2]))
    assert len(read(body.encode("utf-8", "replace"), BASE).pages) == 2


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2026-03-20T09:30:00+03:00", datetime(2026, 3, 20, 6, 30, tzinfo=UTC)),
        ("2026-03-20T09:30:00.123Z", datetime(2026, 3, 20, 9, 30, 0, 123_000, tzinfo=UTC)),
        (" 2026-03-20 ", datetime(2026, 3, 20, tzinfo=UTC)),
        ("Fri, 20 Mar 2026 09:30:00 GMT", datetime(2026, 3, 20, 9, 30, tzinfo=UTC)),
        ("yesterday", None),
        ("0001-01-01", None),
        ("1970-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("", None),
    ],
)
def test_times_are_read_as_the_web_writes_them(written: str, read_as: datetime | None) -> None:
    assert moment(written) == read_as


@pytest.mark.parametrize(
    "name",
    [
        "sitemap.xml",
        "post-sitemap12.xml",
        "sitemap-pt-post-2026-03.xml",
        "wp-sitemap-posts-post-1.xml",
        "sitemap.xml?page=3",
        "sitemap-page-3.xml",
        "news-sitemap.xml",
        "stage-sitemap.xml",
    ],
)
def test_sitemaps_that_may_list_articles(name: str) -> None:
    assert lists_articles(f"https://furat.example/{name}")


@pytest.mark.parametrize(
    "name",
    [
        "page-sitemap.xml",
        "category-sitemap.xml",
        "post_tag-sitemap2.xml",
        "author-sitemap.xml",
        "sitemap-images-1.xml",
        "video-sitemap.xml",
        "wp-sitemap-taxonomies-category-1.xml",
        "wp-sitemap-users-1.xml",
        "wp-sitemap-posts-page-1.xml",
        "sitemap-pages.xml",
    ],
)
def test_sitemaps_that_list_no_articles(name: str) -> None:
    assert not lists_articles(f"https://furat.example/{name}")


def test_sitemaps_for_news_are_known_by_name() -> None:
    assert is_for_news("https://furat.example/news-sitemap.xml")
    assert is_for_news("https://furat.example/sitemap-news.xml.gz")
    assert not is_for_news("https://news.furat.example/sitemap.xml")
    assert not is_for_news("https://furat.example/newsletters.xml")


def names(maps: list[Listed]) -> list[str]:
    return [each.url.removeprefix("https://furat.example/") for each in maps]


def listed(name: str, modified_at: datetime | None = None) -> Listed:
    return Listed(f"https://furat.example/{name}", modified_at)


def test_old_sitemaps_are_not_asked_for_and_the_newest_come_first() -> None:
    maps = [
        listed("post-sitemap1.xml", NOW - 300 * DAY),
        listed("post-sitemap2.xml", NOW - 9 * DAY),
        listed("post-sitemap3.xml", NOW),
        listed("category-sitemap.xml", NOW),
        listed("news-sitemap.xml"),
        listed("unknown.xml"),
    ]
    assert names(worth_asking(maps, NOW - 30 * DAY, NOW)) == [
        "news-sitemap.xml",
        "post-sitemap3.xml",
        "post-sitemap2.xml",
        "unknown.xml",
    ]


@pytest.mark.parametrize(
    "form",
    [
        "sitemap-{0}-{1:02}.xml",
        "posts/{0}/{1}/sitemap.xml",
        "sitemap.xml?yyyy={0}&mm={1:02}",
        "s{0}{1:02}.gz",
    ],
)
def test_names_tell_which_months_are_worth_asking(form: str) -> None:
    maps = [listed(form.format(2025, month), NOW) for month in range(1, 13)]
    since, until = datetime(2025, 4, 10, tzinfo=UTC), datetime(2025, 6, 20, tzinfo=UTC)
    assert names(worth_asking(maps, since, until)) == [form.format(2025, month) for month in (6, 5, 4)]


def test_a_number_behind_a_year_may_be_a_part_of_it() -> None:
    maps = [listed(f"sitemap-2025-{part}.xml") for part in (1, 2, 3)]
    assert len(worth_asking(maps, datetime(2025, 12, 1, tzinfo=UTC), NOW)) == 3


def test_a_day_that_no_calendar_has_tells_nothing() -> None:
    assert names(worth_asking([listed("sitemap-2025-02-31.xml")], NOW, NOW)) == ["sitemap-2025-02-31.xml"]


@pytest.mark.parametrize(
    ("page", "taken"),
    [
        (Listed(LORRIES, published_at=NOW - DAY), True),
        (Listed(LORRIES, published_at=NOW - 9 * DAY, modified_at=NOW), False),
        (Listed(LORRIES, modified_at=NOW - DAY), True),
        (Listed(LORRIES, modified_at=NOW - 9 * DAY), False),
        (Listed("https://furat.example/2019/03/04/lorries", modified_at=NOW), False),
        (Listed("https://furat.example/2026/03/19/lorries"), True),
        (Listed("https://furat.example/2026/03/lorries"), True),
        (Listed(LORRIES), False),
    ],
)
def test_pages_are_judged_by_what_tells_their_time(page: Listed, taken: bool) -> None:
    assert is_of_time(page, NOW - 3 * DAY, NOW) is taken


def test_a_day_without_a_time_is_the_whole_day() -> None:
    morning = datetime(2026, 3, 17, tzinfo=UTC)
    assert is_of_time(Listed(LORRIES, modified_at=morning), morning + DAY / 2, NOW)

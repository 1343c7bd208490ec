from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import FetchError, InputError, RobotsError, TemporaryFetchError
from scrapers.archives import catch_up, entries, seek
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
    in_parcels,
    index,
    page,
    posts,
    story,
    url,
    urls_of,
    urlset,
)

SITE = "https://furat.example/"
HOME = {SITE: "<html><link href='/wp-content/themes/furat.css'></html>"}
NEWS = SITE + "news-sitemap.xml"
INDEX = SITE + "sitemap_index.xml"
RECENT = urlset(story(SITE + "1/lorries", "2026-03-19T07:00:00Z"))
POSTS = index((SITE + "post-sitemap.xml", "2026-03-19"), SITE + "page-sitemap.xml")


def test_a_wordpress_is_found() -> None:
    web = FakeWeb(HOME, WordPress(posts(30)))
    assert seek(FEED, web, here) == "wordpress https://furat.example/wp-json/"
    assert len(web.asked) == 2


def test_a_wordpress_in_the_subfolder_of_an_edition_is_found() -> None:
    english = WordPress(posts(30, SITE + "en"), root=SITE + "en/wp-json/")
    assert seek(ENGLISH, FakeWeb({}, english), here) == "wordpress https://furat.example/en/wp-json/"


def test_a_wordpress_that_hides_behind_a_link_header_is_found() -> None:
    link = [("Link", '<https://furat.example/?rest_route=/>; rel="https://api.w.org/"')]
    web = FakeWeb({SITE: page(SITE, "", headers=link)}, WordPress(posts(3), root=SITE + "?rest_route=/"))
    assert seek(FEED, web, here) == "wordpress https://furat.example/?rest_route=/"


def test_a_wordpress_whose_posts_are_of_another_edition_is_passed_over() -> None:
    web = FakeWeb({**HOME, NEWS: RECENT}, WordPress([Post(1, NOW, SITE + "en/1")]))
    assert seek(FEED, web, here) == f"sitemap {NEWS}"


def test_robots_txt_names_the_sitemaps() -> None:
    told = "User-agent: *\nDisallow: /admin\n" + "# a line\n" * 5_000 + "Sitemap: /maps/all.xml\n"
    told += f"sitemap: {SITE}maps/images.xml\nSitemap: https://elsewhere.example/s.xml\n"
    told += f"Sitemap: {SITE}maps/news.xml"
    web = FakeWeb(
        {
            SITE: "<html>",
            SITE + "robots.txt": told,
            SITE + "maps/all.xml": POSTS,
            SITE + "maps/news.xml": RECENT,
        }
    )
    assert seek(FEED, web, here) == f"sitemap {SITE}maps/news.xml {SITE}maps/all.xml"
    assert web.asked == [SITE, SITE + "robots.txt", SITE + "maps/news.xml", SITE + "maps/all.xml"]


def test_without_a_hint_the_usual_places_are_looked_at() -> None:
    web = FakeWeb({SITE: "<html>", NEWS: RECENT, INDEX: POSTS})
    assert seek(FEED, web, here) == f"sitemap {NEWS} {INDEX}"
    assert seek(FEED, FakeWeb({SITE: "<html>", INDEX: POSTS}), here) == f"sitemap {INDEX}"


@pytest.mark.parametrize(
    "useless",
    [
        urlset(url(SITE + "1/lorries")),  # nothing tells how old they are
        urlset(url(SITE + "en/1", "2026-03-19")),
        index(SITE + "page-sitemap.xml", SITE + "category-sitemap.xml"),
        urlset(),
        "<html>no map</html>",
        RobotsError("not allowed"),
        FetchError("HTTP 403", 403),
        TemporaryFetchError("HTTP 500", 500),
    ],
)
def test_a_sitemap_that_helps_nobody_is_none(useless: Answer) -> None:
    assert seek(FEED, FakeWeb({SITE: "<html>", SITE + "sitemap.xml": useless}), here) == "none"


@pytest.mark.parametrize("error", [TemporaryFetchError("no answer"), TemporaryFetchError("HTTP 429", 429)])
@pytest.mark.parametrize("where", [SITE, INDEX])
def test_a_site_that_does_not_answer_is_not_said_to_have_none(error: TemporaryFetchError, where: str) -> None:
    with pytest.raises(TemporaryFetchError):
        seek(FEED, FakeWeb({SITE: "<html>", where: error}), here)


def test_nobody_is_asked_more_than_eight_times() -> None:
    maps = "\n".join(f"Sitemap: {SITE}{n}.xml" for n in range(50))
    web = FakeWeb({SITE: page(SITE, "wp-json"), SITE + "robots.txt": maps})
    assert seek(ENGLISH, web, here) == "none"
    assert len(web.asked) == 8


def test_an_answer_from_another_domain_is_not_taken() -> None:
    web = FakeWeb({SITE: "<html>", INDEX: page(INDEX, POSTS, final_url="https://parked.example/")})
    assert seek(FEED, web, here) == "none"


def test_leave_given_by_the_outlet_is_passed_on() -> None:
    web = FakeWeb({})
    seek(replace(FEED, permitted=True), web, here)
    assert all(ask.permitted for ask in web.asks)


def test_entries_come_from_whichever_archive_there_is() -> None:
    site = WordPress(posts(5))
    web = FakeWeb({NEWS: RECENT}, site)
    since = NOW - 9 * DAY
    assert len(urls_of(entries(FEED, f"wordpress {site.root}", since, NOW + DAY, web, here))) == 5
    assert urls_of(entries(FEED, f"sitemap {NEWS}", since, NOW, web, here)) == [SITE + "1/lorries"]
    assert urls_of(entries(FEED, "none", since, NOW, web, here)) == []


def test_a_walk_goes_on_from_its_cursor() -> None:
    web = FakeWeb({}, WordPress(posts(150)))
    archive = "wordpress https://furat.example/wp-json/"
    (_, cursor), (rest, _) = entries(FEED, archive, NOW - 999 * DAY, NOW + DAY, web, here)
    again = entries(FEED, archive, NOW - 999 * DAY, NOW + DAY, web, here, cursor=cursor)
    assert urls_of(again) == [entry.url for entry in rest]


@pytest.mark.parametrize("archive", ["wordpress", "sitemap ", "gopher https://furat.example/"])
def test_what_names_no_archive_is_refused(archive: str) -> None:
    with pytest.raises(InputError, match="names no archive"):
        list(entries(FEED, archive, NOW, NOW, FakeWeb({}), here))


def test_a_gap_is_filled_with_the_newest_entries_up_to_a_limit() -> None:
    site = WordPress(posts(900))
    archive, since = f"wordpress {site.root}", NOW - 999 * DAY
    found = catch_up(FEED, archive, since, NOW + DAY, FakeWeb({}, site), here)
    assert [entry.url for entry in found] == [post.link for post in site.posts[:200]]
    assert site.asked == [1, 2]
    assert len(catch_up(FEED, archive, since, NOW + DAY, FakeWeb({}, site), here, most=7)) == 7


def test_a_gap_is_filled_in_few_requests() -> None:
    many: dict[str, Answer] = {f"{SITE}{n}.xml": urlset(url(f"{SITE}{n}/a", "2026-03-19")) for n in range(40)}
    web = FakeWeb({INDEX: index(*many), **many})
    assert len(catch_up(FEED, f"sitemap {INDEX}", NOW - 9 * DAY, NOW, web, here)) == 11


def test_what_was_found_before_a_failure_is_kept() -> None:
    away = TemporaryFetchError("HTTP 503", 503)
    maps = {
        INDEX: index(SITE + "a.xml", SITE + "b.xml"),
        SITE + "a.xml": urlset(url(SITE + "1", "2026-03-19")),
    }
    web = FakeWeb({**maps, SITE + "b.xml": away})
    assert len(catch_up(FEED, f"sitemap {INDEX}", NOW - 9 * DAY, NOW, web, here)) == 1
    with pytest.raises(TemporaryFetchError):
        catch_up(FEED, f"sitemap {INDEX}", NOW - 9 * DAY, NOW, FakeWeb({INDEX: away}), here)


def test_all_parsing_can_be_done_in_another_process() -> None:
    site = FakeWeb(HOME, WordPress(posts(3)))
    archive = seek(FEED, site, in_parcels)
    assert len(catch_up(FEED, archive, NOW - 9 * DAY, NOW + DAY, site, in_parcels)) == 3
    maps = FakeWeb({SITE: "<html>", SITE + "robots.txt": "Sitemap: /n.xml", SITE + "n.xml": RECENT})
    archive = seek(FEED, maps, in_parcels)
    assert len(catch_up(FEED, archive, NOW - 9 * DAY, NOW, maps, in_parcels)) == 1


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=300), st.binary(max_size=300))
def test_any_site_has_an_archive_or_none(home: bytes, robots: bytes, sitemap: bytes) -> None:
    told = b"Sitemap: " + robots + b"\nSitemap: /s.xml\n" + robots
    web = FakeWeb({SITE: home + b"wp-json", SITE + "robots.txt": told, SITE + "s.xml": sitemap})
    assert seek(FEED, web, here) == "none"

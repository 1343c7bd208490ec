import gzip
from dataclasses import replace

import pytest

from news.errors import (
    FeedError,
    FetchError,
    HostileDocumentError,
    RobotsError,
    ShamalError,
    TemporaryFetchError,
)
from scrapers.listings import entries
from scrapers.workers import here
from tests.scrapers.sites import (
    DAY,
    ENGLISH,
    FEED,
    NOW,
    Answer,
    FakeWeb,
    index,
    page,
    story,
    url,
    urls_of,
    urlset,
)

SITE = "https://furat.example/"
INDEX = SITE + "sitemap_index.xml"
NEWS = SITE + "news-sitemap.xml"
SINCE = NOW - 30 * DAY


def articles(name: str, count: int) -> list[str]:
    return [f"{SITE}{name}/{n:04}/lorries" for n in range(count)]


def monthly(*urls: str) -> str:
    return urlset(*(url(each, "2026-03-10T08:00:00Z") for each in urls))


def walked(answers: dict[str, Answer], *roots: str, cursor: str = "") -> list[str]:
    return urls_of(entries(FEED, roots or (INDEX,), SINCE, NOW, FakeWeb(answers), here, cursor=cursor))


BIG_SITE: dict[str, Answer] = {
    INDEX: index(
        (SITE + "post-sitemap1.xml", "2025-01-01"), (SITE + "b.xml", "2026-03-12"), SITE + "c/index.xml"
    ),
    SITE + "post-sitemap1.xml": monthly(*articles("old", 5)),
    SITE + "b.xml": monthly(*articles("b", 230)),
    SITE + "c/index.xml": index(SITE + "c/1.xml.gz", SITE + "c/2.xml"),
    SITE + "c/1.xml.gz": gzip.compress(monthly(*articles("c", 100)).encode()),
    SITE + "c/2.xml": monthly(*articles("d", 3)),
}
ALL = [*articles("b", 230), *articles("c", 100), *articles("d", 3)]


def test_what_the_sitemaps_list_is_told_the_newest_first_and_old_ones_are_not_asked() -> None:
    web = FakeWeb(BIG_SITE)
    batches = list(entries(FEED, [INDEX], SINCE, NOW, web, here))
    assert urls_of(batches) == ALL
    assert [len(batch) for batch, _ in batches] == [100, 100, 30, 100, 3]
    assert SITE + "post-sitemap1.xml" not in web.asked


def test_a_walk_goes_on_from_any_cursor() -> None:
    batches = list(entries(FEED, [INDEX], SINCE, NOW, FakeWeb(BIG_SITE), here))
    done = 0
    for batch, cursor in batches:
        done += len(batch)
        assert walked(BIG_SITE, cursor=cursor) == ALL[done:]


def test_a_site_that_goes_on_publishing_makes_no_walk_miss_anything() -> None:
    (_, cursor), *_ = entries(FEED, [INDEX], SINCE, NOW, FakeWeb(BIG_SITE), here)
    grown = {
        **BIG_SITE,
        INDEX: index((SITE + "c/index.xml", "2026-03-19"), (SITE + "b.xml", "2026-03-12"), SITE + "e.xml"),
        SITE + "b.xml": monthly(*articles("new", 7), *articles("b", 230)),
        SITE + "e.xml": monthly(*articles("e", 1)),
    }
    assert {*ALL[100:], *articles("e", 1)} <= set(walked(grown, cursor=cursor))


@pytest.mark.parametrize("cursor", ["rubbish", ">", "0123456789abcdef>", "a > b >c> >"])
def test_a_cursor_that_means_nothing_starts_anew(cursor: str) -> None:
    assert walked(BIG_SITE, cursor=cursor) == ALL


def test_an_entry_of_a_sitemap_for_news_knows_title_and_time() -> None:
    web = FakeWeb({NEWS: urlset(story(SITE + "1", "2026-03-19T07:00:00Z", "Lorries"))})
    [([entry], _)] = entries(FEED, [NEWS], SINCE, NOW, web, here)
    assert (entry.title, entry.published_at, entry.guid) == ("Lorries", NOW - DAY, "")
    assert (entry.feed, entry.outlet, entry.languages) == ("furat", "Furat Post", ("ar",))


def test_a_sitemap_for_news_that_reaches_back_far_enough_makes_the_rest_needless() -> None:
    reaching = urlset(story(SITE + "1", "2026-03-19T07:00:00Z"), story(SITE + "2", "2026-01-01T07:00:00Z"))
    web = FakeWeb({**BIG_SITE, NEWS: reaching})
    assert urls_of(entries(FEED, [NEWS, INDEX], SINCE, NOW, web, here)) == [SITE + "1"]
    assert web.asked == [NEWS]


def test_an_article_that_two_sitemaps_list_is_told_once() -> None:
    recent = urlset(story(articles("b", 1)[0] + "?utm_source=news", "2026-03-19T07:00:00Z"))
    found = walked({**BIG_SITE, NEWS: recent}, NEWS, INDEX)
    assert len(found) == len(ALL)


def test_sitemaps_that_name_each_other_are_read_once() -> None:
    other = SITE + "other.xml"
    web = FakeWeb({INDEX: index(INDEX, other, other), other: index(INDEX, other)})
    assert urls_of(entries(FEED, [INDEX, other], SINCE, NOW, web, here)) == []
    assert web.asked == [INDEX, other]


def test_sitemaps_that_are_nested_without_end_are_followed_three_levels_down() -> None:
    nested: dict[str, Answer] = {f"{SITE}{n}.xml": index(f"{SITE}{n + 1}.xml") for n in range(50)}
    web = FakeWeb(nested)
    assert urls_of(entries(FEED, [SITE + "0.xml"], SINCE, NOW, web, here)) == []
    assert len(web.asked) == 4


def test_no_more_documents_are_read_than_allowed() -> None:
    many: dict[str, Answer] = {f"{SITE}{n}.xml": monthly(f"{SITE}{n}/a") for n in range(40)}
    web = FakeWeb({INDEX: index(*many), **many})
    assert len(urls_of(entries(FEED, [INDEX], SINCE, NOW, web, here, most_documents=12))) == 11
    assert len(web.asked) == 12


def test_other_domains_are_not_followed() -> None:
    web = FakeWeb(
        {
            INDEX: index("https://elsewhere.example/sitemap.xml", SITE + "moved.xml"),
            SITE + "moved.xml": page(SITE + "moved.xml", monthly(SITE + "1"), final_url="https://x.example/"),
        }
    )
    assert urls_of(entries(FEED, [INDEX], SINCE, NOW, web, here)) == []
    assert web.asked == [INDEX, SITE + "moved.xml"]


@pytest.mark.parametrize(
    "failure",
    [
        FetchError("HTTP 404", 404),
        RobotsError("not allowed"),
        HostileDocumentError("too long"),
        "<html>no map</html>",
    ],
)
def test_a_nested_sitemap_that_fails_for_good_is_passed_over(failure: Answer) -> None:
    assert walked({**BIG_SITE, SITE + "c/1.xml.gz": failure}) == [*articles("b", 230), *articles("d", 3)]


def test_a_nested_sitemap_that_fails_for_now_ends_the_walk() -> None:
    with pytest.raises(TemporaryFetchError):
        walked({**BIG_SITE, SITE + "c/1.xml.gz": TemporaryFetchError("HTTP 503", 503)})


@pytest.mark.parametrize(
    ("answer", "error"), [(FetchError("HTTP 403", 403), FetchError), ("<html>gone</html>", FeedError)]
)
def test_where_no_root_can_be_read_the_reason_is_told(answer: Answer, error: type[ShamalError]) -> None:
    with pytest.raises(error):
        walked({INDEX: answer, NEWS: answer}, NEWS, INDEX)
    assert walked({**BIG_SITE, NEWS: answer}, NEWS, INDEX) == ALL


def test_articles_of_other_editions_hosts_and_pages_of_other_kinds_are_left_out() -> None:
    told = monthly(SITE + "en/1", SITE + "2", SITE + "tag/sdf", SITE, "https://old.furat.example/3")
    assert walked({INDEX: told}) == [SITE + "2"]
    assert urls_of(entries(ENGLISH, [INDEX], SINCE, NOW, FakeWeb({INDEX: told}), here)) == [SITE + "en/1"]


def test_languages_part_editions_only_where_a_sitemap_tells_several() -> None:
    arabic, turkish = (
        story(SITE + "1", "2026-03-19", language="ar"),
        story(SITE + "2", "2026-03-19", language="tr"),
    )
    assert walked({NEWS: urlset(arabic, turkish)}, NEWS) == [SITE + "1"]
    assert walked({NEWS: urlset(turkish)}, NEWS) == [SITE + "2"]


def test_leave_given_by_the_outlet_is_passed_on() -> None:
    web = FakeWeb(BIG_SITE)
    list(entries(replace(FEED, permitted=True), [INDEX], SINCE, NOW, web, here))
    assert all(ask.permitted for ask in web.asks)

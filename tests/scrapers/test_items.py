"""What items tell of articles."""

from datetime import UTC, datetime

import pytest

from news.records import Certainty, FeedEntry
from scrapers.feeds import parse
from tests.scrapers.feed_documents import FEED, ONE, TWO, entries, item, only, page, read, rss


def test_an_entry_holds_what_the_feed_tells() -> None:
    told = item(guid="tag:1", description="What happened.", pubDate="Mon, 01 Jan 2024 10:00:00 +0300")
    assert only(told) == FeedEntry(
        feed="outlet-en",
        outlet="Outlet",
        url="https://outlet.example/a",
        guid="tag:1",
        title="A title",
        summary="What happened.",
        published_at=datetime(2024, 1, 1, 7, tzinfo=UTC),
        languages=("en",),
        published_certainty=Certainty.EXACT,
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Assad&#8217;s fall", "Assad’s fall"),
        ("Tom &amp; Ann", "Tom & Ann"),
        ("<b>Bold</b> move", "Bold move"),
        ("  two\n lines ", "two lines"),
        ("قسد\u202e تعلن", "قسد تعلن"),
    ],
)
def test_titles_become_plain_clean_text(written: str, read: str) -> None:
    assert only(item(title=written)).title == read


def test_a_summary_keeps_its_paragraphs_and_loses_its_markup() -> None:
    html = "<p>One <a href='x'>link</a>.</p><script>bad()</script><p>Two &quot;quoted&quot;.</p><img src='x'>"
    assert only(item(description=html)).summary == 'One link.\n\nTwo "quoted".'


@pytest.mark.parametrize(
    "footer",
    [
        "The post A title appeared first on Outlet.",
        "Der Beitrag A title erschien zuerst auf Outlet.",
        "ظهرت المقالة A title أولاً على Outlet.",
    ],
)
def test_the_footer_of_wordpress_is_dropped_in_any_language(footer: str) -> None:
    assert only(item(description=f"<p>News.</p><p>{footer}</p>")).summary == "News."


def test_a_full_text_stands_in_for_a_missing_summary_and_is_cut_after_a_sentence() -> None:
    text = "A sentence of the story. " * 100
    summary = only(item(content__encoded=f"<p>{text}</p>")).summary
    assert 900 < len(summary) <= 1_000
    assert summary.endswith("story.")


def test_a_summary_goes_before_the_full_text() -> None:
    assert only(item(description="Short.", content__encoded="<p>Long text.</p>")).summary == "Short."


def test_a_permalink_guid_is_a_link_and_another_guid_is_none() -> None:
    permalink = "<item><title>a</title><guid>https://outlet.example/p</guid></item>"
    other = '<item><title>b</title><guid isPermaLink="false">https://outlet.example/q</guid></item>'
    assert [entry.url for entry in entries(permalink, other)] == ["https://outlet.example/p"]


def test_an_article_that_is_told_twice_is_taken_once_the_first_time() -> None:
    first = item("First", "https://outlet.example/a?utm_source=rss")
    second = item("Second", "http://www.outlet.example/a/")
    assert [entry.title for entry in entries(first, second)] == ["First"]


def test_a_guid_that_different_articles_share_is_none() -> None:
    told = entries(
        item(link="https://o.example/1", guid="same"), item(link="https://o.example/2", guid="same")
    )
    assert [entry.guid for entry in told] == ["", ""]
    assert told[0].id != told[1].id


@pytest.mark.parametrize(
    "date", ["yesterday", "", "Thu, 01 Jan 1970 00:00:00 GMT", "0001-01-01T00:00:00Z", "الإثنين"]
)
def test_a_date_that_says_nothing_is_none(date: str) -> None:
    assert only(item(pubDate=date)).published_at is None


@pytest.mark.parametrize(
    ("date", "at", "certainty"),
    [
        ("Mon, 01 Jan 2024 10:00:00 +0300", datetime(2024, 1, 1, 7, tzinfo=UTC), Certainty.EXACT),
        ("Mon, 01 Jan 2024 10:00:00 EEST", datetime(2024, 1, 1, 7, tzinfo=UTC), Certainty.EXACT),
        ("2024-01-01 10:00:00", datetime(2024, 1, 1, 10, tzinfo=UTC), Certainty.ZONE_ASSUMED),
        ("Mon, 01 Jan 2024", datetime(2024, 1, 1, tzinfo=UTC), Certainty.DAY),
        ("1 كانون الثاني 2024", datetime(2024, 1, 1, tzinfo=UTC), Certainty.DAY),
    ],
)
def test_a_date_tells_how_sure_it_is(date: str, at: datetime, certainty: Certainty) -> None:
    entry = only(item(pubDate=date))
    assert (entry.published_at, entry.published_certainty) == (at, certainty)


@pytest.mark.parametrize(
    "name",
    [
        *("title", "link", "guid", "id", "summary", "description", "content", "content:encoded", "pubDate"),
        *("updated_parsed", "published_parsed", "links", "feedburner_origlink", "dc:date", "media:content"),
        *("source", "author", "enclosure", "category", "tags", "geo:lat", "value"),
    ],
)
@pytest.mark.parametrize("attributes", ["x='y'", "type='z' href='y' url='y' value='v'", ""])
@pytest.mark.parametrize("place", ["item", "feed"])
def test_elements_that_are_not_what_they_are_called_do_no_harm(
    name: str, attributes: str, place: str
) -> None:
    odd = f"<{name} {attributes}>1<b>2</b></{name}><ttl a='b'>5</ttl>"
    told = rss(ONE, TWO, about=odd) if place == "feed" else rss(ONE.replace("</item>", f"{odd}</item>"), TWO)
    assert ("B", "b") in read(told)


def test_an_address_keeps_its_ampersands() -> None:
    links = ["https://o.example/?a=1&copy=2&b=3", "https://o.example/?a=1&amp;lt=2"]
    told = rss(*(f"<item><title>x</title><link>{link}</link></item>" for link in links))
    found = [entry.url for entry in parse(FEED, page(told)).entries]
    assert found == ["https://o.example/?a=1&copy=2&b=3", "https://o.example/?a=1&lt=2"]

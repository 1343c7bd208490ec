"""Feeds as they are in the wild: loose, mislabelled, doubled, and sometimes no feeds at all."""

from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import FeedError, ShamalError, TemporaryFetchError
from news.knowledge import Feed
from news.records import FeedEntry, FeedState, Page
from scrapers.feeds import parse, poll

NOW = datetime(2026, 1, 2, tzinfo=UTC)
FEED = Feed("outlet-en", "Outlet", "https://outlet.example/feed/", languages=("en",))


class FakeWeb:
    """Answers every address with one body, or with an error."""

    def __init__(self, answer: bytes | ShamalError) -> None:
        self.answer = answer

    def get(self, url: str, *, accept: str, max_bytes: int, seconds: float) -> Page:
        assert accept and max_bytes and seconds
        if isinstance(self.answer, ShamalError):
            raise self.answer
        return page(self.answer, url)


def page(
    body: bytes | str, url: str = FEED.url, content_type: str = "application/rss+xml; charset=utf-8"
) -> Page:
    return Page(url, url, 200, content_type, body.encode() if isinstance(body, str) else body, NOW)


def rss(*items: str, encoding: str = "utf-8") -> str:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Outlet</title>'
        f"<link>https://outlet.example/</link>{''.join(items)}</channel></rss>"
    )


def item(title: str = "A title", link: str = "https://outlet.example/a", **more: str) -> str:
    tags = {"title": title, "link": link, **more}
    inner = "".join(
        f"<{tag.replace('__', ':')}>{escape(text)}</{tag.replace('__', ':')}>" for tag, text in tags.items()
    )
    return f"<item>{inner}</item>"


def entries(*items: str) -> tuple[FeedEntry, ...]:
    return parse(FEED, page(rss(*items)))


def only(*items: str) -> FeedEntry:
    (entry,) = entries(*items)
    return entry


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
    )


def test_atom_is_a_feed_too() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">a &amp;lt; b</title>
        <link href="a/1"/><id>tag:1</id><updated>2024-02-03T04:05:06Z</updated>
        <published>2024-02-03T01:00:00+02:00</published><summary>Short.</summary></entry></feed>"""
    (entry,) = parse(FEED, page(atom, content_type="application/atom+xml"))
    assert entry.url == "https://outlet.example/feed/a/1"
    assert entry.title == "a < b"
    assert entry.updated_at == datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert entry.published_at == datetime(2024, 2, 2, 23, tzinfo=UTC)


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


def test_relative_links_are_seen_from_the_feed() -> None:
    assert only(item(link="/2024/story")).url == "https://outlet.example/2024/story"


def test_a_permalink_guid_is_a_link_and_another_guid_is_none() -> None:
    permalink = "<item><title>a</title><guid>https://outlet.example/p</guid></item>"
    other = '<item><title>b</title><guid isPermaLink="false">https://outlet.example/q</guid></item>'
    assert [entry.url for entry in entries(permalink, other)] == ["https://outlet.example/p"]


@pytest.mark.parametrize("link", ["", "javascript:void(0)", "ftp://x.example/a", "mailto:a@b.c", "http://"])
def test_an_entry_without_a_usable_link_is_left_out(link: str) -> None:
    good = item(link="https://outlet.example/good")
    assert [entry.url for entry in entries(item(link=link), good)] == ["https://outlet.example/good"]


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


def test_at_most_two_thousand_entries_are_taken() -> None:
    assert len(entries(*(item(link=f"https://o.example/{n}") for n in range(2_010)))) == 2_000


@pytest.mark.parametrize(
    "date", ["yesterday", "", "Thu, 01 Jan 1970 00:00:00 GMT", "0001-01-01T00:00:00Z", "الإثنين"]
)
def test_a_date_that_says_nothing_is_none(date: str) -> None:
    assert only(item(pubDate=date)).published_at is None


@pytest.mark.parametrize(
    ("charset", "title"), [("windows-1256", "قوات سوريا الديمقراطية"), ("windows-1254", "İdlib’de çatışma")]
)
@pytest.mark.parametrize("where", ["header", "declaration"])
def test_old_charsets_are_read(charset: str, title: str, where: str) -> None:
    declared = charset if where == "declaration" else "utf-8"
    content_type = f"text/xml; charset={charset}" if where == "header" else "application/rss+xml"
    body = rss(item(title=title), encoding=declared).encode(charset)
    (entry,) = parse(FEED, page(body, content_type=content_type))
    assert entry.title == title


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<!DOCTYPE html><html><body><h1>Hello</h1></body></html>", "web page, not a feed"),
        (b"  \n", "empty document"),
        (b"Invalid url", "no feed"),
        (b"\x00\xff\xfe", "no feed"),
        (b"/etc/passwd", "no feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "no feed"),
    ],
)
def test_what_is_no_feed_says_so(body: bytes, message: str) -> None:
    with pytest.raises(FeedError, match=message):
        parse(FEED, page(body, content_type="text/html; charset=rot13"))


def test_a_broken_feed_gives_what_can_be_read() -> None:
    whole = rss(item(link="https://o.example/1"), item(link="https://o.example/2"))
    told = parse(FEED, page(whole[: whole.index("https://o.example/2")] + "<oops"))
    assert told[0].url == "https://o.example/1"


def test_a_poll_counts_what_it_found() -> None:
    answer = poll(FEED, FakeWeb(rss(item()).encode()))
    assert answer.state == FeedState("outlet-en", "Outlet", "ok", entries=1)
    assert [entry.title for entry in answer.entries] == ["A title"]


def test_an_empty_feed_is_told_apart_from_a_failing_one() -> None:
    answer = poll(FEED, FakeWeb(rss().encode()))
    assert (answer.state.state, answer.entries) == ("empty", ())
    assert "no entries" in answer.state.message


def test_failures_of_the_web_pass_through() -> None:
    with pytest.raises(TemporaryFetchError):
        poll(FEED, FakeWeb(TemporaryFetchError("HTTP 503 from outlet.example", 503)))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"<rss><channel><item>", b"<feed><entry>"]), st.text())
def test_any_bytes_give_entries_or_a_feed_error(body: bytes, start: bytes, content_type: str) -> None:
    try:
        told = parse(FEED, page(start + body, content_type=content_type))
    except FeedError:
        return
    assert all(entry.url.startswith("http") for entry in told)

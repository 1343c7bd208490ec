from datetime import UTC, datetime

from scrapers.feeds import parse
from tests.scrapers.feed_documents import FEED, page


def test_json_feeds_are_feeds_too() -> None:
    told = """{"version": "https://jsonfeed.org/version/1.1", "title": "Outlet", "language": "ar", "items": [
        {"id": 7, "url": "https://outlet.example/7", "title": "a < b", "content_html": "<p>Long.</p>",
         "date_published": "2024-02-03T01:00:00+02:00"}, {"id": "no address"}, 3]}"""
    document = parse(FEED, page(told, content_type="application/feed+json"))
    assert [(e.title, e.guid, e.summary) for e in document.entries] == [("a < b", "7", "Long.")]
    assert document.entries[0].published_at == datetime(2024, 2, 2, 23, tzinfo=UTC)
    assert (document.items, document.unaddressed, document.language) == (2, 1, "ar")

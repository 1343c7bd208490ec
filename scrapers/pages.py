"""Pages in: fetches the page of an entry."""

from news.records import Page
from scrapers.web import Web

_MOST_BYTES = 8 * 1024 * 1024  # news pages have 154 kB on average; Miniflux stops at 15 MB
_SECONDS = 20.0  # what Miniflux gives a page
_ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


def fetch(url: str, web: Web) -> Page:
    """Fetch an article's page; raises what `Web.get` raises."""
    return web.get(url, accept=_ACCEPT, max_bytes=_MOST_BYTES, seconds=_SECONDS)

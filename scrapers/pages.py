"""Pages in: fetches the page of an entry."""

from news.records import Page
from scrapers.web import Ask, Web

MOST_BYTES = 8 * 1024 * 1024  # news pages have 154 kB on average; Miniflux stops at 15 MB
_SECONDS = 20.0  # what Miniflux gives a page
_ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


def fetch(url: str, web: Web, *, max_bytes: int = MOST_BYTES, permitted: bool = False) -> Page:
    """Fetch an article's page; raises what `Web.get` raises. See `Ask` for `permitted`."""
    return web.get(url, Ask(_ACCEPT, max_bytes, _SECONDS, permitted=permitted))

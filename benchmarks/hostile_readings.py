"""How a worker process reads a hostile document, and what it took: imported in that process."""

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from news.errors import FeedError
from news.knowledge import Feed, LineRule
from news.records import Known, Page
from scrapers import articles, feeds

URL = "https://outlet.example/feed"
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Taken:
    """What reading a document took: the process's peak is of resident memory, modules included."""

    end: str
    told: str  # all of the result, to look for what must not be in it
    cpu_seconds: float
    peak_mebibytes: float


def measured(kind: str, body: bytes, content_type: str, rules: tuple[LineRule, ...]) -> Taken:
    """Read a document as a run does; FeedError is a good end, any other error is raised."""
    Path("/proc/self/clear_refs").write_text("5")  # sets the peak back to what is held now
    began = time.process_time()
    try:
        end, told = (
            _read_feed(body, content_type) if kind == "feed" else _read_page(body, content_type, rules)
        )
    except FeedError as error:
        end, told = f"no feed: {error}", ""
    took = time.process_time() - began
    peak = _PEAK.search(Path("/proc/self/status").read_text())
    return Taken(end, told, took, int(peak[1]) / 1024 if peak else 0.0)


def _read_feed(body: bytes, content_type: str) -> tuple[str, str]:
    feed = Feed("outlet", "Outlet", URL)
    page = Page(URL, URL, 200, content_type or "application/rss+xml", body, datetime(2024, 5, 6, tzinfo=UTC))
    document = feeds.parse(feed, page)
    return f"{len(document.entries)} entries", repr(document)


def _read_page(body: bytes, content_type: str, rules: tuple[LineRule, ...]) -> tuple[str, str]:
    reading = articles.read(body, URL, rules, Known("Outlet", "Shells fall"), content_type or "text/html")
    return f"{reading.access}, {len(reading.text):,} characters", repr(reading)

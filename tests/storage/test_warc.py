from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.records import Page
from storage.warc import BrokenRecordError, opening, packed, unpacked

AT = datetime(2026, 11, 21, 4, 5, 6, 789, tzinfo=UTC)
URL = "https://enab.example/raqqa"

values = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20)
names = st.from_regex(r"[A-Za-z][A-Za-z-]{0,12}", fullmatch=True).filter(
    lambda name: name.lower() not in ("content-type", "content-length") and not name.startswith("X-Crawl-")
)
pages = st.builds(
    Page,
    url=st.sampled_from([URL, f"{URL}?utm_source=rss"]),
    final_url=st.sampled_from([URL, "https://enab.example/%D8%B1"]),
    status=st.sampled_from([200, 203, 299]),
    content_type=st.just("text/html; charset=windows-1256"),
    body=st.binary(max_size=300),
    fetched_at=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    headers=st.lists(st.tuples(names, values), max_size=4).map(
        lambda headers: (*headers, ("Content-Type", "text/html; charset=windows-1256"))
    ),
    moved_to=st.none() | st.just("https://enab.example/new"),
)


@given(pages)
def test_a_page_comes_back_as_it_was(page: Page) -> None:
    assert unpacked(packed(page)) == page


@given(pages, st.integers(1, 400), st.integers(0, 255))
def test_a_record_that_lacks_or_changed_a_byte_is_broken_or_the_same(page: Page, at: int, byte: int) -> None:
    record = packed(page)
    with pytest.raises(BrokenRecordError):
        unpacked(record[:-at])
    place = at % len(record)
    with suppress(BrokenRecordError):  # a few bits of a gzip header mean nothing
        assert unpacked(record[:place] + bytes([byte]) + record[place + 1 :]) == page


def test_headers_of_the_transfer_are_kept_under_other_names() -> None:
    sent = (("Content-Encoding", "gzip"), ("Content-Length", "3"), ("ETag", '"a"'))
    page = Page(URL, URL, 200, "", b"unpacked", AT, sent)
    assert unpacked(packed(page)).headers == sent


def test_a_content_type_is_kept_where_no_headers_were() -> None:
    assert unpacked(packed(Page(URL, URL, 200, "text/html", b"x", AT))).content_type == "text/html"


@pytest.mark.parametrize("record", [b"", b"no gzip", opening("2026/2026-11-21.warc.gz", "Shamal/1", AT)])
def test_what_is_no_page_is_broken(record: bytes) -> None:
    with pytest.raises(BrokenRecordError):
        unpacked(record)

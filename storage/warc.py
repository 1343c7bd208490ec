"""Pages as WARC/1.1 records, gzipped one by one, as web archives keep them (ISO 28500:2017)."""

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import responses
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from news.records import Page

# What told of the transfer is not true of the unpacked body: kept under other names, as Common Crawl does.
_OF_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_KEPT_AS = "X-Crawl-"
_ASKED, _MOVED = "X-Asked-URI", "X-Moved-To"  # WARC has no fields for these, and allows others
_STANDARD = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"
# Bytes that are no gzip, no WARC, or another kind of record: then a header is None, or no number or time.
_NO_PAGE = (zlib.error, ArchiveLoadFailed, EOFError, StopIteration, AttributeError, TypeError, ValueError)
_GZIP = zlib.MAX_WBITS + 16


class BrokenRecordError(Exception):
    """These bytes are no record of a page; the caller knows where they lie."""


def opening(file: str, software: str, at: datetime) -> bytes:
    """Return the record that begins a file: by what it was written, and when."""
    lines = (f"software: {software}", "format: WARC File Format 1.1", f"conformsTo: {_STANDARD}")
    payload = "".join(f"{line}\r\n" for line in lines).encode()
    told = {"WARC-Date": _written(at), "WARC-Filename": file.rpartition("/")[2]}
    return _record("", "warcinfo", payload, told, None)


def packed(page: Page) -> bytes:
    """Return a page as a response record: its body as unpacked, its headers as the server sent them.

    Letters of headers that are not ASCII are written with percent signs.
    """
    told = {"WARC-Date": _written(page.fetched_at)}
    if page.url != page.final_url:
        told[_ASKED] = page.url
    if page.moved_to is not None:
        told[_MOVED] = page.moved_to
    status = f"{page.status} {responses.get(page.status, '')}".strip()
    headers = StatusAndHeaders(status, list(_headers(page)), protocol="HTTP/1.1")
    return _record(page.final_url, "response", page.body, told, headers)


def unpacked(record: bytes) -> Page:
    """Return the page of a record; BrokenRecordError where the bytes are no whole record of one."""
    unzip = zlib.decompressobj(_GZIP)
    try:
        plain = unzip.decompress(record)
        if not unzip.eof or unzip.unused_data:
            raise BrokenRecordError
        found = next(ArchiveIterator(BytesIO(plain)))
        return _page(found.rec_headers, found.http_headers, found.raw_stream.read())
    except _NO_PAGE as error:
        raise BrokenRecordError from error


def _record(
    uri: str, kind: str, payload: bytes, told: dict[str, str], headers: StatusAndHeaders | None
) -> bytes:
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version="1.1")
    record = writer.create_warc_record(
        uri,
        kind,
        payload=BytesIO(payload),
        length=len(payload),
        warc_headers_dict=told,
        http_headers=headers,
    )
    writer.write_record(record)
    return buffer.getvalue()


def _headers(page: Page) -> Iterator[tuple[str, str]]:
    for name, value in page.headers:
        yield (f"{_KEPT_AS}{name}" if name.lower() in _OF_TRANSFER else name), value
    if page.content_type and not page.header("content-type"):
        yield "Content-Type", page.content_type
    yield "Content-Length", str(len(page.body))


def _page(about: StatusAndHeaders, http: StatusAndHeaders, body: bytes) -> Page:
    final_url = about.get_header("WARC-Target-URI")
    return Page(
        url=about.get_header(_ASKED) or final_url,
        final_url=final_url,
        status=int(http.get_statuscode()),
        content_type=http.get_header("Content-Type") or "",
        body=body,
        fetched_at=datetime.strptime(about.get_header("WARC-Date"), _TIME).replace(tzinfo=UTC),
        headers=tuple(_as_sent(http.headers)),
        moved_to=about.get_header(_MOVED),
    )


def _as_sent(headers: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, value in headers:
        plain = name.removeprefix(_KEPT_AS)
        if name != plain and plain.lower() in _OF_TRANSFER:
            yield plain, value
        elif name.lower() not in _OF_TRANSFER:
            yield name, value


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime(_TIME)

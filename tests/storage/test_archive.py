"""The archive on a real disk: whole records, also after crashes, full disks and other writers."""

import multiprocessing
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from news.errors import StoreError
from news.records import Page
from storage.archive import Archive, expired

AT = datetime(2026, 11, 21, 4, 5, 6, tzinfo=UTC)
TODAY = "2026/2026-11-21.warc.gz"
DAY = timedelta(days=1)


def page(name: str = "raqqa", body: bytes | None = None, at: datetime = AT) -> Page:
    url = f"https://enab.example/{name}"
    content = f"<p>{name}</p>".encode() if body is None else body
    headers = (("Content-Type", "text/html"), ("ETag", '"7"'))
    return Page(f"{url}?from=feed", url, 200, "text/html", content, at, headers)


def noise(size: int) -> bytes:
    return Random(size).randbytes(size)


def contents(path: Path) -> list[tuple[str, str | None, bytes]]:
    """What any WARC tool reads: every record's kind, address and body, with its digests checked."""
    with path.open("rb") as file:
        found = []
        for record in ArchiveIterator(file, check_digests="raise"):
            body = record.raw_stream.read()
            found.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), body))
        return found


@contextmanager
def disk_with_room_for(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes: the system's own refusal, as of a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_pages_are_read_back_as_they_were(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    fetched = [page("one"), page("two", noise(200_000)), page("empty", b"")]
    captures = archive.append(fetched)
    assert [archive.read(capture) for capture in captures] == fetched
    assert captures[1].sha256 == sha256(fetched[1].body).hexdigest()


def test_any_tool_reads_a_day_and_who_wrote_it(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "Shamal/1.2")
    archive.append([page("one")])
    archive.append([page("two")])
    (about, _, told), *pages = contents(tmp_path / TODAY)
    assert (about, b"software: Shamal/1.2" in told) == ("warcinfo", True)
    assert [(kind, url) for kind, url, _ in pages] == [
        ("response", "https://enab.example/one"),
        ("response", "https://enab.example/two"),
    ]


def test_a_record_says_what_was_asked_when_and_of_what_digest(tmp_path: Path) -> None:
    Archive(tmp_path).append([replace(page(), headers=(("Content-Encoding", "gzip"),))])
    with (tmp_path / TODAY).open("rb") as file:
        headers = [(r.rec_headers, r.http_headers) for r in ArchiveIterator(file)][1]
    about, http = headers
    assert about.get_header("WARC-Date") == "2026-11-21T04:05:06.000000Z"
    assert about.get_header("X-Asked-URI") == "https://enab.example/raqqa?from=feed"
    assert about.get_header("WARC-Payload-Digest").startswith("sha1:")
    assert (about.protocol, http.get_header("Content-Length")) == ("WARC/1.1", str(len(page().body)))
    assert (http.get_header("Content-Encoding"), http.get_header("X-Crawl-Content-Encoding")) == (
        None,
        "gzip",
    )


def test_a_page_goes_to_the_day_on_which_it_was_fetched(tmp_path: Path) -> None:
    late, early = page(at=AT), page(at=datetime(2026, 11, 21, 1, tzinfo=UTC) - 2 * timedelta(hours=1))
    captures = Archive(tmp_path).append([late, early])
    assert [capture.file for capture in captures] == [TODAY, "2026/2026-11-20.warc.gz"]


@settings(max_examples=30, deadline=None)
@given(cut=st.integers(1, 4000), again=st.booleans())
def test_what_a_killed_process_left_unfinished_is_cut_off(
    tmp_path_factory: pytest.TempPathFactory, cut: int, again: bool
) -> None:
    folder = tmp_path_factory.mktemp("killed")
    first = Archive(folder).append([page("one"), page("two")])
    whole = (folder / TODAY).stat().st_size
    Archive(folder).append([page("torn", noise(4000))])
    with (folder / TODAY).open("r+b") as file:
        file.truncate((folder / TODAY).stat().st_size - cut)
    if again:  # nothing remembers how long the file was
        (folder / "lock").unlink()
    [third] = Archive(folder).append([page("three")])
    assert third.offset == whole
    assert [url for _, url, _ in contents(folder / TODAY)[1:]] == [
        f"https://enab.example/{name}" for name in ("one", "two", "three")
    ]
    assert [Archive(folder).read(c).final_url[-3:] for c in (*first, third)] == ["one", "two", "ree"]


@pytest.mark.parametrize("names", ["a", "abcd"])
def test_whole_records_that_others_wrote_are_never_cut(tmp_path: Path, names: str) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    Archive(ours).append([page("one")])
    captures = Archive(theirs).append([page(name, noise(9000)) for name in names])
    (ours / TODAY).write_bytes((theirs / TODAY).read_bytes())  # restored from a backup; we remember another
    Archive(ours).append([page("two")])
    assert [Archive(ours).read(capture).final_url[-1] for capture in captures] == list(names)


def test_records_behind_a_worn_one_are_never_cut(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first, second = archive.append([page("one", noise(5000)), page("two")])
    with (tmp_path / TODAY).open("r+b") as file:
        file.seek(first.offset + 1000)
        file.write(b"worn")
    (tmp_path / "lock").unlink()
    [third] = archive.append([page("three")])
    assert [archive.read(c).final_url[-3:] for c in (second, third)] == ["two", "ree"]
    with pytest.raises(StoreError, match="damaged"):
        archive.read(first)


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.append([page("one")])
    before = (tmp_path / TODAY).read_bytes()
    with disk_with_room_for(len(before) + 5000), pytest.raises(StoreError, match="cannot be written"):
        archive.append([page("small"), page("large", noise(20_000))])
    assert (tmp_path / TODAY).read_bytes() == before
    archive.append([page("two")])
    assert len(contents(tmp_path / TODAY)) == 3


def test_a_full_disk_leaves_no_file_where_there_was_none(tmp_path: Path) -> None:
    with disk_with_room_for(1000), pytest.raises(StoreError, match="cannot be written"):
        Archive(tmp_path).append([page("large", noise(20_000))])
    assert not (tmp_path / TODAY).exists()


def append_many(folder: Path, name: str) -> None:
    for number in range(15):
        Archive(folder).append([page(f"{name}{number}", noise(3000))])


def test_two_processes_may_write_one_day(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    both = [spawn.Process(target=append_many, args=(tmp_path, name)) for name in "ab"]
    for process in both:
        process.start()
    for process in both:
        process.join()
    found = {url for _, url, _ in contents(tmp_path / TODAY)[1:]}
    assert found == {f"https://enab.example/{name}{number}" for name in "ab" for number in range(15)}


def test_what_cannot_be_read_is_told_in_plain_words(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    [capture] = archive.append([page()])
    with pytest.raises(StoreError, match="SHA-256"):
        archive.read(replace(capture, sha256="0" * 64))
    with pytest.raises(StoreError, match="no whole record"):
        archive.read(replace(capture, offset=capture.offset + 1))
    archive.remove(capture.file)
    with pytest.raises(StoreError, match="pruned"):
        archive.read(capture)
    archive.remove(capture.file)


def test_old_days_and_too_many_bytes_expire_oldest_first_and_never_today(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.append([page(at=AT - days * DAY) for days in (0, 1, 2, 400)])
    (tmp_path / "2026" / "notes.warc.gz").write_bytes(b"not ours")
    two_days_ago, a_year_ago = "2026/2026-11-19.warc.gz", "2025/2025-10-17.warc.gz"
    assert expired(tmp_path, None, None, AT) == []
    assert expired(tmp_path, 365, None, AT) == [a_year_ago]
    assert expired(tmp_path, 2, None, AT) == [a_year_ago]
    size = (tmp_path / TODAY).stat().st_size
    assert expired(tmp_path, None, 2 * size + 10, AT) == [a_year_ago, two_days_ago]
    assert expired(tmp_path, 0, 0, AT) == [a_year_ago, two_days_ago, "2026/2026-11-20.warc.gz"]

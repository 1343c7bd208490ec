"""Every fetched page as evidence: WARC files, one for each day in UTC, that any web archive's tools read."""

import fcntl
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from io import FileIO
from itertools import groupby
from pathlib import Path
from typing import IO

from news.errors import StoreError
from news.records import Capture, Page
from storage.warc import BrokenRecordError, opening, packed, unpacked

_LOCK = "lock"  # also says how far the file that was written last is whole: "2026/2026-11-21.warc.gz 123456"
_DAY = re.compile(r"\d{4}/(\d{4}-\d\d-\d\d)\.warc\.gz")
_MAGIC = b"\x1f\x8b\x08"  # how a gzipped record begins
_RECORD = b"WARC/"  # and what is in it; a page may hold gzipped things of its own
_STEP = 1 << 16  # bytes


@dataclass(frozen=True, slots=True)
class _Packed:
    file: str
    record: bytes
    sha256: str
    at: datetime


class Archive:
    """A folder of pages as they were fetched. `software` is the name and version written into its files.

    Several processes and threads may append at the same time: they wait for each other.
    """

    def __init__(self, folder: Path, software: str = "Shamal") -> None:
        self._folder = folder
        self._software = software

    def append(self, pages: Sequence[Page]) -> list[Capture]:
        """Write pages to the files of the days on which they were fetched; return where each lies.

        They are on the disk when this returns. What a killed process left unfinished at the end of a file
        is cut off first; whole records are never touched. StoreError where the pages cannot be written:
        then the file of that day is as it was.
        """
        todo = [_packed(page) for page in pages]
        order = sorted(range(len(todo)), key=lambda at: todo[at].file)
        written: dict[int, Capture] = {}
        for file, group in groupby(order, key=lambda at: todo[at].file):
            places = list(group)
            with _store_errors(self._folder), _locked(self._folder) as lock:
                captures = self._append(lock, file, [todo[at] for at in places])
            written.update(zip(places, captures, strict=True))
        return [written[at] for at in range(len(todo))]

    def read(self, capture: Capture) -> Page:
        """Return a page as it was fetched; StoreError where it is not there, or not as it was."""
        where = f"the page at byte {capture.offset} of {self._folder / capture.file}"
        try:
            with (self._folder / capture.file).open("rb") as file:
                file.seek(capture.offset)
                page = unpacked(file.read(capture.length))
        except FileNotFoundError as error:
            raise StoreError(
                f"{where} cannot be read: there is no such file. It was pruned, or moved out of the archive"
            ) from error
        except OSError as error:
            raise StoreError(f"{where} cannot be read: {error}") from error
        except BrokenRecordError as error:
            raise StoreError(
                f"{where} is no whole record: the file was changed or damaged. Restore it from a backup"
            ) from error
        if sha256(page.body).hexdigest() != capture.sha256:
            raise StoreError(
                f"{where} is not the one that was captured: its SHA-256 differs. Restore it from a backup"
            )
        return page

    def remove(self, file: str) -> None:
        """Delete the file of a day; one that is gone already is no error."""
        path = self._folder / file
        with _store_errors(self._folder), _locked(self._folder):
            path.unlink(missing_ok=True)
            with suppress(OSError):  # the year has other days
                path.parent.rmdir()

    def _append(self, lock: IO[str], file: str, todo: Sequence[_Packed]) -> list[Capture]:
        path = self._folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        known, whole = _remembered(lock)
        with path.open("r+b" if path.exists() else "w+b", buffering=0) as out:
            end = _end_of_records(out, whole if known == file else 0)
            start = b"" if end else opening(file, self._software, todo[0].at)
            try:
                _write(out, end, b"".join([start, *(each.record for each in todo)]))
            except OSError:
                if not end:
                    path.unlink()
                raise
        if not end:
            _keep_name(path.parent)
        captures, offset = [], end + len(start)
        for each in todo:
            captures.append(Capture(file, offset, len(each.record), each.sha256))
            offset += len(each.record)
        _remember(lock, file, offset)
        return captures


def expired(folder: Path, keep_days: int | None, keep_bytes: int | None, now: datetime) -> list[str]:
    """Return the files that are kept no longer, oldest first; never today's. None stands for no limit.

    A file is kept for `keep_days` days after its own, and as long as it and all newer ones are not larger
    than `keep_bytes` together. Files are told by their names; what Shamal did not write is left alone.
    """
    today = now.astimezone(UTC).date()
    gone, size = [], 0
    for file, day in sorted(_days(folder), reverse=True):
        size += (folder / file).stat().st_size
        old = keep_days is not None and day < today - timedelta(days=keep_days)
        if day < today and (old or (keep_bytes is not None and size > keep_bytes)):
            gone.append(file)
    return gone[::-1]


def _days(folder: Path) -> Iterator[tuple[str, date]]:
    for path in folder.glob("*/*.warc.gz"):
        file = path.relative_to(folder).as_posix()
        if found := _DAY.fullmatch(file):
            with suppress(ValueError):  # 2026-13-45 is not ours
                yield file, date.fromisoformat(found[1])


def _packed(page: Page) -> _Packed:
    day = page.fetched_at.astimezone(UTC)
    file = f"{day:%Y}/{day:%Y-%m-%d}.warc.gz"
    return _Packed(file, packed(page), sha256(page.body).hexdigest(), page.fetched_at)


def _write(out: FileIO, end: int, block: bytes) -> None:
    """Make a file's bytes from `end` on these, and bring them to the disk; where that fails, leave none."""
    out.truncate(end)
    try:
        out.seek(end)
        left = memoryview(block)
        while left:
            left = left[out.write(left) :]
        os.fsync(out.fileno())
    except OSError:
        out.truncate(end)
        raise


def _end_of_records(file: FileIO, known: int) -> int:
    """Return where the last whole record ends; up to `known` the file was whole when it was last written."""
    size = file.seek(0, os.SEEK_END)
    if known > size:
        return _last_end(file, 0, size)
    end = _last_end(file, known, size)
    # Nothing whole after it: cut off, or another file than the one we knew. Then only reading it all tells.
    return _last_end(file, 0, size) if end == known < size else end


def _last_end(file: FileIO, start: int, size: int) -> int:
    """Return where the last whole record from `start` on ends, `start` where there is none.

    A record that cannot be read in the midst of whole ones (a worn disk) is passed over.
    """
    end = at = start
    while at < size:
        after = _record_end(file, at)
        if after is None:
            at = _next_magic(file, at + 1, size)
        else:
            end = at = after
    return end


def _record_end(file: FileIO, start: int) -> int | None:
    """Return where the record that begins at `start` ends; None where none begins there, or it is cut off."""
    file.seek(start)
    unzip, read, text = zlib.decompressobj(zlib.MAX_WBITS + 16), 0, b""
    try:
        while not unzip.eof:
            block = file.read(_STEP)
            if not block:
                return None
            read += len(block)
            text = text[: len(_RECORD)] + unzip.decompress(block)
    except zlib.error:
        return None
    return start + read - len(unzip.unused_data) if text.startswith(_RECORD) else None


def _next_magic(file: FileIO, start: int, size: int) -> int:
    while start < size:
        file.seek(start)
        block = file.read(_STEP)
        found = block.find(_MAGIC)
        if found >= 0:
            return start + found
        start += max(len(block) - len(_MAGIC) + 1, 1)
    return size


@contextmanager
def _locked(folder: Path) -> Iterator[IO[str]]:
    """Hold the folder against every other process and thread that writes into it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("a+", encoding="utf-8", errors="replace") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock


def _remembered(lock: IO[str]) -> tuple[str, int]:
    """Return which file was written last, and how long it was then: what lies before that is whole."""
    lock.seek(0)
    file, _, length = lock.read().strip().rpartition(" ")
    return (file, int(length)) if length.isdecimal() else ("", 0)


def _remember(lock: IO[str], file: str, length: int) -> None:
    """Write down how long a file is now. Where that fails, the next to append reads the file through."""
    with suppress(OSError):
        lock.truncate(0)
        lock.write(f"{file} {length}\n")
        lock.flush()


def _keep_name(folder: Path) -> None:
    """Bring the name of a new file to the disk as well."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _store_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"the archive {folder} cannot be written: {error}") from error

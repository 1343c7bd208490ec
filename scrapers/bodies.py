"""Bodies of responses, unpacked by ourselves: a limit that counts after decoding counts too late.

A brotli body of 1,617 bytes unpacks to 1 GiB, a gzip body of 1 MB likewise, and httpx has no limit. So
only gzip and deflate are offered and taken, one layer of them, in steps of 64 KiB.
"""

import zlib
from collections.abc import Iterable, Iterator

_STEP = 65_536
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP, _ZLIB, _RAW_DEFLATE = 31, 15, -15  # zlib's names for them: the wbits


class BodyError(Exception):
    """A body is packed in a way we do not take, or is larger than allowed; the message ends a sentence."""


class BrokenBodyError(BodyError):
    """A body ends too early or is damaged: it may arrive whole next time."""


def unpacked(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """Return a whole body. `encoding` is the Content-Encoding, `limit` counts unpacked bytes.

    A body that is gzip without saying so is unpacked too: some servers send it unasked. Raises BodyError
    for a body above the limit or in another encoding, BrokenBodyError for one cut short.
    """
    body = bytearray()
    for piece in _decoded(_joined(chunks), encoding.strip().lower()):
        body += piece
        if len(body) > limit:
            raise BodyError(f"more than {in_words(limit)}")
    return bytes(body)


def start_of(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """Return a whole body, or its first `limit` bytes and perhaps a few more; else as `unpacked`."""
    body = bytearray()
    for piece in _decoded(_joined(chunks), encoding.strip().lower()):
        body += piece
        if len(body) > limit:
            break
    return bytes(body)


def in_words(count: int) -> str:
    """Write a number of bytes as people say it, rounded down: "8 MiB"."""
    for name, size in (("MiB", 1 << 20), ("KiB", 1 << 10)):
        if count >= size:
            return f"{count // size} {name}"
    return f"{count} bytes"


def _decoded(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    first = next(chunks, b"")
    if encoding in ("gzip", "x-gzip") or (encoding in ("", "identity") and first.startswith(_GZIP_MAGIC)):
        return _inflated(first, chunks, _GZIP)
    if encoding == "deflate":
        return _inflated(first, chunks, _ZLIB if _has_zlib_header(first) else _RAW_DEFLATE)
    if encoding in ("", "identity"):
        return _all(first, chunks)
    raise BodyError(f"packed as {encoding[:40]!r}, which was not asked for")


def _inflated(first: bytes, chunks: Iterator[bytes], wbits: int) -> Iterator[bytes]:
    inflater = zlib.decompressobj(wbits)
    started, held = False, b""
    for chunk in _all(first, chunks):
        pending, held = held + chunk, b""
        while pending:
            if inflater.eof and pending == _GZIP_MAGIC[:1]:
                held = pending  # the next chunk tells whether another member begins
                break
            if inflater.eof and not pending.startswith(_GZIP_MAGIC):
                return  # padding after the last member
            if inflater.eof:
                inflater = zlib.decompressobj(wbits)
            started = True
            try:
                yield inflater.decompress(pending, _STEP)
            except zlib.error as error:
                raise BrokenBodyError("a damaged gzip or deflate body") from error
            pending = inflater.unconsumed_tail or inflater.unused_data
    if started and not inflater.eof:
        raise BrokenBodyError("a body that was cut short")


def _joined(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Give the chunks with the first one at least 2 bytes long, so that its kind can be told."""
    held = b""
    for chunk in chunks:
        held += chunk
        if len(held) >= len(_GZIP_MAGIC):
            yield held
            held = b""
    if held:
        yield held


def _all(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _has_zlib_header(start: bytes) -> bool:
    return len(start) >= 2 and start[0] & 0x0F == 8 and (start[0] << 8 | start[1]) % 31 == 0

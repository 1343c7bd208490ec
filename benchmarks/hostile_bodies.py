"""Packed bodies of the drill: some hundred bytes to a megabyte that unpack to a GiB, and broken ones."""

import struct
import zlib
from functools import cache

MIB = 1 << 20
GIB = 1 << 30
GZIP_HEAD = bytes.fromhex("1f8b0800000000000003")
EMPTY_BLOCK = bytes.fromhex("000000ffff")  # of deflate: stored, no bytes, not the last
_ZSTD_HEAD = bytes.fromhex("28b52ffd0050")  # no size told, a window of 1 MiB
_ZSTD_BLOCK = 1 << 17  # the most bytes that a block may hold
_BROTLI_BLOCK = 1 << 24  # likewise
_BROTLI_LONGEST_COPY = 391, 2_118  # its symbol, behind which 24 bits are added to so many bytes


@cache
def gzip_bomb() -> bytes:
    """1 GiB of zeros as one gzip member of 1 MB, whose length and checksum are true."""
    crc = 0
    for _ in range(GIB // MIB):
        crc = zlib.crc32(bytes(MIB), crc)
    return GZIP_HEAD + deflate_bomb() + struct.pack("<II", crc, GIB)


@cache
def deflate_bomb() -> bytes:
    """1 GiB of zeros as raw deflate."""
    packer = zlib.compressobj(9, wbits=-15)
    # After a full flush nothing refers back, so that the piece can be repeated as it is.
    piece = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return piece * (GIB // MIB) + packer.flush()


@cache
def nested_bomb() -> bytes:
    """The gzip bomb packed as gzip once more."""
    return gzipped(gzip_bomb())


@cache
def zstd_bomb() -> bytes:
    """1 GiB of zeros as zstd, 33 kB: blocks that each say "131,072 times this byte"."""
    count = GIB // _ZSTD_BLOCK
    heads = (_ZSTD_BLOCK << 3 | 1 << 1 | (number == count - 1) for number in range(count))
    return _ZSTD_HEAD + b"".join(head.to_bytes(3, "little") + b"\0" for head in heads)


@cache
def brotli_bomb() -> bytes:
    """1 GiB of zeros (and one) as brotli, 821 bytes: a plain byte, and 64 times "16 MiB of the last byte"."""
    symbol, base = _BROTLI_LONGEST_COPY
    repeat = (
        *((0, 1), (2, 2), (_BROTLI_BLOCK - 1, 24), (0, 1)),  # not the last block; its length; packed
        *((0, 3), (0, 6), (0, 2), (0, 2)),  # one type of each thing, no distances of its own, one tree each
        *((1, 2), (0, 2), (0, 8)),  # trees of one symbol: a literal that is never used,
        *((1, 2), (0, 2), (symbol, 10)),  # no literals and the longest copy,
        *((1, 2), (0, 2), (16, 6)),  # and a distance of 1, with the bit that it takes
        *((_BROTLI_BLOCK - base, 24), (0, 1)),
    )
    plain = ((15, 4), (0, 1), (0, 2), (0, 16), (1, 1), (0, 8))  # a window of 16 MiB; one byte, not packed
    return _bits(*plain, *repeat * (GIB // _BROTLI_BLOCK), (3, 2))


def gzipped(body: bytes) -> bytes:
    """Pack a body as gzip."""
    return zlib.compress(body, 9, wbits=31)


def _bits(*fields: tuple[int, int]) -> bytes:
    """Put values of so many bits one after the other, the lowest bits first."""
    value = length = 0
    for field, width in fields:
        value |= field << length
        length += width
    return value.to_bytes(-(-length // 8), "little")

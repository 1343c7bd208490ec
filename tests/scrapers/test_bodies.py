"""Bodies unpacked in steps, whatever the pieces they come in."""

import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.bodies import BodyError, BrokenBodyError, in_words, start_of, unpacked


def pieces(body: bytes, size: int) -> list[bytes]:
    return [body[start : start + size] for start in range(0, len(body), size)]


@settings(max_examples=60, deadline=None)
@given(st.binary(), st.integers(1, 7), st.sampled_from(["gzip", "x-gzip", "deflate", "identity", ""]))
def test_pieces_of_any_size_give_the_same_body(body: bytes, size: int, encoding: str) -> None:
    packed = body
    if "gzip" in encoding or encoding == "deflate":
        packed = zlib.compress(body) if encoding == "deflate" else gzip.compress(body)
    if encoding in ("identity", "") and body.startswith(b"\x1f\x8b"):
        return  # taken for gzip that does not say so
    assert unpacked(pieces(packed, size), encoding, 1_000_000) == body


def test_several_gzip_members_make_one_body_and_padding_is_ignored() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 20
    assert unpacked([packed], "gzip", 100) == b"one two"


def test_a_body_may_be_as_large_as_the_limit_and_no_larger() -> None:
    assert unpacked([gzip.compress(b"x" * 100)], "gzip", 100) == b"x" * 100
    with pytest.raises(BodyError, match="more than 100 bytes"):
        unpacked([gzip.compress(b"x" * 101)], "gzip", 100)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_a_body_cut_short_is_broken(encoding: str, kept: float) -> None:
    packed = (gzip.compress if encoding == "gzip" else zlib.compress)(bytes(range(256)) * 40)
    with pytest.raises(BrokenBodyError, match="cut short"):
        unpacked([packed[: int(len(packed) * kept)]], encoding, 1_000_000)


def test_the_start_of_a_bomb_is_all_that_is_unpacked() -> None:
    start = start_of([gzip.compress(b"x" * 50_000_000)], "gzip", 1_000)
    assert set(start) == {ord("x")}
    assert 1_000 < len(start) <= 65_536


@given(st.lists(st.binary(min_size=1), max_size=9), st.integers(0, 99))
def test_the_start_of_a_body_is_its_start(chunks: list[bytes], limit: int) -> None:
    body = b"".join(chunks)
    if body.startswith(b"\x1f\x8b"):
        return  # taken for gzip that does not say so
    start = start_of(chunks, "", limit)
    assert body.startswith(start)
    assert len(start) == len(body) or len(start) > limit


def test_an_empty_body_is_empty_in_every_encoding() -> None:
    assert [unpacked([], encoding, 10) for encoding in ("gzip", "deflate", "")] == [b"", b"", b""]


@pytest.mark.parametrize(
    ("count", "words"), [(10, "10 bytes"), (2_048, "2 KiB"), (8 << 20, "8 MiB"), (1_500_000, "1 MiB")]
)
def test_sizes_are_said_as_people_say_them(count: int, words: str) -> None:
    assert in_words(count) == words


@pytest.mark.parametrize("cut", range(60))
def test_members_are_found_wherever_the_chunks_end(cut: int) -> None:
    packed = b"".join(gzip.compress(word, mtime=0) for word in (b"one ", b"two ", b"three"))
    assert unpacked([packed[:cut], packed[cut:]], "gzip", 1_000) == b"one two three"

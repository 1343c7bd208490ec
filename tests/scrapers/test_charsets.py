"""Charsets, declared well, badly and not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.charsets import decode

ARABIC = "قوات سوريا الديمقراطية تعلن وقف إطلاق النار في شمال وشرق سوريا. " * 5
TURKISH = "Suriye’nin kuzeyinde çatışmalar ağırlaştı, İdlib’de şiddetli bombardıman. " * 5


@pytest.mark.parametrize(("text", "charset"), [(ARABIC, "windows-1256"), (TURKISH, "windows-1254")])
def test_the_header_decides_and_then_the_page(text: str, charset: str) -> None:
    body = text.encode(charset)
    assert decode(body, f"text/html; charset={charset}") == text
    meta = f'<meta charset="{charset}">'
    assert decode(meta.encode() + body) == meta + text


@pytest.mark.parametrize("content_type", ["", "text/html; charset=windows-1256", "text/html; charset=rot13"])
def test_valid_utf8_is_utf8_whatever_is_said(content_type: str) -> None:
    assert decode(ARABIC.encode(), content_type) == ARABIC


def test_a_byte_order_mark_decides() -> None:
    assert decode(ARABIC.encode("utf-16"), "text/html; charset=utf-8") == ARABIC


@pytest.mark.parametrize("charset", ["rot13", "zlib", "klingon-9", "hex", "idna"])
def test_what_is_no_charset_is_passed_over(charset: str) -> None:
    body = b'<meta charset="windows-1256">' + ARABIC.encode("windows-1256")
    assert decode(body, f"text/html; charset={charset}").endswith(ARABIC)


def test_latin_1_means_windows_1252_on_the_web() -> None:
    assert decode(b"\x93quoted\x94 caf\xe9", "text/html; charset=ISO-8859-1") == "“quoted” café"


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200), st.text(max_size=40))
def test_any_bytes_become_characters(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)
    assert isinstance(decode(body, f"text/html; charset={content_type}"), str)

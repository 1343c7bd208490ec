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


def test_a_page_that_says_in_ascii_that_it_is_utf_16_is_not() -> None:
    body = b'<meta charset="utf-16">' + TURKISH.encode("windows-1254")
    assert "Suriye’nin kuzeyinde" in decode(body)
    body = b'<meta charset="utf-16"><meta charset="windows-1256">' + ARABIC.encode("windows-1256")
    assert decode(body).endswith(ARABIC)


def test_latin_1_means_windows_1252_on_the_web() -> None:
    assert decode(b"\x93quoted\x94 caf\xe9", "text/html; charset=ISO-8859-1") == "“quoted” café"


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200), st.text(max_size=40))
def test_any_bytes_become_characters(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)
    assert isinstance(decode(body, f"text/html; charset={content_type}"), str)


def twice(text: str) -> str:
    """Encode a text as UTF-8, and take that for Latin-1."""
    return text.encode().decode("latin-1")


@given(st.text(max_size=60))
def test_any_text_that_was_encoded_twice_comes_back(text: str) -> None:
    text = f"“{text}”"  # some of whose bytes stand as controls
    assert decode(twice(text).encode()) == text


@given(st.lists(st.text("أخبردعطاثلهقمن", min_size=2, max_size=9), max_size=9).map(" ".join))
def test_words_that_were_encoded_twice_come_back_among_others(words: str) -> None:
    page = f"{ARABIC}{twice(words)} {twice('“')}{TURKISH}"
    assert decode(page.encode()) == f"{ARABIC}{words} “{TURKISH}"


@given(st.text(st.characters(min_codepoint=160, max_codepoint=0x3FF), max_size=60))
def test_text_without_controls_is_left_as_it_is(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "text",
    [
        "« SOCIÉTÉ\xa0: LE CAFÉ» ÀÉ",
        "Die „Straße“ nach Ain Issa ist frei – für Ärzte",
        "naïve façade × Å°",
        "SÃO",
    ],
)
def test_single_letters_that_look_encoded_twice_are_left_where_others_were(text: str) -> None:
    assert decode(text.encode("cp1252"), "text/html; charset=iso-8859-1") == text
    assert decode(f"{text} {ARABIC} {twice('قال “نعم”')}".encode()) == f"{text} {ARABIC} قال “نعم”"


CP1252 = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(32, 256))


@given(st.text(alphabet=CP1252, max_size=60))
def test_windows_1252_is_unharmed(text: str) -> None:
    body = f"{text} café".encode("cp1252")  # no valid UTF-8
    assert decode(body, "text/html; charset=windows-1252") == f"{text} café"

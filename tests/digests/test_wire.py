import binascii
import re
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.wire import HEADERS, encoded, gate, header_text
from news.errors import MailError
from news.texts import clean_line

LETTERS = (
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويءةىئؤأإآّشğüşıöçĞÜŞİÖÇêîûÊÎÛabcdefghijklmnopqrstuvwxyz 0123456789:,.?=_()«»-"
)
PARTS = (
    b'Content-Type: multipart/alternative; boundary="=_b"\r\n\r\n'
    b"--=_b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\neA==\r\n"
    b"--=_b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\neA==\r\n--=_b--\r\n",
    b"Content-Type: text/csv\r\nContent-Transfer-Encoding: base64\r\n"
    b"Content-Disposition: attachment\r\n\r\neA==\r\n",
)


def mail(parts: tuple[bytes, ...] = PARTS, **headers: str) -> bytes:
    values = dict.fromkeys(HEADERS, "x") | headers
    head = "".join(f"{name}: {value}\r\n" for name, value in values.items()).encode()
    return head + b"\r\n" + b"".join(b"--=_a\r\n" + part for part in parts) + b"--=_a--\r\n"


def read(header: str) -> str:
    return str(make_header(decode_header(header.replace("\r\n", ""))))


@settings(max_examples=300, deadline=None)
@given(st.text(LETTERS, min_size=1, max_size=300))
def test_long_mixed_subjects_come_back_as_they_were(subject: str) -> None:
    subject = clean_line(subject)
    written = header_text(subject)
    assert read(written) == subject.replace("=?", "= ?")
    assert written.isascii()
    assert max(map(len, f"Subject: {written}".split("\r\n"))) <= 76


@pytest.mark.parametrize(
    "subject",
    [
        "=?utf-8?q?x=0ABcc=3A_evil=40evil.example?=",
        "=?utf-8?b?eApCY2M6IGV2aWxAZXZpbC5leGFtcGxl?=",
        "Breaking\r\nBcc: evil@evil.example",
        "a\u2028Bcc: evil@evil.example\x85b",
        "\udc80 lone",
    ],
)
def test_a_hostile_subject_stays_one_subject(subject: str) -> None:
    message = message_from_bytes(mail(Subject=header_text(subject)))
    assert message.keys() == list(HEADERS)
    assert "=?" not in read(message["Subject"])


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_bodies_come_back_as_they_were(text: str) -> None:
    encoding, body = encoded(text)
    decode = binascii.a2b_qp if encoding == "quoted-printable" else binascii.a2b_base64
    assert decode(body).decode() == "".join(f"{line}\r\n" for line in text.splitlines())
    assert body.isascii()
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|[^\r\n]{77}|--=_", body)


def test_english_stays_legible_and_arabic_stays_short() -> None:
    assert encoded("calm words") == ("quoted-printable", b"calm words\r\n")
    assert encoded("-- AFP\n.\nFrom here")[1] == b"-- AFP\r\n=2E\r\nFrom here\r\n"
    assert encoded("قسد" * 20)[0] == "base64"


def test_the_gate_opens_for_a_clean_mail() -> None:
    gate(mail())
    gate(mail().replace(b"eA==", b"-- AFP\r\n--", 1))


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (mail(Subject="é"), "ASCII"),
        (mail().replace(b"\r\n", b"\n"), "CRLF"),
        (mail(Subject="a\rb"), "CRLF"),
        (mail(Subject="a\x00"), "control"),
        (mail(Subject="a" * 999), "line"),
        (mail(Subject="a\r\nBcc: b@c.example"), "Bcc"),
        (mail(Bcc="b@c.example"), "Bcc"),
        (mail(Subject="a\r\nno header at all"), "headers"),
        (mail().replace(b"Subject: x\r\n", b""), "headers"),
        (mail(parts=(*PARTS, PARTS[1])), "parts"),
        (mail(parts=PARTS[:1]), "parts"),
        (mail().replace(b"eA==", b"x\r\n--=_b\r\nContent-Type: text/html\r\n\r\n", 1), "parts"),
    ],
)
def test_the_gate_stays_shut(content: bytes, word: str) -> None:
    with pytest.raises(MailError, match=word):
        gate(content)

"""How a mail looks on the wire: subject words, encoded bodies, and the gate no odd byte passes.

Built by hand: the standard library of Python 3.11 turns some hostile subjects into new headers
(CVE-2024-6923) and breaks one in four long subjects that mix Arabic and Latin.
"""

import re
from base64 import b64encode
from binascii import b2a_qp

from news.errors import MailError

HEADERS = (
    "From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe", "Auto-Submitted",
    "X-Auto-Response-Suppress", "Precedence", "MIME-Version", "Content-Type",
)  # fmt: skip
_BODY = ("Content-Type", "Content-Transfer-Encoding")
PARTS = (("Content-Type",), _BODY, _BODY, (*_BODY, "Content-Disposition"))  # both forms; text; HTML; table
_LONGEST_LINE = 998  # RFC 5322, 2.1.1
_WORD_BYTES = 39  # with "Subject: " before it, the encoded word stays within 76 (RFC 2047, 2)
_PLAIN = re.compile(r"[\x20-\x7e]{1,60}")
_PART = re.compile(
    rb"\r\n--=_[a-z_]+\r\n"
)  # opens a part; "=_" stands in boundaries only, never in an encoded body
_FIELD_NAME = re.compile(rb"([!-9;-~]+): ")


def header_text(text: str) -> str:
    """Return a header's value in ASCII: as it is where short and plain, else in B-encoded words (RFC 2047).

    Words break between characters and are folded one to a line. "=?" becomes "= ?", since some
    programs decode twice, and white space of any kind a single space.
    """
    text = " ".join(text.split()).replace("=?", "= ?")
    if _PLAIN.fullmatch(text):
        return text
    words = (f"=?utf-8?b?{b64encode(chunk).decode('ascii')}?=" for chunk in _chunks(text))
    return "\r\n ".join(words)


def encoded(text: str) -> tuple[str, bytes]:
    """Return the transfer encoding of a text's UTF-8 and the text in it, with CRLF: the shorter of two."""
    body = "".join(f"{line}\r\n" for line in text.splitlines()).encode("utf-8", "replace")
    quoted = b2a_qp(body, istext=True)
    based = _base64(body)
    return ("quoted-printable", quoted) if len(quoted) <= len(based) else ("base64", based)


def attached(content: bytes) -> bytes:
    """Return the bytes of an attachment in base64, in lines of 76 with CRLF."""
    return _base64(content)


def gate(content: bytes) -> None:
    """Let a finished message pass, or raise MailError naming what is wrong with it.

    Passes: ASCII with CRLF only, no NUL and no other control than TAB, lines of at most 998 bytes, exactly
    the headers in `HEADERS` and exactly the parts, with their headers, in `PARTS`.
    """
    if not content.isascii():
        raise MailError("a message holds a byte that is not ASCII; encode its header or body")
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", content):
        raise MailError("a message holds a control character; clean the text it was made from")
    if re.search(rb"(?<!\r)\n|\r(?!\n)", content):
        raise MailError("a message holds a line end that is not CRLF; build it with CRLF throughout")
    if any(len(line) > _LONGEST_LINE for line in content.split(b"\r\n")):
        raise MailError(f"a message holds a line above {_LONGEST_LINE} bytes; fold or encode it")
    head, _, body = content.partition(b"\r\n\r\n")
    if (names := _names(head)) != HEADERS:
        raise MailError(f"a message has the headers {', '.join(names)}; it must have {', '.join(HEADERS)}")
    parts = _PART.split(b"\r\n" + body)[1:]
    if tuple(_names(part.partition(b"\r\n\r\n")[0].rstrip()) for part in parts) != PARTS:
        raise MailError(
            "a message has other parts than text, HTML and table; a body must be holding a boundary"
        )


def _chunks(text: str) -> list[bytes]:
    chunks = [b""]
    for char in text:
        piece = char.encode("utf-8", "replace")
        if len(chunks[-1]) + len(piece) > _WORD_BYTES:
            chunks.append(b"")
        chunks[-1] += piece
    return chunks


def _names(head: bytes) -> tuple[str, ...]:
    """Return the names of the fields in a block of headers, folded lines joined to theirs."""
    lines = [line for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    fields = [_FIELD_NAME.match(line) for line in lines]
    return tuple(field[1].decode("ascii") if field is not None else "(none)" for field in fields)


def _base64(content: bytes) -> bytes:
    text = b64encode(content)
    return b"".join(text[at : at + 76] + b"\r\n" for at in range(0, len(text), 76))

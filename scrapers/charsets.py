"""Bytes to characters: which charset a page is written in, and never an error."""

import codecs
import re

from trafilatura.utils import detect_encoding

# UTF-8 that somebody took for Latin-1 and encoded once more: some of its bytes stand as controls.
_TWICE = re.compile("(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
_CONTROL = re.compile("[\x80-\x9f]")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_META_BYTES = 4_096  # browsers look for <meta charset> in the first 1,024; some pages are later
# Codecs that are charsets; Python also knows rot13, zlib and other transformations by name.
_CHARSET = re.compile(
    r"utf[-_]?(8|16|16[-_]?le|16[-_]?be)|(windows|cp)[-_]?(125\d|874|949|932)|iso[-_]?8859[-_]?\d{1,2}(-[ei])?|"
    r"latin-?[1-9]|us-ascii|ascii|koi8[-_][ru]|gb2312|gbk|gb18030|big5(-hkscs)?|shift[-_]jis|euc[-_](jp|kr)|"
    r"iso-2022-jp|tis-620|mac(roman|cyrillic|arabic)|x-mac-cyrillic",
    re.IGNORECASE,
)


def decode(body: bytes, content_type: str = "") -> str:
    """Return the characters of a page.

    UTF-8 that is valid wins, since no other charset looks like it by chance; then the byte order mark,
    the charset of the Content-Type header, that of the page's <meta>, and detection decide, in that order.
    What was encoded twice is set right.
    """
    return _decoded_once(_decoded(body, content_type))


def _decoded(body: bytes, content_type: str) -> str:
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return body.decode(charset, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode(_charset(body, content_type), "replace")


def _decoded_once(text: str) -> str:
    """Decode a text that was encoded twice as a whole, or what in it was; a control proves it."""
    if _CONTROL.search(text) is None:
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return _TWICE.sub(_once, text)


def _once(match: re.Match[str]) -> str:
    """Decode letters, if a control or their number proves that they are some: "CAFÉ»" looks like one."""
    letters = match.group()
    decoded = letters.encode("latin-1").decode("utf-8", "replace")
    return decoded if len(decoded) > 1 or _CONTROL.search(letters) else letters


def _charset(body: bytes, content_type: str) -> str:
    found = _DECLARED.search(content_type)
    if found and (charset := _known(found[1])) is not None:
        return charset
    for found in _DECLARED.finditer(body[:_META_BYTES].decode("latin-1")):
        charset = _known(found[1])
        if charset is not None and not charset.startswith("utf-16"):  # else it could not be read
            return charset
    return next((known for guess in detect_encoding(body) if (known := _known(guess))), "utf-8")


def _known(name: str) -> str | None:
    """Return Python's name of a charset, None where it is none; Latin-1 means Windows-1252 on the web."""
    if _CHARSET.fullmatch(name) is None:
        return None
    try:
        charset = codecs.lookup(name).name
    except LookupError:
        return None
    return "cp1252" if charset in ("iso8859-1", "ascii") else charset

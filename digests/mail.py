"""Makes a mail of a rendered digest: the exact bytes, the same for the same digest, for one recipient."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import quote

from digests.records import Rendered
from digests.wire import attached, encoded, gate, header_text
from news.errors import ConfigError
from news.ids import content_id, shown
from news.reports import Message

# Fixed, so that the same digest gives the same bytes; neither base64 nor quoted-printable can hold "=_".
_MIXED = "=_shamal_mixed"
_EITHER = "=_shamal_either"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")
_LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, without the brackets


def message(
    rendered: Rendered, *, digest_id: int, sender: str, recipient: str, date: datetime, subscription: str
) -> Message:
    """Return the mail that brings a digest to one recipient, past the gate.

    `date` is the aware end of the digest's window. The Message-ID comes from subscription, recipient and
    digest: the same digest keeps it, so that a mail sent twice can be known as one. Raises ConfigError
    for an address that is none, MailError where the result may not go on the wire.
    """
    sender, recipient = checked_address(sender), checked_address(recipient)
    domain = sender.rpartition("@")[2].lower()
    identity = shown(content_id(subscription, recipient, shown(digest_id)))
    message_id = f"<{identity}.{shown(digest_id)}@{domain}>"
    name = _list_name(subscription)
    headers = (
        ("From", f"Shamal <{sender}>"),
        ("To", recipient),
        ("Subject", header_text(rendered.subject)),
        ("Date", format_datetime(date.astimezone(UTC))),
        ("Message-ID", message_id),
        ("List-Id", f"<{name}.digest.{domain}>"),
        ("List-Unsubscribe", f"<mailto:{quote(sender, safe='@')}?subject=unsubscribe%20{name}>"),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        ("Precedence", "list"),
        ("MIME-Version", "1.0"),
        ("Content-Type", f'multipart/mixed; boundary="{_MIXED}"'),
    )
    content = _block(headers) + _parts(rendered, f"{name}-{date.astimezone(UTC):%Y-%m-%d-%H%M}.csv")
    gate(content)
    return Message(message_id, sender, recipient, content)


def checked_address(address: str) -> str:
    """Return a plain mail address, or raise ConfigError.

    One ASCII local part and one domain by name: no quotes, comment or display name, no address in numbers.
    """
    numeric = address.rpartition(".")[2].isdigit()
    if numeric or len(address) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        raise ConfigError(f"{address!r} is no mail address that can be used; write it as name@example.org")
    return address


def _parts(rendered: Rendered, file_name: str) -> bytes:
    table = (
        ("Content-Type", 'text/csv; charset="utf-8"; header=present'),
        ("Content-Transfer-Encoding", "base64"),
        ("Content-Disposition", f'attachment; filename="{file_name}"'),
    )
    either = _block([("Content-Type", f'multipart/alternative; boundary="{_EITHER}"')]) + _joined(
        _EITHER, _body("plain", rendered.text), _body("html", rendered.html)
    )
    # With a byte order mark, without which spreadsheets take UTF-8 for something else.
    return _joined(_MIXED, either, _block(table) + attached(rendered.csv.encode("utf-8-sig", "replace")))


def _body(kind: str, text: str) -> bytes:
    encoding, content = encoded(text)
    headers = (("Content-Type", f'text/{kind}; charset="utf-8"'), ("Content-Transfer-Encoding", encoding))
    return _block(headers) + content


def _joined(boundary: str, *parts: bytes) -> bytes:
    opening = f"--{boundary}\r\n".encode("ascii")
    return b"".join(opening + part for part in parts) + f"--{boundary}--\r\n".encode("ascii")


def _block(headers: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode("ascii", "replace") + b"\r\n"


def _list_name(subscription: str) -> str:
    """Return a subscription's name as an id: letters, digits and hyphens; its hash where none is left."""
    name = re.sub(r"[^a-z0-9]+", "-", subscription.lower()).strip("-")
    return name[:60].strip("-") or shown(content_id(subscription))

from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from digests.mail import checked_address, message
from digests.records import Rendered
from news.errors import ConfigError
from news.reports import Message

LETTER = Rendered(
    subject="شمال سوريا: 7 stories, قسد, Türk Silahlı Kuvvetleri · Fri 20 Nov",
    text="Northern Syria\n\n-- AFP\n.\nقسد تنسحب من منبج\n",
    html="<!DOCTYPE html>\n<p>قسد تنسحب من منبج</p>\n",
    csv="story,headline\r\n1,قسد\r\n",
)
UNTIL = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def mail(rendered: Rendered = LETTER, recipient: str = "analyst@example.org", digest_id: int = 7,
         date: datetime = UNTIL, subscription: str = "Morning: north") -> Message:  # fmt: skip
    return message(
        rendered, digest_id=digest_id, sender="shamal@example.net", recipient=recipient, date=date,
        subscription=subscription,
    )  # fmt: skip


def read(mail: Message) -> EmailMessage:
    return message_from_bytes(mail.content, policy=policy.default)


def bodies(mail: Message) -> list[tuple[str, str]]:
    parts = [part for part in read(mail).walk() if not part.is_multipart()]
    return [(part.get_content_type(), part.get_content()) for part in parts]


def test_a_mail_holds_text_then_html_then_the_table() -> None:
    told = read(mail())
    assert [part.get_content_type() for part in told.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/csv",
    ]
    assert [content.replace("\r\n", "\n") for _, content in bodies(mail())] == [
        LETTER.text,
        LETTER.html,
        "\ufeff" + LETTER.csv.replace("\r\n", "\n"),
    ]
    (table,) = told.iter_attachments()
    assert table.get_filename() == "morning-north-2026-11-20-0400.csv"
    assert not [part.defects for part in told.walk() if part.defects]


def test_its_headers_say_what_it_is() -> None:
    headers = read(mail())
    assert headers["Subject"] == LETTER.subject
    assert headers["From"] == "Shamal <shamal@example.net>"
    assert headers["To"] == "analyst@example.org"
    assert headers["Date"].datetime == UNTIL
    assert headers["List-Id"] == "<morning-north.digest.example.net>"
    assert headers["List-Unsubscribe"] == "<mailto:shamal@example.net?subject=unsubscribe%20morning-north>"
    assert (headers["Auto-Submitted"], headers["Precedence"]) == ("auto-generated", "list")
    assert headers["X-Auto-Response-Suppress"] == "All"
    assert headers["Message-ID"] == mail().id
    assert mail().id.endswith("@example.net>")


def test_the_same_digest_gives_the_same_bytes() -> None:
    damascus = UNTIL.astimezone(timezone(timedelta(hours=3)))
    assert mail() == mail(date=damascus)


def test_each_recipient_digest_and_subscription_has_its_own_message_id() -> None:
    mails = [mail(), mail(recipient="other@example.org"), mail(digest_id=8), mail(subscription="evening")]
    assert len({mail.id for mail in mails}) == 4


@pytest.mark.parametrize(
    "body",
    [
        ".\r\nMAIL FROM:<evil@evil.example>\r\nRCPT TO:<x@x.example>\r\nDATA\r\n",
        "--=_shamal_mixed\r\nContent-Type: text/html\r\n\r\n<h1>x",
        "--=_shamal_either--\r\n",
        "lone \udfff and \x85 and \u2028",
        "A" * 100_000,
    ],
)
def test_no_body_changes_the_mail_around_it(body: str) -> None:
    hostile = Rendered(subject=body[:500], text=body, html=body, csv=body)
    assert [kind for kind, _ in bodies(mail(hostile))] == ["text/plain", "text/html", "text/csv"]
    assert read(mail(hostile)).keys() == read(mail()).keys()


@pytest.mark.parametrize(
    "address",
    [
        "", "nobody", "a@x.example, b@y.example", "a@x.example\r\nRCPT TO:<b@y.example>", '"a b"@x.example',
        "a@[127.0.0.1]", "a@127.0.0.1", "a@b@c.example", "A <a@x.example>", "a@x.example\n", "ä@x.example",
        "a@münchen.example", "a..b@x.example", "a@-x.example", "a@x..example", "a" * 250 + "@x.example",
    ],
)  # fmt: skip
def test_what_is_no_plain_address_is_refused(address: str) -> None:
    with pytest.raises(ConfigError, match="no mail address"):
        mail(recipient=address)


def test_plain_addresses_pass() -> None:
    plain = ["first.last+tag@mail.example.org", "o'neil@example.org", "root@localhost"]
    assert [checked_address(address) for address in plain] == plain


def test_a_subscription_named_in_arabic_has_a_list_id_too() -> None:
    assert read(mail(subscription="شمال"))["List-Id"].endswith(".digest.example.net>")

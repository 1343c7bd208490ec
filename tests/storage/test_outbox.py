import pytest

from news.errors import StoreError
from news.reports import Message
from storage.database import Database
from storage.outbox import MailStanding, MailState, enqueue, mark, pending, states
from tests.storage.samples import HOUR, NOW


def message(number: int = 1, content: bytes = b"Subject: x\r\n\r\n\x00\xff\r\n.\r\n") -> Message:
    return Message(f"<{number}@shamal.example>", "shamal@example", f"reader{number}@example", content)


def log(db: Database) -> list[tuple[object, ...]]:
    return db.rows("SELECT step, state FROM outbox_log ORDER BY step")


def test_the_exact_bytes_wait_in_the_order_they_were_planned(db: Database) -> None:
    enqueue(db, 5, [message(2)], NOW)
    enqueue(db, 6, [message(1)], NOW + HOUR)
    assert pending(db) == [message(2), message(1)]


def test_a_message_is_stored_once_and_never_changed(db: Database) -> None:
    enqueue(db, 5, [message(), message()], NOW)
    enqueue(db, 5, [message(content=b"other bytes")], NOW)
    assert pending(db) == [message()]
    assert log(db) == [(1, "planned")]


@pytest.mark.parametrize(
    ("way", "waits"),
    [
        ([], True),
        ([MailState.SENDING], True),
        ([MailState.SENDING, MailState.RETRY], True),
        ([MailState.SENDING, MailState.RETRY, MailState.SENDING, MailState.SENT], False),
        ([MailState.SENDING, MailState.DEAD], False),
        ([MailState.SENDING, MailState.DEAD, MailState.RETRY], True),
    ],
)
def test_a_message_waits_until_it_is_sent_or_dead(db: Database, way: list[MailState], waits: bool) -> None:
    enqueue(db, 5, [message()], NOW)
    for state in way:
        mark(db, message().id, state, NOW)
    assert bool(pending(db)) is waits
    assert [state for _, state in log(db)] == ["planned", *way], "the log is only added to"


def test_the_latest_row_counts_even_when_the_clock_goes_back(db: Database) -> None:
    enqueue(db, 5, [message()], NOW)
    mark(db, message().id, MailState.SENDING, NOW)
    mark(db, message().id, MailState.RETRY, NOW - HOUR, "450 try later")
    assert states(db) == {
        message().id: MailStanding(MailState.RETRY, NOW - HOUR, "450 try later", 1, "reader1@example", 5)
    }


def test_what_was_never_planned_cannot_be_sent(db: Database) -> None:
    with pytest.raises(StoreError, match="holds no message"):
        mark(db, "<unknown@shamal.example>", MailState.SENT, NOW)
    assert states(db) == {}

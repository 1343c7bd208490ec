"""The mails: their exact bytes, and a log of what happened to each that is only added to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from news.errors import StoreError
from news.reports import Message
from storage.database import Database


class MailState(StrEnum):
    """Where a mail stands."""

    PLANNED = "planned"  # stored, not tried yet
    SENDING = "sending"  # handed to the server; where this stays, it is unknown whether it took it
    SENT = "sent"  # the server took it
    RETRY = "retry"  # refused for now
    DEAD = "dead"  # refused for good


PENDING = (MailState.PLANNED, MailState.RETRY, MailState.SENDING)


@dataclass(frozen=True, slots=True)
class MailStanding:
    """Where a mail stands since `logged_at`, and how often it was tried (came to SENDING)."""

    state: MailState
    logged_at: datetime
    note: str
    tries: int
    recipient: str
    digest: int


def enqueue(db: Database, digest: int, messages: Sequence[Message], now: datetime) -> None:
    """Store messages of a digest as planned; a Message-ID that is stored already stays as it is."""
    with db.transaction():
        ids = [message.id for message in messages]
        stored = db.rows(
            "SELECT message_id FROM outbox WHERE message_id IN (SELECT unnest(?::VARCHAR[]))", [ids]
        )
        known = {id_ for (id_,) in stored}
        new = {message.id: message for message in messages if message.id not in known}.values()
        db.insert(
            "outbox",
            ("message_id", "digest", "sender", "recipient", "content"),
            [(message.id, digest, message.sender, message.recipient, message.content) for message in new],
        )
        for message in new:
            _log(db, message.id, MailState.PLANNED, now, "")


def pending(db: Database) -> list[Message]:
    """Return the messages that are neither sent nor dead, in the order they were planned."""
    ids = [id_ for id_, standing in states(db).items() if standing.state in PENDING]
    found = db.rows(
        "SELECT message_id, sender, recipient, content FROM outbox "
        "WHERE message_id IN (SELECT unnest(?::VARCHAR[]))",
        [ids],
    )
    messages = {row[0]: Message(*row) for row in found}
    return [messages[id_] for id_ in ids]


def mark(db: Database, message_id: str, state: MailState, now: datetime, note: str = "") -> None:
    """Log that a message came to this state; `StoreError` where no such message is stored."""
    with db.transaction():
        if not db.rows("SELECT 1 FROM outbox WHERE message_id = ?", [message_id]):
            raise StoreError(f"the outbox holds no message {message_id}: plan it before it is sent")
        _log(db, message_id, state, now, note)


def states(db: Database) -> dict[str, MailStanding]:
    """Return where each message stands, by Message-ID, in the order they were planned."""
    found = db.rows(
        """
        SELECT message_id, arg_max(state, step), arg_max(logged_at, step), arg_max(note, step),
            count(*) FILTER (state = 'sending'), any_value(recipient), any_value(digest)
        FROM outbox_log JOIN outbox USING (message_id)
        GROUP BY message_id ORDER BY min(logged_at), message_id
        """
    )
    return {id_: MailStanding(MailState(state), *rest) for id_, state, *rest in found}


def _log(db: Database, message_id: str, state: MailState, now: datetime, note: str) -> None:
    db.run(
        "INSERT INTO outbox_log SELECT ?, coalesce(max(step), 0) + 1, ?, ?, ? "
        "FROM outbox_log WHERE message_id = ?",
        [message_id, state, now, note, message_id],
    )

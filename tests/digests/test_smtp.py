import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
import trustme

from digests.smtp import Smtp
from news.errors import ConfigError, MailError, TemporaryMailError
from news.reports import Message
from tests.postbox import Postbox, serving


@contextmanager
def answering(talk: Callable[[socket.socket], object]) -> Iterator[int]:
    """Run a server of one bare socket that talks as told, connection by connection."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(5)

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                with connection:
                    connection.settimeout(5)
                    talk(connection)

    thread = threading.Thread(target=accept)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def mail(recipient: str = "analyst@example.org", body: bytes = b"Hello\r\n.\r\n..\r\nBye\r\n") -> Message:
    content = b"From: shamal@example.net\r\nTo: x@example.org\r\n\r\n" + body
    return Message(f"<{recipient}>", "shamal@example.net", recipient, content)


def plain(port: int, **settings: object) -> Smtp:
    return Smtp("127.0.0.1", port, "none", timeout=5, **settings)  # type: ignore[arg-type]  # shortens the tests


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def server_tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context


@pytest.fixture(scope="module")
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_mails_go_out_over_one_connection_as_they_are() -> None:
    postbox = Postbox()
    mails = [mail("one@example.org"), mail("two@example.org")]
    with serving(postbox) as port:
        assert list(plain(port, name="news.example.net").send(mails)) == [(mails[0], None), (mails[1], None)]
    assert postbox.received == [(m.sender, [m.recipient], m.content) for m in mails]
    assert len(postbox.connections) == 1
    assert postbox.names == ["news.example.net"]


def test_a_refusal_concerns_one_mail_only() -> None:
    postbox = Postbox({"gone@example.org": "550 no such user", "later@example.org": "451 try again"})
    mails = [mail("gone@example.org"), mail("later@example.org"), mail(body=b"poison\r\n"), mail()]
    with serving(postbox) as port:
        failures = [failure for _, failure in plain(port).send(mails)]
    assert [type(failure) for failure in failures] == [MailError, TemporaryMailError, MailError, type(None)]
    assert "550 no such user" in str(failures[0])
    assert failures[0] is not None
    assert isinstance(failures[0].__cause__, smtplib.SMTPRecipientsRefused)
    assert "554 looks like spam" in str(failures[2])
    assert len(postbox.received) == 1


@pytest.mark.parametrize("from_start", [False, True])
def test_a_password_goes_over_trusted_tls(
    from_start: bool, server_tls: ssl.SSLContext, trusting: ssl.SSLContext
) -> None:
    postbox = Postbox()
    with serving(postbox, server_tls, from_start) as port:
        smtp = Smtp(
            "localhost", port, "tls" if from_start else "starttls", "me", "right", trusting, timeout=5
        )
        assert [failure for _, failure in smtp.send([mail()])] == [None]
    assert postbox.passwords == [b"right"]
    assert len(postbox.received) == 1


@pytest.mark.parametrize("from_start", [False, True])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_server_that_cannot_be_trusted_gets_no_password(
    from_start: bool, host: str, server_tls: ssl.SSLContext, trusting: ssl.SSLContext
) -> None:
    postbox = Postbox()
    context = None if host == "localhost" else trusting  # an unknown authority; then the wrong host name
    with serving(postbox, server_tls, from_start) as port:
        smtp = Smtp(host, port, "tls" if from_start else "starttls", "me", "right", context, timeout=5)
        ((_, failure),) = smtp.send([mail()])
    assert isinstance(failure, TemporaryMailError)
    assert "certificate is not trusted, and no password was sent" in str(failure)
    assert (postbox.passwords, postbox.received) == ([], [])


def test_a_server_without_starttls_gets_no_password() -> None:
    postbox = Postbox()
    with serving(postbox) as port:
        ((_, failure),) = Smtp("localhost", port, "starttls", "me", "right", timeout=5).send([mail()])
    assert isinstance(failure, TemporaryMailError)
    assert "does not offer" in str(failure)
    assert (postbox.passwords, postbox.received) == ([], [])


def test_a_wrong_password_is_no_mails_fault_and_is_not_told() -> None:
    postbox = Postbox()
    with serving(postbox) as port:
        smtp = plain(port, username="me", password="secret-word")
        failures = [failure for _, failure in smtp.send([mail(), mail()])]
    assert all(isinstance(failure, TemporaryMailError) for failure in failures)
    assert "refused the login of me; check username and password" in str(failures[0])
    assert "secret-word" not in f"{failures} {smtp!r}"
    assert set(postbox.passwords) == {b"secret-word"}


def test_a_server_that_is_not_there_is_asked_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    failures = [failure for _, failure in plain(port).send([mail(), mail()])]
    assert isinstance(failures[0], TemporaryMailError)
    assert failures[0] is failures[1]
    assert "check that it runs and can be reached" in str(failures[0])


def test_a_server_that_never_greets_is_left() -> None:
    with answering(lambda connection: connection.recv(1)) as port:
        smtp = Smtp("127.0.0.1", port, "none", timeout=0.2)
        ((_, failure),) = smtp.send([mail()])
    assert isinstance(failure, TemporaryMailError)


def test_a_lost_connection_is_opened_again_for_the_next_mail() -> None:
    greetings = []

    def hang_up_after_data(connection: socket.socket) -> None:
        greetings.append(connection)
        lines = connection.makefile("rb")
        connection.sendall(b"220 hello\r\n")
        for line in lines:
            if line.upper().startswith(b"DATA"):
                break
            connection.sendall(b"250 ok\r\n")
        lines.close()

    with answering(hang_up_after_data) as port:
        failures = [failure for _, failure in plain(port).send([mail(), mail()])]
    assert [type(failure) for failure in failures] == [TemporaryMailError] * 2
    assert "connection was lost" in str(failures[0])
    assert len(greetings) == 2


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({"security": "ssl"}, "starttls, tls, none"),
        ({"security": "none"}, "for this machine only"),
        ({"username": "me"}, "both"),
        ({"username": "me", "password": "gül"}, "ASCII"),
        ({"context": ssl._create_unverified_context()}, "verifies nothing"),
    ],
)
def test_unsafe_settings_are_refused(settings: dict[str, str], word: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(word)):
        Smtp("mail.example.org", 587, **settings)  # type: ignore[arg-type]  # wrong on purpose


def test_a_check_logs_in_and_sends_nothing() -> None:
    postbox = Postbox()
    with serving(postbox) as port:
        plain(port).check()
    assert (len(postbox.names), postbox.received) == (1, [])
    with pytest.raises(TemporaryMailError, match="check that it runs"):
        plain(port).check()

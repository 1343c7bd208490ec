"""The one door to SMTP. Passwords go over verified TLS only, or to this machine."""

import smtplib
import ssl
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TypeVar

from news.errors import ConfigError, MailError, TemporaryMailError
from news.reports import Message
from news.texts import clean_line

_Told = TypeVar("_Told", bound=MailError)
_SECURITIES = ("starttls", "tls", "none")
_REPLY = 200  # characters of a server's answer that are worth telling


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server and how to speak with it; nothing is opened before `send`.

    `security`: "starttls" (usually port 587), "tls" from the first byte (465), or "none", for a server on
    this machine only. `context` replaces the default one, which verifies certificate and host name.
    `timeout` in seconds. `name` is what we call ourselves in EHLO: a host name, or an address in brackets.
    """

    host: str
    port: int
    security: str = "starttls"
    username: str = ""
    password: str = field(default="", repr=False)
    context: ssl.SSLContext | None = None
    timeout: float = 30
    name: str = "[127.0.0.1]"

    def __post_init__(self) -> None:
        if self.security not in _SECURITIES:
            raise ConfigError(
                f"{self.security!r} is no way to secure SMTP; choose one of {', '.join(_SECURITIES)}"
            )
        if self.security == "none" and not _is_loopback(self.host):
            raise ConfigError(
                f"SMTP without TLS is for this machine only; use starttls or tls with {self.host}"
            )
        if bool(self.username) != bool(self.password):
            raise ConfigError("SMTP needs both a username and a password, or neither")
        if not (self.username + self.password).isascii():
            raise ConfigError("SMTP takes a username and a password of ASCII letters and signs only")
        trusts_all = self.context is not None and self.context.verify_mode != ssl.CERT_REQUIRED
        if trusts_all and not _is_loopback(self.host):
            raise ConfigError(f"the TLS context for {self.host} verifies nothing; use one that does")

    def send(self, messages: Iterable[Message]) -> Iterator[tuple[Message, MailError | None]]:
        """Send messages over one connection and yield each with None, or with why it was not sent.

        MailError: the server refused this message for good (5xx). TemporaryMailError: a 4xx, a time-out, no
        connection, or no login, which is no message's fault; the message may be sent again as it is. A lost
        connection is opened again for the next message; a server that cannot be reached is asked once.
        """
        server: smtplib.SMTP | None = None
        unreachable: MailError | None = None
        try:
            for message in messages:
                failure = unreachable
                if failure is None and (server is None or server.sock is None):
                    server, failure = self._opened()
                    unreachable = failure
                if server is not None and failure is None:
                    failure = _delivered(server, message)
                yield message, failure
        finally:
            if server is not None:
                _close(server)

    def check(self) -> None:
        """Connect, secure and log in, and send nothing; TemporaryMailError says what stands in the way."""
        server, failure = self._opened()
        if failure is not None:
            raise failure
        if server is not None:
            server.ehlo_or_helo_if_needed()
            _close(server)

    def _opened(self) -> tuple[smtplib.SMTP | None, TemporaryMailError | None]:
        """Return a connection that is secured and logged in, or why there is none."""
        server: smtplib.SMTP | None = None
        try:
            server = self._connected()
            if self.security == "starttls":
                server.starttls(context=self._trust())
            if self.username:
                server.login(self.username, self.password)
        except (smtplib.SMTPException, OSError) as error:
            if server is not None:
                server.close()
            return None, self._unreachable(error)
        return server, None

    def _connected(self) -> smtplib.SMTP:
        if self.security == "tls":
            return smtplib.SMTP_SSL(
                self.host, self.port, self.name, timeout=self.timeout, context=self._trust()
            )
        return smtplib.SMTP(self.host, self.port, self.name, timeout=self.timeout)

    def _trust(self) -> ssl.SSLContext:
        return self.context if self.context is not None else ssl.create_default_context()

    def _unreachable(self, error: smtplib.SMTPException | OSError) -> TemporaryMailError:
        if isinstance(error, smtplib.SMTPAuthenticationError):
            hint = f"it refused the login of {self.username}; check username and password"
        elif isinstance(error, ssl.SSLCertVerificationError):
            hint = "its certificate is not trusted, and no password was sent; check host name and certificate"
        elif isinstance(error, smtplib.SMTPNotSupportedError):
            hint = "it does not offer what was asked for; check port and security"
        else:
            hint = "check that it runs and can be reached"
        told = f"no mail can be given to {self.host}:{self.port} ({_reply(error)}): {hint}"
        return _caused(TemporaryMailError(told), error)


def _delivered(server: smtplib.SMTP, message: Message) -> MailError | None:
    """Give one message to the server; return None, or why it did not take it."""
    try:
        server.sendmail(message.sender, [message.recipient], message.content)
    except smtplib.SMTPRecipientsRefused as error:
        code, reply = error.recipients[message.recipient]
        return _caused(_refusal(message, code, reply), error)
    except smtplib.SMTPResponseException as error:
        return _caused(_refusal(message, error.smtp_code, error.smtp_error), error)
    except (smtplib.SMTPException, OSError) as error:
        told = f"the connection was lost while {message.id} was sent to {message.recipient} ({_reply(error)})"
        return _caused(TemporaryMailError(told), error)
    return None


def _refusal(message: Message, code: int, reply: bytes | str) -> MailError:
    told = f"the mail server refused {message.id} to {message.recipient}: {code} {_line(reply)}"
    if 500 <= code < 600:
        return MailError(f"{told}; it will not take it later either")
    return TemporaryMailError(f"{told}; it may take it later")


def _reply(error: smtplib.SMTPException | OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_line(error.smtp_error)}"
    return _line(str(error)) or type(error).__name__


def _line(reply: bytes | str) -> str:
    text = reply.decode("ascii", "replace") if isinstance(reply, bytes) else reply
    return clean_line(text)[:_REPLY]


def _caused(error: _Told, cause: Exception) -> _Told:
    """Return an error that is yielded, not raised, with its cause."""
    error.__cause__ = cause
    return error


def _close(server: smtplib.SMTP) -> None:
    """Part in peace; what was sent is sent, so a farewell that fails changes nothing."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"

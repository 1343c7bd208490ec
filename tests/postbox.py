"""A mail server on loopback that keeps what it is given."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Postbox:
    """What a mail server was given; `answers` by recipient instead of taking the mail."""

    answers: dict[str, str] = field(default_factory=dict)
    received: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    passwords: list[bytes] = field(default_factory=list)
    connections: set[object] = field(default_factory=set)
    names: list[str] = field(default_factory=list)

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.names.append(hostname)
        return responses

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.connections.add(session.peer)
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        assert envelope.mail_from is not None
        if b"poison" in content:
            return "554 looks like spam"
        self.received.append((envelope.mail_from, list(envelope.rcpt_tos), content))
        return "250 taken"

    def login(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.passwords.append(data.password)
        return AuthResult(success=data.password == b"right", handled=False)


class LoopbackController(Controller):
    """A controller whose free port is chosen by the system."""

    def _trigger_server(self) -> None:
        """Learn the port, then greet as usual."""
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd is typed in part


@contextmanager
def serving(postbox: Postbox, tls: ssl.SSLContext | None = None, from_start: bool = False) -> Iterator[int]:
    """Run a mail server on loopback and give its port."""
    controller = LoopbackController(
        postbox,
        hostname="127.0.0.1",
        port=0,
        ssl_context=tls if from_start else None,
        tls_context=None if from_start else tls,
        require_starttls=tls is not None and not from_start,
        authenticator=postbox.login,
        auth_require_tls=False,
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()

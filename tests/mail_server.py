"""A real mail server on a port of this machine."""

import asyncio
import socket
from collections import defaultdict
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller

HANG_UP = "hang up"


class MailServer:
    """Takes mail over SMTP, and says for an address what it was told to, once for each thing it was told."""

    def __init__(self):
        self.taken = []  # (recipient, message), a message without an answer included
        self.at_sender = []
        self.at_recipient = defaultdict(list)
        self.at_dot = defaultdict(list)
        self.seconds = 0  # that it thinks about each message, before it takes it and after

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        if self.at_sender:
            return self.at_sender.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        answer = self.at_recipient[address].pop(0) if self.at_recipient[address] else "250 OK"
        if answer == HANG_UP:
            server.transport.abort()
        elif answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        (address,) = envelope.rcpt_tos
        answer = self.at_dot[address].pop(0) if self.at_dot[address] else "250 2.0.0 OK"
        await asyncio.sleep(self.seconds)
        if answer.startswith("250") or answer == HANG_UP:
            self.taken.append((address, message_from_bytes(envelope.content, policy=default)))
        if answer == HANG_UP:
            server.transport.abort()
        await asyncio.sleep(self.seconds)
        return answer

    @property
    def recipients(self) -> list[str]:
        return [address for address, message in self.taken]


@pytest.fixture
def mail_server(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=port, server_hostname="mail.test")
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAILERS = settings.MAILERS | {
        "bulletins": {"BACKEND": smtp, "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5}}
    }
    controller.start()
    yield server
    controller.stop()

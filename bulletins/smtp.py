"""A connection to a mail server, and one message over it, step by step.

`smtplib.sendmail` does not tell at which step a connection broke, and that decides whether a copy may have arrived.
"""

import smtplib
from contextlib import suppress

from django.core.mail import mailers

from bulletins.outcomes import NO_ANSWER, ServerAnswer, Stage

# A server may work long on a message before it answers; hanging up earlier makes copies (RFC 1047).
ANSWER_WITHIN = 300


class RouteDown(Exception):
    """No connection: refused, timed out, or our credentials were."""


class SMTPConnection:
    """A connection over one of `settings.MAILERS`, opened when it is needed and kept for the next message."""

    def __init__(self, mailer: str):
        self.backend = mailers[mailer]

    def __enter__(self) -> "SMTPConnection":
        return self

    def __exit__(self, *fault):
        self.hang_up()

    def hand_over(self, sender: str, recipient: str, message: bytes) -> ServerAnswer:
        """Send one message and give the deciding answer. Raises RouteDown when there is no connection at all."""
        stage, server = Stage.SENDER, self._server()
        try:
            code, reply = server.mail(sender)
            if code // 100 == 2:
                stage = Stage.RECIPIENT
                code, reply = server.rcpt(recipient)
            if stage == Stage.RECIPIENT and code // 100 == 2:
                stage = Stage.DATA
                code, reply = server.docmd("data")
            if code == 354:
                server.send(_stuffed(message))
                stage = Stage.DOT
                server.sock.settimeout(ANSWER_WITHIN)
                code, reply = server.getreply()
                server.sock.settimeout(server.timeout)
        except OSError:  # smtplib's errors are OSErrors too
            code, reply = NO_ANSWER, b"The connection broke."
        if code // 100 != 2:
            self._begin_again(server)
        return ServerAnswer(stage, code, reply.decode(errors="replace"))

    def hang_up(self) -> None:
        """End the connection, which may be broken already; the next message opens a new one."""
        with suppress(OSError):
            self.backend.close()

    def _begin_again(self, server: smtplib.SMTP) -> None:
        """Be ready for the next message after one that was not taken."""
        try:
            server.rset()
        except OSError:
            self.hang_up()

    def _server(self) -> smtplib.SMTP:
        try:
            self.backend.open()
            self.backend.connection.ehlo_or_helo_if_needed()
        except OSError as fault:
            self.hang_up()
            raise RouteDown from fault
        return self.backend.connection


def _stuffed(message: bytes) -> bytes:
    """The message as DATA wants it: a dot before each line that begins with one, and the dot that ends it."""
    return message.removesuffix(b"\r\n").replace(b"\r\n.", b"\r\n..") + b"\r\n.\r\n"

"""The demo's mailbox: a small SMTP server that keeps each mail as a file, and the reading of those files."""

import email
import email.policy
import signal
import sys
import time
from email.message import EmailMessage
from itertools import count
from pathlib import Path

from aiosmtpd.controller import Controller

from chaportal import embedded

_number = count()


def folder() -> Path:
    """Where the mails lie; made when missing."""
    mails = embedded.data_folder() / "mail"
    mails.mkdir(exist_ok=True)
    return mails


class _Keep:
    """aiosmtpd's handler: one file a message, named so that the names sort by time."""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        name = f"{time.time_ns():020d}-{next(_number)}"
        draft = folder() / f"{name}.part"
        draft.write_bytes(b"X-Envelope-To: " + ", ".join(envelope.rcpt_tos).encode() + b"\r\n" + envelope.content)
        draft.rename(draft.with_suffix(".eml"))
        return "250 Kept"


def serve(port: int) -> None:
    """Take mail on the loopback address until the process is told to stop."""
    stop_signals = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop_signals)
    controller = Controller(_Keep(), hostname="127.0.0.1", port=port)
    controller.start()
    signal.sigwait(stop_signals)
    controller.stop()


def names() -> list[str]:
    """The names of the mails kept, newest first."""
    return sorted((file.stem for file in folder().glob("*.eml")), reverse=True)


def read(name: str) -> EmailMessage | None:
    """A mail by its name, or None."""
    file = folder() / f"{name}.eml"
    if not file.exists():
        return None
    return email.message_from_bytes(file.read_bytes(), policy=email.policy.default)


if __name__ == "__main__":
    serve(int(sys.argv[1]))

"""What a failure to send a mail means: for this mail, or for the mail server. Codes are kept, a reply's words never:
they often repeat the address.
"""

import re
import smtplib

from jobs.retry import ItemFailed

CLOSING = 421
ENHANCED = re.compile(rb"^([245]\.\d{1,3}\.\d{1,3})")


class ServerDown(ItemFailed):
    """The mail server cannot be used now: it says nothing of the mail."""


def meaning(fault: OSError) -> ItemFailed:
    """An error of smtplib or of the connection as a ServerDown, or as a failure of this mail.

    4yz asks us to come again, 5yz is final (RFC 5321, 4.2.1). What is said of us, the sender, is true of every mail.
    """
    code, reply = _answer(fault)
    found = ENHANCED.match(reply)
    codes = f"{code} {found[1].decode()}" if found else str(code)
    if isinstance(fault, smtplib.SMTPSenderRefused | smtplib.SMTPAuthenticationError) or code == CLOSING:
        return ServerDown(f"The mail server does not take mail from us ({codes}).")
    if code // 100 == 5:
        return ItemFailed(f"The mail server refused this mail for good ({codes}).", permanent=True)
    if code // 100 == 4:
        return ItemFailed(f"The mail server asks us to come again ({codes}).")
    return ItemFailed("The connection to the mail server broke.")


def down(fault: OSError) -> ServerDown:
    """Why no connection could be made."""
    found = meaning(fault)
    return found if isinstance(found, ServerDown) else ServerDown("The mail server does not answer.")


def _answer(fault: OSError) -> tuple[int, bytes]:
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        fault = smtplib.SMTPResponseException(*next(iter(fault.recipients.values())))
    if not isinstance(fault, smtplib.SMTPResponseException):
        return 0, b""
    reply = fault.smtp_error
    return fault.smtp_code, reply if isinstance(reply, bytes) else str(reply).encode()

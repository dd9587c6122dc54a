"""One mail for many people: frozen bytes with a marker wherever they differ. Without Django or a database.

Building a MIME message takes milliseconds; cutting the frozen one at its markers once and joining it for each person
takes microseconds. Markers in the body stand in quoted-printable text (RFC 2045, 6.7), those above it in headers.
"""

import hashlib
import quopri
import re

LONGEST_LINE = 998  # RFC 5322, 2.1.1
SOFT_BREAK = b"=\r\n"


class Unsendable(Exception):
    """A value that must not be put into a mail; the message says why and names no address."""


def marker(name: str, nonce: str) -> str:
    """A word that no text contains: `nonce` is random and made anew for each mail."""
    return f"Z{nonce}{name}Z"


def frozen(raw: bytes, markers: dict[str, str], expected: dict[str, int]) -> bytes:
    """The bytes with every marker in one piece. Raises ValueError unless each is there as often as expected.

    The encoding breaks lines anywhere, so a marker may come out in two pieces; soft breaks on both sides of it put it
    on a line of its own and leave the text the same.
    """
    for name, word in markers.items():
        split = rb"(?:=\r\n)?".join(re.escape(bytes([letter])) for letter in word.encode())
        raw = re.sub(split, word.encode(), raw)
        found = raw.count(word.encode())
        if found != expected[name]:
            raise ValueError(f"The mail has the marker {name} {found} times instead of {expected[name]}.")
    if max(len(line) for line in raw.split(b"\r\n")) > LONGEST_LINE:
        raise ValueError(f"The mail has a line of more than {LONGEST_LINE} octets.")
    return raw


def digest(skeleton: bytes) -> str:
    return hashlib.sha256(skeleton).hexdigest()


def cut(skeleton: bytes, markers: dict[str, str]) -> list[bytes | str]:
    """The skeleton as a list in which bytes and names of markers take turns."""
    names = {word.encode(): name for name, word in markers.items()}
    pieces = re.split(b"(" + b"|".join(names) + b")", skeleton)
    return [names[piece] if place % 2 else piece for place, piece in enumerate(pieces)]


def joined(pieces: list[bytes | str], values: dict[str, bytes]) -> bytes:
    """One person's mail: each marker replaced by its encoded value."""
    return b"".join(piece if isinstance(piece, bytes) else values[piece] for piece in pieces)


def header(value: str) -> bytes:
    """A value for a header. Raises Unsendable for line breaks, which would start a header of their own."""
    if "\r" in value or "\n" in value:
        raise Unsendable("A line break in a header.")
    if not value.isascii():
        raise Unsendable("A character in the address that mail cannot carry.")
    return value.encode()


def text(value: str) -> bytes:
    """A value for the body, in quoted-printable between soft breaks. Raises Unsendable for line breaks."""
    if "\r" in value or "\n" in value:
        raise Unsendable("A line break in a value.")
    encoded = quopri.encodestring(value.encode()).replace(b"\n", b"\r\n")
    return SOFT_BREAK + encoded + SOFT_BREAK

"""Pictures inside documents lose what was written beside their pixels: place, time, camera, author. Pixels stay."""

import struct

PNG = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs", b"sBIT", b"bKGD"}
# JFIF, colour profile, Adobe's colour transform; EXIF, XMP, IPTC and comments are not among them.
JPEG_KEPT = {0xE0, 0xE2, 0xEE}
START_OF_SCAN = 0xDA


def plain_picture(raw: bytes) -> bytes | None:
    """A JPEG, PNG or GIF without what is not its pixels; None for anything else, and for what is damaged."""
    try:
        if raw.startswith(PNG):
            return _png(raw)
        if raw.startswith(b"\xff\xd8\xff"):
            return _jpeg(raw)
    except (struct.error, IndexError):
        return None
    return raw if raw.startswith((b"GIF87a", b"GIF89a")) else None


def _png(raw: bytes) -> bytes:
    out, at, kind = [PNG], len(PNG), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", raw, at)
        if kind in PNG_KEPT:
            out.append(raw[at : at + 12 + length])
        at += 12 + length
    return b"".join(out)


def _jpeg(raw: bytes) -> bytes:
    out, at = [raw[:2]], 2
    while raw[at + 1] != START_OF_SCAN:
        marker, (length,) = raw[at + 1], struct.unpack_from(">H", raw, at + 2)
        if raw[at] != 0xFF or length < 2:
            raise IndexError
        is_beside = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not is_beside or marker in JPEG_KEPT:
            out.append(raw[at : at + 2 + length])
        at += 2 + length
    return b"".join([*out, raw[at:]])

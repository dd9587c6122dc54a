"""Letters that went through a wrong encoding: which one a file has, and what a word was before it was encoded twice.

Names say little, so each letter is weighed by its neighbours: a capital with an accent after a small letter, or a sign
of mathematics within a word, was something else once.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress

from ftfy import fix_encoding

SINGLE = ("cp1252", "mac_roman")  # one byte for each letter: older programs of Windows, and of the Macintosh
# What a text was read as, and what it was.
READINGS = (("cp1252", "utf-8"), ("mac_roman", "utf-8"), ("cp1252", "mac_roman"), ("mac_roman", "cp1252"))
UNSURE = 0.25  # of the letters that are no ASCII
FOREIGN = re.compile(r"[^\x00-\x7f]")
APOSTROPHE, DASHES = "’", "–—"
BESIDE_WORDS = "‘“”£€½¼¾°•§©®™…\N{NO-BREAK SPACE}"  # noqa: RUF001 - they are meant
BEFORE_NO_WORD = "…®™°"
ALONE = "ÓÉÀéà"  # words of one letter, as in Ó Briain
NEVER = "ƒˆÿŸﬁﬂ"  # in no name here
NEVER_WITHIN = "ÕÐÞ"  # what an apostrophe and a dash of the Macintosh become


def single_encoding(raw: bytes) -> str | None:
    """The encoding of bytes with one for each letter: the one that makes more sense of them; None where none does."""
    texts = {}
    for encoding in SINGLE:
        with suppress(UnicodeDecodeError):
            texts[encoding] = raw.decode(encoding)
    best = min(texts, key=lambda encoding: oddities(texts[encoding]))
    return best if oddities(texts[best]) <= UNSURE * len(FOREIGN.findall(texts[best])) else None


def mended(text: str) -> str:
    """A text as it was before it was read in a wrong encoding and written again; what makes sense stays as it is."""
    if text.isascii():
        return text
    fixed = fix_encoding(text)
    candidates = (fixed, text, *_read_again(fixed), *_read_again(text))
    return min(candidates, key=oddities)  # the first of those that make most sense


def is_garbled(text: str) -> bool:
    """Whether a text holds letters that make no sense where they stand."""
    return not text.isascii() and oddities(text) > 0


def oddities(text: str) -> int:
    """How many letters and signs make no sense beside their neighbours."""
    around = f" {text} "
    return sum(_is_odd(around[found.start() - 1], found[0], around[found.end()]) for found in FOREIGN.finditer(around))


def _read_again(text: str) -> Iterator[str]:
    for read_as, was in READINGS:
        with suppress(UnicodeError):
            yield text.encode(read_as).decode(was)


def _is_odd(before: str, sign: str, after: str) -> bool:
    within = before.isalpha() and after.isalpha()
    if sign == APOSTROPHE:
        return not (before.isalnum() or after.isalnum())
    if sign in DASHES:
        return within and after.islower()
    if sign in BESIDE_WORDS:
        return within or (sign in BEFORE_NO_WORD and after.isalpha())
    if sign in NEVER or not unicodedata.name(sign, "").startswith("LATIN "):
        return True
    if not before.isalpha() and not after.isalpha():
        return sign not in ALONE
    return (sign in NEVER_WITHIN and before.isalpha()) or (sign.isupper() and _is_misplaced(before, after))


def _is_misplaced(before: str, after: str) -> bool:
    """Whether no capital stands there: after a small letter, or between a capital and a small letter."""
    return before.islower() or (before.isupper() and after.islower())

"""Owners as lists print them: which spellings are of one name (docs/domain.md, “Noise”)."""

import re
import unicodedata

from cleaning.text import without_accents

# A company's number typed into the name: "Elm Care Ltd (Company No. 09123456)".
NUMBER = re.compile(
    r"(?:\b(?:company|co|registered|registration|reg)\b\W*)*"
    r"(?:\b(?:number|no|nr)\b\W*)?\b(?P<number>[a-z]{0,2}[0-9]{6,8})\b"
)
APOSTROPHES = str.maketrans("", "", "'’‘`´")  # noqa: RUF001 - as people type them
SAME = {"limited": "ltd", "company": "co", "incorporated": "inc", "cyfyngedig": "cyf", "&": "and", "the": ""}


def owner_key(printed: str) -> str:
    """What the spellings of one owner have in common: without case, accents, punctuation, spare spaces, "The", the
    difference of Ltd and Limited, and a company number in the name. Blank for a blank name.
    """
    bare = NUMBER.sub(" ", _plain(printed)) or _plain(printed)
    words = re.findall(r"[^\W_]+|&", bare.translate(APOSTROPHES))
    return " ".join(same for word in words if (same := SAME.get(word, word)))


def company_number_in(printed: str) -> str | None:
    """The number typed into a name, with eight characters as the company register has it; None without one.

    What kind of number it is cannot be told from its shape: a URN and a Scottish company's look alike.
    """
    found = NUMBER.search(_plain(printed))
    return found["number"].upper().zfill(8) if found else None


def _plain(text: str) -> str:
    return without_accents(unicodedata.normalize("NFKD", text).casefold())

r"""How words are found however they were written, as one regular expression for PostgreSQL and for Python.

Whole words, in any case, with or without accents, and with anything between them that is no letter or digit: spaces,
hyphens, line breaks, tags, entities. What is between is kept, so that HTML and JSON stay whole.
"""

import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import cache

MARK = "[removed]"
IN_ADDRESSES = "removed"  # where no bracket or space may stand
MOST_WORDS = 10  # PostgreSQL takes nine groups back
FEWEST_LETTERS = 4
LONGEST = 100
# Nothing at all may stand between them too: "O'Brien" becomes "obrien" in an address, a mail's "tommysmith@" has none.
BETWEEN = r"((?:[^\w<&]|_|<[^<>]*>|<|&(?:[a-zA-Z0-9#]{1,8};)?)*)"
BEGIN, END = r"(?:(?<!\w)|(?<=_))", r"(?:(?!\w)|(?=_))"
MARKS = "[\u0300-\u036f]*"  # accents that follow their letter
# An address of a page or a mail, or what becomes part of one.
ADDRESS = re.compile(r"(?:[!-~]*[/@][!-~]*|[a-z0-9_-]+)")


class TooVague(ValueError):
    """Words that would be found everywhere; the message is for the person who typed them."""


@dataclass(frozen=True)
class Words:
    """`pattern` finds them, `groups` is what stands between them, as groups of the pattern."""

    pattern: str
    groups: str

    @property
    def compiled(self) -> re.Pattern:
        return re.compile(self.pattern, re.IGNORECASE)

    def are_in(self, text: str) -> bool:
        return bool(self.compiled.search(text))

    def taken_out_of(self, text: str) -> str:
        """The text with a mark in place of the words: what `people_purged` does in the database."""
        mark = IN_ADDRESSES if ADDRESS.fullmatch(text) else MARK
        return self.compiled.sub(mark + self.groups, text)


def words_of(typed: str) -> Words:
    """What finds the words that were typed. Raises TooVague."""
    found = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", typed))
    letters = sum(map(len, found))
    if letters < FEWEST_LETTERS or len(typed) > LONGEST or len(found) > MOST_WORDS:
        raise TooVague(
            f"Write at least {FEWEST_LETTERS} letters or digits, and at most {MOST_WORDS} words: a first name with a "
            "surname, or some words of the sentence."
        )
    parts = ["".join(map(_any_form, _base(word))) for word in found]
    groups = "".join(rf"\{number}" for number in range(1, len(parts)))
    return Words(f"{BEGIN}{BETWEEN.join(parts)}{END}", groups)


def _base(word: str) -> str:
    """The word without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _any_form(letter: str) -> str:
    """The letter in either case, with whatever accent."""
    forms = {letter.lower(), letter.upper(), *_accented().get(letter.lower(), "")}
    several = "".join(sorted(form for form in forms if len(form) == 1))
    return f"[{several}]{MARKS}" if letter.isalpha() else re.escape(letter)


@cache
def _accented() -> dict[str, str]:
    """Letters with an accent by the small letter under it."""
    found: dict[str, str] = {}
    for letter in map(chr, range(0xC0, min(0x1F00, sys.maxunicode))):
        base = unicodedata.normalize("NFD", letter)[0]
        if letter.isalpha() and base != letter:
            found[base.lower()] = found.get(base.lower(), "") + letter
    return found

"""Blanks in a template, such as [name of the report], that someone must fill in. Without Django or a database.

In a text, square brackets are words: “[2021] EWHC 3”, “[sic]”. A blank that was left open is marked as such when the
text is made of its template, and keeps it from approval.
"""

import re
from collections.abc import Mapping

# With a letter in it: a year or a number in brackets is a citation. Not the token by which a figure is quoted.
BLANK = re.compile(r"\[(?!figure\s+\d)(?=[^\[\]\n]*[^\W\d_])([^\[\]\n]{1,80})\]", re.IGNORECASE)
LEFT_OPEN = re.compile(r"\[fill in: ([^\[\]\n]{1,80})\]")


def blanks_in(*texts: str) -> list[str]:
    """The blanks of a template: what stands in square brackets, each once, in order."""
    return _each_once(BLANK, texts)


def left_open(*texts: str) -> list[str]:
    """The blanks that a text still has from its template, each once, in order."""
    return _each_once(LEFT_OPEN, texts)


def filled(text: str, answers: Mapping[str, str]) -> str:
    """A template's text with answers in place of its blanks; one without an answer is marked as left open."""
    return BLANK.sub(lambda found: answers.get(found[1].strip()) or as_open(found[1].strip()), text)


def as_open(words: str) -> str:
    """How a text says that a blank is left open."""
    return f"[fill in: {words}]"


def _each_once(pattern: re.Pattern, texts: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(words.strip() for text in texts for words in pattern.findall(text)))

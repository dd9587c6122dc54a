"""Blanks in a text, such as [name of the report], that someone must fill in. Without Django or a database."""

import re
from collections.abc import Mapping

# Not the token by which a figure is quoted.
BLANK = re.compile(r"\[(?!figure\s+\d)([^\[\]\n]{1,80})\]", re.IGNORECASE)


def blanks_in(*texts: str) -> list[str]:
    """What stands in square brackets, each once, in order."""
    return list(dict.fromkeys(words.strip() for text in texts for words in BLANK.findall(text)))


def filled(text: str, answers: Mapping[str, str]) -> str:
    """The text with answers in place of their blanks; a blank without an answer stays."""
    return BLANK.sub(lambda found: answers.get(found[1].strip()) or found[0], text)

"""What a person types into a search box, as PostgreSQL's `websearch_to_tsquery` can bear it. Plain Python."""

import re
from collections.abc import Iterator

from cleaning.text import cleaned

LONGEST = 200  # characters; what is longer is no search but a pasted text
TERM = re.compile(r'(-*)("[^"]*"?|[^\s"]+)')
WORD = re.compile(r"\w")
WORDS = re.compile(r"\w+")


def askable(words: str) -> str:
    """The same words, "phrases" and -exclusions; signs without a word are left out.

    PostgreSQL keeps 32 operators and gives an error of its own for more, and each hyphen before a word is one.
    """
    terms = (_term(*found.groups()) for found in _terms(words))
    return " ".join(term for term in terms if term)


def wanted(words: str) -> list[str]:
    """The single words that are asked for, not those after a hyphen: for when all of them are too common to index."""
    terms = (found.groups() for found in _terms(words))
    return [word for hyphens, term in terms if not hyphens for word in WORDS.findall(term)]


def _terms(words: str) -> Iterator[re.Match]:
    """What is pasted out of a PDF or a page may hold soft hyphens, as texts do not."""
    return TERM.finditer(cleaned(words[:LONGEST]))


def _term(hyphens: str, term: str) -> str:
    if not WORD.search(term):
        return ""
    return f"{'-' if hyphens else ''}{re.sub('-{2,}', '-', term)}"

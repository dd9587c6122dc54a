"""The portal holds nothing about any child: which headings ask for it, and one refusal for every reader.

Ofsted's own lists are read without it: their judgements speak of children, and no column of theirs is of one child.
"""

import re

from sheets.problems import NotASheet

CHILDRENS_HOME = re.compile(r"\bchildren ?s? homes?\b")
ABOUT_CHILDREN = re.compile(
    r"\b(child(ren)?s?|young (person|people)s?|yp|residents?|(date|place) of birth|birth ?(day|date)|dob|d o b|nhs|upn|"
    r"place(d|ments?)|placing|initials|looked after|care orders?|social workers?|gender|ethnicity|diagnos[ei]s|"
    r"medications?|restraints?|missing|admi(tted|ssions?)|discharged?|[pb]lentyn|dyddiad geni|(person|pobl) ifanc)\b"
)


def speaks_of_children(heading: str) -> bool:
    """Whether a heading asks for something about a child. “Children's home” does not."""
    words = " ".join(re.findall(r"[^\W_]+", heading.casefold()))
    return bool(ABOUT_CHILDREN.search(CHILDRENS_HOME.sub("", words)))


def refuse_children(headings: list[str]) -> None:
    """Raise NotASheet, with their names, where headings ask for something about a child."""
    wrong = [" ".join(heading.split()) for heading in headings if speaks_of_children(heading)]
    if wrong:
        raise NotASheet(
            f"This file has headings that speak of children: {', '.join(wrong)}. The portal holds nothing about any "
            "child, so nothing of the file was kept. Delete those columns with what is in them, and choose it again."
        )

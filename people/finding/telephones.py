"""Telephone numbers as they are sought: by their figures, however they are written, with or without their codes."""

import re

from django.db.models import F, Func, TextField, Value

TYPED = re.compile(r"[+(\d][\d\s()./-]*")
FEWEST, TELLING = 6, 9  # figures: of a number in Britain its last nine stand behind 0, +44 or 0044


def sought_number(words: str) -> str:
    """The telling figures of a telephone number; nothing of words that are none, or of too few figures."""
    figures = re.sub(r"\D", "", words) if TYPED.fullmatch(words) else ""
    return figures[-TELLING:] if len(figures) >= FEWEST else ""


def figures_of(field: str) -> Func:
    """The figures alone of a column that holds a telephone number."""
    return Func(F(field), Value(r"\D"), Value(""), Value("g"), function="regexp_replace", output_field=TextField())

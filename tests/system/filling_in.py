"""Filling in any form of any page as a person would who changes its words."""

import re
from datetime import date, timedelta

from django.utils import timezone

from tests.system.forms_on_pages import Form

OTHER = "Omegas"  # the words of a second window, which differs in numbers, days and choices too
BUTTONS = ("submit", "button", "hidden")
# By the end of a field's name, what fits there: in the first window, and in the second.
FITTING = {
    "telephone": ("01632 960111", "01632 960222"),
    "colour": ("#0f4c5c", "#5c0f4c"),
    "company_number": ("01234567", "07654321"),
    "charity_number": ("1012345", "1054321"),
    "alias": ("Home 8", "Home 9"),
    "redirect_to": ("/press/", "/policy/"),
    "urn": ("9000003", "9000003"),
    "urns": ("9000003", "9000003"),
    "postcode": ("LL57 2DG", "SW1A 1AA"),
    "vacancies": ("2", "3"),
    "our_answer": ("<p>Alpha</p>", "<p>Omegas</p>"),  # rich text, which opens as what it means
    "youngest": ("9", "10"),
    "oldest": ("16", "17"),
}
# By the start of a field's name, how many days from now a day lies that must not be today.
DAYS = {"done_on": -1, "expected_back": 9, "closes_at": 9, "internal_deadline": 5, "until": 9, "needed_by": 9}
# A field of one row of many: what its numbers may be depends on the other rows, and a row may stay empty.
ROW = re.compile(r"-\d+-\w+$")
# Of a question: what does not go with the way in which it is answered is refused.
BY_KIND = {"kind", "options", "lowest", "highest", "lowest_label", "highest_label", "limit"}
# The only contact there is stands in the field before; an extract must be words of the answer that it is of.
LEFT = {"second_contact", "extract", "extract_of"}


def changed(form: Form, mark: str) -> dict[str, list[str]]:
    """What a browser sends after someone wrote `mark` into every field that takes words, and filled in the rest."""
    sent = {name: list(values) for name, values in form.untouched.items()}
    for name, kind, value in _to_fill(form):
        if kind in ("text", "textarea", "search") and not _is_clock(form, name):
            sent[name] = [_words(name, mark, value)]
        elif kind == "url":
            sent[name] = [f"https://{mark.lower()}.example/"]
        elif kind == "email":
            sent[name] = [f"{mark.lower()}@example.org"]
        elif kind == "date" and mark == OTHER and sent.get(name, [""])[0]:
            sent[name] = [str(date.fromisoformat(sent[name][0]) + timedelta(days=1))]
        elif mark == OTHER and kind in ("option", "radio"):
            sent[name] = [value]  # the last of all
        elif mark == OTHER and kind == "checkbox":
            sent.pop(name, None)
        elif mark == OTHER and kind == "number":
            sent[name] = [str(int(float(value or 1)) + 1)]
        elif not any(sent.get(name, [])):
            _fill(sent, name, kind, value)
    return sent | _pressed(form)


def _to_fill(form: Form) -> list:
    names = {name for name, _, _ in form.fields}
    left = BY_KIND if names >= BY_KIND else set()
    fields = [each for each in form.fields if each[0] not in left]
    fields = [each for each in fields if each[0] not in LEFT]
    return [each for each in fields if not (ROW.search(each[0]) and (each[1] == "number" or not each[2]))]


def _is_clock(form: Form, name: str) -> bool:
    """The time beside a day."""
    return name.endswith("_1") and any(each == f"{name[:-2]}_0" for each, _, _ in form.fields)


def _words(name: str, mark: str, value: str) -> str:
    if name == "reference" and value:
        return value  # it is part of the page's address
    last = name.rpartition("-")[2]
    for ending, (first, second) in FITTING.items():
        if last == ending or last.endswith(f"_{ending}"):
            return second if mark == OTHER else first
    if value.isdecimal():
        return str((int(value) + len(mark)) % 9 + 1)
    return mark


def _fill(sent, name, kind, value):
    if kind == "date":
        ahead = next((days for start, days in DAYS.items() if name.rpartition("-")[2].startswith(start)), 0)
        sent[name] = [str(timezone.localdate() + timedelta(days=ahead))]
    elif kind == "number":
        sent[name] = ["3"]
    elif kind == "text":  # a clock
        sent[name] = ["9:30"]
    elif kind == "checkbox" or (kind in ("radio", "option") and value):
        sent[name] = [value or "on"]


def _pressed(form: Form) -> dict[str, list[str]]:
    """Where there is nothing but buttons, the first of them."""
    if any(kind not in BUTTONS for _, kind, _ in form.fields):
        return {}
    return next(({name: [value]} for name, kind, value in form.fields if kind == "submit"), {})

"""Filling in any form of any page as a person would who changes its words."""

from django.utils import timezone

from tests.house.forms_on_pages import Form

OTHER = "Omegas"  # the words of a second window, which differs in numbers and choices too


def changed(form: Form, mark: str) -> dict[str, list[str]]:
    """What a browser sends after someone wrote `mark` into every field that takes words, and filled in the rest."""
    sent = {name: list(values) for name, values in form.untouched.items()}
    for name, kind, value in form.fields:
        if kind in ("text", "textarea", "search") and name.rpartition("_")[2] != "1":
            sent[name] = [_words(name, mark, value)]
        elif kind == "url":
            sent[name] = [f"https://{mark.lower()}.example/"]
        elif kind == "email":
            sent[name] = [f"{mark.lower()}@example.org"]
        elif kind == "tel":
            sent[name] = [f"01632 96{len(mark):04}"]
        elif mark == OTHER and kind in ("option", "radio"):
            sent[name] = [value]  # the last of all
        elif mark == OTHER and kind == "checkbox":
            sent.pop(name, None)
        elif mark == OTHER and kind == "number":
            sent[name] = [str(int(float(value or 1)) + 1)]
        elif not any(sent.get(name, [])):
            _fill(sent, name, kind, value)
    return sent


def _words(name: str, mark: str, value: str) -> str:
    if value.isdecimal() or name in ("vacancies", "youngest", "oldest"):
        return str((int(value or 3) + len(mark)) % 9 + 1)
    return mark


def _fill(sent, name, kind, value):
    if kind == "date":
        sent[name] = [str(timezone.localdate())]
    elif kind == "number":
        sent[name] = ["3"]
    elif kind == "text":  # the clock beside a day
        sent[name] = ["9:30"]
    elif kind in ("radio", "option", "checkbox"):
        sent[name] = [value or "on"]

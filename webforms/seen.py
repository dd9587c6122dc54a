"""Changed since you looked: no form overwrites unseen what someone saved after it was opened.

A form that edits carries a mark of each value that it opened with, in one hidden field. When a value is another one by
the time the form comes back, nothing is saved: the form says who changed it and when, keeps what was typed, and shows
both. Fields that were left as they were opened take the newer value. Saving once more is then done knowingly.

POSTs to one address that carry the field run one after the other (`people.posting.once`), so two windows cannot both
pass in the same moment.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django import forms as djangos
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import strip_tags

from history import Entry, history_of
from times import LONDON

FIELD = "seen"
LONG = 8  # hexadecimal digits of each digest: only ever compared with another value of the same field


@dataclass(frozen=True)
class Difference:
    """A field that was changed meanwhile: its label, what is kept now, and what was typed, in words."""

    label: str
    saved: str
    typed: str


class Seen:
    """For a form that begins with what is kept: a ModelForm of a saved row, or an `EditForm`."""

    guarded = True  # False: another mechanism of its own, named there, does the same

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.differences: list[Difference] = []
        self.changed_by: Entry | None = None
        if self.guarded and self.edits():
            self.fields[FIELD] = djangos.CharField(widget=djangos.HiddenInput, required=False)
            # Only once the page asks: forms put values in place after this.
            self.initial[FIELD] = lambda: "".join(f"{_digest(name)}{mark}" for name, mark in self._now().items())

    def edits(self) -> list[models.Model]:
        """The rows that it edits: their history says who changed them."""
        raise NotImplementedError

    def last_change(self) -> Entry | None:
        """The last change of those rows; None where nobody can be named."""
        return _last_change(self.edits())

    def _clean_form(self):
        super()._clean_form()
        if FIELD in self.fields and self.add_prefix(FIELD) in self.data:
            self._compare(_read(self.data[self.add_prefix(FIELD)]), self._now())
        self.cleaned_data.pop(FIELD, None)  # nobody else's business

    def _compare(self, opened: dict[str, str], now: dict[str, str]) -> None:
        changed = [name for name, mark in now.items() if opened.get(_digest(name)) != mark]
        typed = {name: _mark(self.cleaned_data[name]) for name in now if name in self.cleaned_data}
        if not changed or typed == now:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix(FIELD)] = self.initial[FIELD]()
        for name in changed:
            if typed.get(name) == opened.get(_digest(name)):
                self._take(name)
            elif typed.get(name) != now[name]:
                self.differences.append(self._difference(name))
        self._say_so()

    def _say_so(self) -> None:
        self.changed_by = self.last_change()
        who = self.changed_by.who if self.changed_by else "Someone"
        advice = "Compare the two below. Save again to put what you typed in its place."
        if not self.differences:
            advice = "It is in the form now, beside what you typed. Read it, then save again."
        self.add_error(
            None,
            ValidationError(
                f"{who} changed this after you opened it. Nothing of yours is saved yet, and nothing is lost. {advice}",
                code="changed",
            ),
        )

    def _now(self) -> dict[str, str]:
        """The mark of what is kept now, by field."""
        return {name: _mark(self._saved_value(name)) for name in self.fields if name != FIELD}

    def _saved_value(self, name: str) -> Any:
        return self.get_initial_for_field(self.fields[name], name)

    def _take(self, name: str) -> None:
        """Put what is kept now into the form, in the place of what was sent for a field."""
        field, sent = self.fields[name], self.add_prefix(name)
        value = field.prepare_value(self._saved_value(name))
        if isinstance(field.widget, djangos.MultiWidget):
            for suffix, part in zip(field.widget.widgets_names, field.widget.decompress(value), strict=True):
                self.data[f"{sent}{suffix}"] = "" if part is None else str(part)
        elif isinstance(value, list | tuple):
            self.data.setlist(sent, [str(each) for each in value])
        elif isinstance(field.widget, djangos.RadioSelect | djangos.Select):  # these give a list to their page
            self.data[sent] = "" if value is None else str(value)
        elif isinstance(field.widget, djangos.CheckboxInput):
            self.data.setlist(sent, ["on"] if value else [])
        else:
            self.data[sent] = "" if value is None else str(field.widget.format_value(value))

    def _difference(self, name: str) -> Difference:
        field = self.fields[name]
        saved, typed = self._saved_value(name), self.cleaned_data.get(name, self[name].data)
        return Difference(str(field.label or self[name].label), _in_words(field, saved), _in_words(field, typed))


def _last_change(rows: list[models.Model]) -> Entry | None:
    tracked = [row for row in rows if row.pk and hasattr(row, "events")]
    return next(iter(history_of(*tracked, limit=1)), None) if tracked else None


def _read(sent: str) -> dict[str, str]:
    pairs = [sent[at : at + 2 * LONG] for at in range(0, len(sent), 2 * LONG)]
    return {pair[:LONG]: pair[LONG:] for pair in pairs}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:LONG]


def _mark(value: Any) -> str:
    """What tells one value of a field from another, whether it comes from the database or was typed."""
    return _digest(str(sorted(map(_plain, value)) if _is_many(value) else _plain(value)))


def _is_many(value: Any) -> bool:
    return isinstance(value, list | tuple | set | models.QuerySet)


def _plain(value: Any) -> str:
    if isinstance(value, models.Model):
        value = value.pk
    if isinstance(value, datetime):
        value = value.astimezone(UTC).replace(second=0, microsecond=0)
    if isinstance(value, Decimal):
        value = value.normalize()
    return "" if value is None else "\n".join(str(value).splitlines())


def _in_words(field: djangos.Field, value: Any) -> str:
    """A value in the words of its field."""
    words = {str(key): str(label) for key, label in getattr(field, "choices", [])}
    values = [_plain(one) for one in (value if _is_many(value) else [value])]
    if isinstance(field, djangos.BooleanField):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return f"{value.astimezone(LONDON):%-d %B %Y, %H:%M}"
    return ", ".join(strip_tags(words.get(one, one)).strip() for one in values if one) or "Empty"

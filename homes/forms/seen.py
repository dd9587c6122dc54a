"""Forms that do not overwrite unseen what someone saved in another window."""

import hashlib
import json
from typing import Any

from django.core.exceptions import ValidationError

from people.cleaning import forms


def digest(kept: dict[str, Any]) -> str:
    """What tells one state of private values from another, without saying them."""
    return hashlib.sha256(json.dumps(kept, sort_keys=True, default=str).encode()).hexdigest()


class SeenForm(forms.Form):
    """A form that begins with what is `kept` now, and refuses once when that changed since it was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, kept: dict[str, Any], **kwargs):
        self.now = digest(kept)
        super().__init__(*args, initial={**kept, "seen": self.now}, **kwargs)
        self.kept = kept

    def clean(self):
        data = super().clean()
        if self.data.get("seen") != self.now:
            self.data = self.data.copy()
            self.data["seen"] = self.now  # saving once more is then done knowingly
            said = "; ".join(self._said(name, value) for name, value in self.kept.items())
            raise ValidationError(
                "Someone saved this home after you opened this page. Kept now: "
                f"{said}. Save again to put what you typed in its place."
            )
        return data

    def _said(self, name: str, value: Any) -> str:
        """A kept value in the words of its field."""
        field = self.fields[name]
        words = dict(getattr(field, "choices", []))
        values = [str(words.get(one, one)) for one in (value if isinstance(value, list) else [value])]
        shown = ", ".join(word for word in values if word not in ("", "None"))
        return f"{(field.label or name).lower()}: {shown or 'empty'}"

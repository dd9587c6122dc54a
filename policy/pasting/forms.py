"""A list as it was copied: it is checked, mended by a person, and then kept."""

from collections.abc import Sequence
from typing import ClassVar

from django.core.exceptions import ValidationError

from webforms import forms
from webforms.layout import Button


class PastedForm(forms.Form):
    """`keeps` says whether the list is to be kept: nobody keeps one that was changed since it was checked."""

    buttons = (
        Button("Check", name="step", value="check"),
        Button("Keep what was checked", look="button--second", name="step", value="keep"),
    )
    beside: ClassVar[tuple[str, ...]] = ()  # other fields, which stay as they were chosen
    pasted = forms.CharField(widget=forms.Textarea(attrs={"rows": 20}), max_length=200_000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = []

    def read(self, pasted: str) -> Sequence:
        """The entries of a list."""
        raise NotImplementedError

    def written(self) -> str:
        """The list as `read` takes it without doubt."""
        raise NotImplementedError

    def faults(self) -> list[str]:
        """What has to be mended, a sentence each."""
        raise NotImplementedError

    def clean_pasted(self):
        text = self.cleaned_data["pasted"]
        self.items = self.read(text)
        self.was_checked = self.written() == text.strip()
        if found := self.faults():
            raise ValidationError(found)
        return text

    def checked(self) -> "PastedForm":
        """The form again, with the list as it was read."""
        return self.again({"pasted": self.written(), **{name: self[name].value() for name in self.beside}})

    def again(self, initial: dict) -> "PastedForm":
        """A form like this one."""
        return type(self)(initial=initial)

    @property
    def keeps(self) -> bool:
        return self.is_valid() and self.was_checked and self.data.get("step") == "keep"

"""What the forms of all dated rows have in common."""

from django.db.models import Model

from policy.models import Document
from policy.models.body import HTTPS_SENTENCE
from webforms import forms

NO_SOURCE = "Choose the document that says so, or write a link to it."


class DatedForm(forms.ModelForm):
    """A row that is kept for ever: made, and corrected by another of the same thing, `of_one`."""

    send = "Record"
    needed = {"source": "or a link to it", "link": "or the document"}

    def __init__(self, *args, of_one: Model | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if of_one is None:
            self.fields.pop("corrects", None)
        else:
            kind = self._meta.model
            corrects = self.fields["corrects"]
            corrects.queryset = kind.objects.uncorrected().filter(**{kind.OF: of_one})
            corrects.label_from_instance = lambda row: f"{row}, {row.on:%-d %B %Y}"
            corrects.empty_label = "Nothing: it is new"
        if "source" in self.fields:
            self.fields["source"].queryset = Document.objects.published()

    def clean(self):
        data = super().clean()
        if self.needs_source(data) and not data.get("source") and not data.get("link") and "link" not in self.errors:
            self.add_error("source", NO_SOURCE)
        return data

    def needs_source(self, data) -> bool:
        """Whether what was typed needs one."""
        return "source" in self.fields


class SourcedMeta:
    """How the fields look in each of them."""

    widgets = {"on": forms.DateInput(), "words": forms.Textarea(attrs={"rows": 4})}
    error_messages = {"link": {"invalid": HTTPS_SENTENCE}}
    labels = {"on": "On which day?", "source": "Document that says so", "corrects": "Does it correct an entry?"}

from django.core.exceptions import ValidationError

from register.lists.changes import ChangeKind
from register.models import RegisterFile
from webforms import forms
from webforms.layout import Layout, Row

KINDS = {
    ChangeKind.NEW: "New",
    ChangeKind.CLOSED: "Not on the register any more",
    ChangeKind.STATUS: "Status",
    ChangeKind.PLACES: "Places",
    ChangeKind.OWNER: "Owner",
    ChangeKind.GRADE: "Judgement",
}


class ListField(forms.ModelChoiceField):
    def label_from_instance(self, file):
        return f"{file.as_at.day} {file.as_at:%B %Y}"


class ChangesForm(forms.Form):
    """Which two lists to compare, and which changes to show."""

    method, send = "get", "Show"
    layout = Layout(Row("before", "after"), Row("kind", "homes_only"))

    before = ListField(RegisterFile.objects.none(), empty_label=None, label="From the list as at")
    after = ListField(RegisterFile.objects.none(), empty_label=None, label="To the list as at")
    kind = forms.ChoiceField(choices=[("", "All changes"), *KINDS.items()], required=False, label="Changes")
    homes_only = forms.BooleanField(required=False, label="Children’s homes only")

    def __init__(self, *args, lists, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("before", "after"):
            self.fields[name].queryset = lists

    def clean(self):
        data = super().clean()
        before, after = data.get("before"), data.get("after")
        if before and after and before.as_at >= after.as_at:
            raise ValidationError("The first list must be the earlier one.")
        return data

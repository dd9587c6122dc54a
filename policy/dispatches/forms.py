"""What the policy desk types of a sending."""

from policy.dated.forms import DatedForm
from policy.models import ConsultationResponse, Dispatch
from publishing.workflow import EditionState
from webforms import forms


class DispatchForm(DatedForm):
    """That a version of our response was sent, or what is right in the place of an earlier entry."""

    field_order = ["edition", "how", "on", "at", "reference", "file", "corrects"]

    file = forms.FileField(
        required=False,
        label="The file that was sent",
        help_text="We note its name and its SHA-256, by which it can be recognised, and do not keep the file.",
    )

    class Meta:
        model = Dispatch
        fields = ["edition", "how", "on", "at", "reference", "corrects"]
        widgets = {"on": forms.DateInput(), "at": forms.TimeInput(format="%H:%M", attrs={"type": "time"})}
        labels = {
            "edition": "Which version?",
            "how": "How it was sent",
            "on": "On which day?",
            "at": "At what time, if you know it",
            "corrects": "Does it correct an entry?",
        }
        help_texts = {
            "at": "UK time.",
            "reference": "The number of their receipt, if they gave one.",
        }

    def __init__(self, *args, of_one: ConsultationResponse, **kwargs):
        super().__init__(*args, of_one=of_one, **kwargs)
        approved = of_one.publication.editions.filter(state=EditionState.APPROVED).order_by("-number")
        self.fields["edition"].queryset = approved
        self.fields["edition"].empty_label = None
        self.fields["edition"].label_from_instance = lambda edition: f"Version {edition.number}: {edition.title}"
        if not self.fields["corrects"].queryset.exists():
            self.fields.pop("corrects")

"""What the desk types of its own work on a consultation."""

from policy.models import Consultation
from policy.models.cycle import NOBODY, desk_people
from webforms import forms


class OwnerFilterForm(forms.FilterForm):
    """Whose consultations to show."""

    owner = forms.ChoiceField(label="Owner", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = [(str(person.pk), str(person)) for person in desk_people().order_by("name", "pk")]
        self.fields["owner"].choices = [("", "Anybody"), *people, (NOBODY, "Nobody")]

    @property
    def chosen(self) -> str:
        return self.wanted.get("owner", "")


class CycleForm(forms.ModelForm):
    """Who owns a consultation, and our own days. What is out of order, `policy.cycle.actions.plan` refuses."""

    class Meta:
        model = Consultation
        fields = ["owner", "draft_due", "sign_off_due"]
        widgets = {"draft_due": forms.DateInput(), "sign_off_due": forms.DateInput()}
        help_texts = {
            "draft_due": "When our answer is submitted for approval. Members have answered by then.",
            "sign_off_due": "When it is approved. Leave time to send it before they close.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = desk_people().order_by("pk")
        self.fields["owner"].empty_label = "Nobody yet"

    def _get_validation_exclusions(self):
        """The action says what is out of order in a sentence of its own."""
        return super()._get_validation_exclusions() | {"draft_due", "sign_off_due"}

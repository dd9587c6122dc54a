from django.utils.html import format_html, format_html_join

from members.models import ReminderRule
from members.models.reminder import REMINDED
from members.reminders.words import OF_ALL, OF_INVOICE, OF_TERM
from people.access import ROLES
from webforms import forms
from webforms.layout import Fieldset, Layout, Row


def _listed(names: dict[str, str]):
    return format_html_join("; ", "<code>{{{}}}</code> {}", names.items())


class RuleForm(forms.ModelForm):
    """A rule for reminders."""

    layout = Layout(
        Fieldset("When", Row("days", "when", "about")), "roles", Fieldset("What it says", "subject", "text"), "is_on"
    )
    roles = forms.MultipleChoiceField(
        label="To whom",
        choices=[(name, ROLES[name].label) for name in REMINDED],
        widget=forms.CheckboxSelectMultiple,
        help_text="Of the member, who has the role on that day.",
    )

    class Meta:
        model = ReminderRule
        fields = ["days", "when", "about", "roles", "subject", "text", "is_on"]
        widgets = {"text": forms.Textarea(attrs={"rows": 9})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["days"].max_value = 365
        self.fields["text"].help_text = format_html(
            "What can be named: {}. About a term: {}. About an invoice: {}.",
            *(_listed(names) for names in (OF_ALL, OF_TERM, OF_INVOICE)),
        )

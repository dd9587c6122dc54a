from datetime import date

from django.core.validators import MaxValueValidator
from django.utils import timezone

from duties.law import EachYearBy, Rule
from duties.models import Duty, DutyReminder
from people.forms import NO_CHILD
from webforms import forms
from webforms.layout import Layout, Row, without

IN_MAILS = "Such as “Fire drill”. Mails and calendars show it: no home’s name or address."
# Suggestions, and nothing that we say the law asks.
USUAL = (
    "Usual ones are a gas safety record, an electrical installation condition report, a portable appliance test, a "
    "fire risk assessment, a legionella risk assessment, public liability insurance, a weekly fire alarm test."
)
RECURRENCES = [
    ("every_months", "Every so many months"),
    ("every_weeks", "Every so many weeks"),
    ("once_by", "Once, by a day"),
    ("while_valid", "When the last one expires, such as a certificate or an insurance"),
]
# Beside the last years that a field takes no day follows from another: calendars would break.
IN_REACH = MaxValueValidator(date(2199, 12, 31), "Look at the year: nothing is counted from days after 2199.")
DAY = {"validators": [IN_REACH]}


class DoneForm(forms.Form):
    """The day on which a duty was done, and of what expires, its last valid day."""

    layout = Layout(Row("done_on", "expires_on", "note"))
    send, look = "Keep this day", "button--second"

    done_on = forms.DateField(label="Done on", **DAY)
    expires_on = forms.DateField(label="Valid until and including")  # its action says how far
    note = forms.CharField(label="Note", max_length=200, required=False, help_text=f"Who came, for example. {NO_CHILD}")

    def __init__(self, *args, asks_expiry: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if asks_expiry:
            self.fields["done_on"].label = "Obtained on"
        else:
            del self.fields["expires_on"]
            self.layout = without(self.layout, {"expires_on"})


class OffForm(forms.Form):
    """Why a duty does not apply to a home."""

    send, look = "Switch off for this home", "button--second"

    reason = forms.CharField(label="Why?", max_length=200, help_text=f"Your own people read it. {NO_CHILD}")


class DutyForm(forms.Form):
    """A duty of the provider's own, with its rhythm: what is chosen names the field that counts."""

    layout = Layout("name", "recurrence", Row("every_months", "every_weeks", "once_by"))
    send = "Add duty"

    name = forms.CharField(label="What must be done", max_length=80, help_text=f"{IN_MAILS} {USUAL} {NO_CHILD}")
    recurrence = forms.ChoiceField(
        label="How often", choices=RECURRENCES, initial="every_months", widget=forms.RadioSelect
    )
    every_months = forms.IntegerField(label="How many months", required=False)
    every_weeks = forms.IntegerField(label="How many weeks", required=False)
    once_by = forms.DateField(label="By which day", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("every_months", "every_weeks", "once_by"):
            self.fields[name].needed_later = True  # the one that is chosen

    @property
    def values(self) -> dict:
        """Its name and the one field that its rhythm chooses."""
        chosen = self.cleaned_data["recurrence"]
        return {"name": self.cleaned_data["name"], chosen: self.cleaned_data.get(chosen, True)}


class RecurrenceForm(forms.EditForm):
    """The provider's own rhythm for a rule whose own is not confirmed: a number of months, or a day of the year."""

    every_months = forms.IntegerField(label="Every how many months", min_value=1, max_value=60)
    until = forms.DateField(label="By which day", help_text="Of any year: only day and month count.", **DAY)

    def __init__(self, *args, rule: Rule, duty: Duty | None, **kwargs):
        own = duty or Duty()
        day = own.by_day and timezone.localdate().replace(month=own.by_month, day=own.by_day)
        initial = {"every_months": own.every_months, "until": day}
        super().__init__(*args, of=[own], initial=initial, **kwargs)
        del self.fields["every_months" if isinstance(rule.recurrence, EachYearBy) else "until"]

    @property
    def recurrence(self) -> dict:
        return {"months": self.cleaned_data.get("every_months"), "until": self.cleaned_data.get("until")}


class ReminderForm(forms.EditForm):
    """Whether and when a person wants mails about duties."""

    frequency = forms.ChoiceField(
        label="Reminders by mail",
        choices=[("", "None"), *DutyReminder.Frequency.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text="They name a home by its URN or alias, never by its name.",
    )


class SharingForm(forms.Form):
    """Until when the association may see a provider's duties."""

    send, look = "Share until this day", "button--second"

    until = forms.DateField(label="Until and including", **DAY)

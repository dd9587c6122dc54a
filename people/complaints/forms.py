"""What somebody types who complains, and what is typed about it."""

from django.utils import timezone

from people.models import Complaint, ComplaintStep
from people.posting.strangers import StrangerForm
from webforms import forms
from webforms.layout import Fieldset, Layout, Row, Trap

LONGEST = 4000
NO_CHILD = "Leave out the names of children: we hold nothing about any child, and this is not the place to begin."


def _words(label: str, help_text: str = "", *, rows: int = 5, **options) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST, widget=area, **options)


def _about(label: str, choices: list) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


class ComplainForm(StrangerForm):
    """A complaint, by whoever it is about or who speaks for them."""

    layout = Layout("about", "words", "wanted", Fieldset("You", "name", "email"), Trap("", "homepage"))
    send = "Send the complaint"

    about = _about("What is it about?", Complaint.About.choices)
    words = _words("What happened?", NO_CHILD)
    wanted = _words("What would put it right?", "If you know. You need not.", rows=3, required=False)
    email = forms.EmailField(
        max_length=254,
        label="Your email address",
        help_text="We acknowledge and answer there.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class EntryForm(forms.Form):
    """A complaint that came by another way than the form."""

    layout = Layout(
        Row("way", "received_on"), "about", "words", "wanted", Fieldset("Who complains", "name", "email", "reach")
    )
    send = "Keep it"
    needed = {"email": "or another way below", "reach": "or an email address"}

    way = forms.ChoiceField(
        label="How did it come?", choices=[each for each in Complaint.Way.choices if each[0] != Complaint.Way.FORM]
    )
    received_on = forms.DateField(
        label="When did it come?",
        help_text="From this day on the 30 days are counted.",
    )
    about = _about("What is it about?", Complaint.About.choices)
    words = _words("What did they say?", NO_CHILD)
    wanted = _words("What would put it right?", rows=3, required=False)
    name = forms.CharField(max_length=150, label="Name")
    email = forms.EmailField(
        max_length=254, label="Email address", help_text="Receipt is acknowledged there at once.", required=False
    )
    reach = _words("Or how else to reach them", "A postal address or a telephone number.", rows=3, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("received_on", timezone.localdate())

    def clean(self):
        data = super().clean()
        if not self.errors and not (data.get("email") or data.get("reach")):
            self.add_error("email", "Write their email address, or below how else to reach them: we must answer.")
        return data


class StepForm(forms.Form):
    """What was done about it."""

    prefix = "step"
    send = "Keep"

    kind = forms.ChoiceField(
        label="What did you do?",
        choices=[
            (ComplaintStep.Kind.NOTED, "I looked into it: kept here, and told to nobody"),
            (ComplaintStep.Kind.TOLD, "I tell them how it stands"),
        ],
        widget=forms.RadioSelect,
    )
    words = _words("In words", NO_CHILD)


class AcknowledgeForm(forms.Form):
    """In which other way receipt was acknowledged."""

    send = "Keep"

    on = forms.DateField(label="On which day?")
    words = forms.CharField(label="How?", max_length=200, help_text="Such as: by a letter, which is in the file.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())


class CloseForm(forms.Form):
    """What came of it."""

    send = "Tell them the outcome"

    outcome = _about("What came of it?", Complaint.Outcome.choices)
    words = _words("What they are told", "What you found, what was done about it, and what follows.", rows=8)


class ReopenForm(forms.Form):
    """Why it is looked into anew."""

    send = "Open it again"

    words = _words("Why?", "Kept here, and told to nobody.", rows=3)

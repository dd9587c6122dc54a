"""What someone says when a text is to be public."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from people.forms import ReasonForm
from publishing.checklist import Check
from publishing.models import UrgentReview
from times import LondonTimeField
from webforms import forms
from webforms.layout import Details, Layout


class SubmitForm(forms.Form):
    """By when whoever asks for approval needs an answer; nothing where it can wait its turn."""

    layout = Layout(Details("It is urgent", "needed_by"))
    send = "Send for approval"

    needed_by = LondonTimeField(
        required=False,
        label="Needed by",
        require_all_fields=False,
        help_text="The mails that ask for approval say it, and the page that they lead to.",
    )

    def clean_needed_by(self):
        moment = self.cleaned_data["needed_by"]
        if moment and moment <= timezone.now():
            raise ValidationError("That time has passed. Choose a later one, or none.")
        return moment


class ConfirmForm(forms.Form):
    """What someone confirms before a text becomes public, and the hash of the words that they read."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, checks: list[Check], **kwargs):
        super().__init__(*args, **kwargs)
        ticks = {check.name: check.tick for check in checks if check.tick}
        for name, words in ticks.items():
            asked = {"required": "Read the text with this in mind, then tick it."}
            self.fields[name] = forms.BooleanField(label=words, error_messages=asked)
        self.order_fields(ticks)


class ApproveForm(ConfirmForm):
    """When a text that someone approves is to be public."""

    send, leave = "Approve", "Or send it back"
    needed = {"public_from": "needed for a time that you choose"}

    NOW, LATER = "now", "later"
    when = forms.ChoiceField(
        choices=[(NOW, "As soon as I approve"), (LATER, "At a time that I choose")],
        widget=forms.RadioSelect,
        initial=NOW,
        label="When should it be public?",
    )
    public_from = LondonTimeField(required=False, label="Day and time", require_all_fields=False)

    def clean(self):
        data = super().clean()
        if data.get("when") == self.LATER and not data.get("public_from") and "public_from" not in self.errors:
            self.add_error("public_from", "Choose the day and time at which it is to be public.")
        if data.get("when") == self.NOW:
            data["public_from"] = None
        return data


class PublishNowForm(ReasonForm):
    """Why a scheduled text cannot wait for its time."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Why it cannot wait"


class UrgentForm(ConfirmForm):
    """Why a text cannot wait for a second person."""

    send = "Publish now"
    look = "button--attention"

    reason = forms.CharField(max_length=255, label="Why it cannot wait", widget=forms.TextInput())


class ReviewForm(forms.Form):
    """What a second person found in a text that was published in an emergency."""

    send = "Keep what I found"

    verdict = forms.ChoiceField(choices=UrgentReview.Verdict, widget=forms.RadioSelect, label="What did you find?")
    note = forms.CharField(
        max_length=255,
        required=False,
        label="What is wrong",
        help_text="If you withdraw it, readers see this as the reason.",
        widget=forms.TextInput(),
    )

from members.leaving.endings import Ending
from members.models import Leaving
from webforms import forms


class LeavingForm(forms.Form):
    """Why a membership ends and on which day; for staff also who said so, and when."""

    send, look = "End the membership", "button--attention"
    needed = {"words": "needed for “Something else”"}

    last_day = forms.DateField(label="Last day of membership")
    reason = forms.ChoiceField(label="Why?", choices=Leaving.Reason.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label="In their words",
        max_length=2000,
        required=False,
        help_text="What would have kept them? Its owners read this too. Never anything about a child.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    said_by = forms.CharField(label="Who said so", max_length=120, required=False)
    told_on = forms.DateField(label="On", required=False)

    def __init__(self, *args, ending: Ending, is_staff: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if ending.is_fixed:
            del self.fields["last_day"]
        if ending.ran_out:
            self.send, self.look = "Keep the reason", ""
        if not is_staff:
            del self.fields["said_by"], self.fields["told_on"]
            self.fields["words"].label = "In your words"
            self.fields["words"].help_text = "What would have kept you? Never anything about a child."
            own = [choice for choice in Leaving.Reason.choices if choice[0] not in Leaving.OURS]
            self.fields["reason"].choices = own

from homes.models import HomePost
from people.forms import NO_CHILD, ReasonForm
from webforms import forms
from webforms.layout import Layout, Row


def _day(label: str, **more) -> forms.DateField:
    return forms.DateField(label=label, **more)


class HomePostForm(forms.Form):
    """Who holds a post at a home, from when and, where it is over, until when."""

    layout = Layout("kind", "name", Row("starts_on", "last_day"))
    send, leave = "Keep", "Back to the home"

    kind = forms.ChoiceField(choices=HomePost.Kind, label="Post", widget=forms.RadioSelect)
    name = forms.CharField(
        max_length=120, label="Their name", help_text=f"Private: seen by your people only. {NO_CHILD}"
    )
    starts_on = _day("First day", help_text="Whoever held the post until then leaves it the day before.")
    last_day = _day("Last day", required=False, help_text="Only for someone who has left, to complete the past.")


class LastDayForm(forms.Form):
    """When someone leaves a post."""

    send = "Keep last day"

    last_day = _day("Last day")


class VoidForm(ReasonForm):
    """Why an entry in a home's posts was wrong."""

    send = "Take this entry back"

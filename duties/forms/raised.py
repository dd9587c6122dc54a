from duties.models import DutyDone, VisitAction
from people.forms import NO_CHILD
from people.templatetags.people import day
from webforms import forms
from webforms.layout import Layout, Row

SHOWN = 12  # visits to choose from, the newest


class VisitActionForm(forms.ModelForm):
    """Who does what, until when."""

    layout = Layout("what", Row("responsible", "due_on"))

    class Meta:
        model = VisitAction
        fields = ("what", "responsible", "due_on")
        widgets = {"due_on": forms.DateInput()}
        labels = {"what": "What is to be done", "responsible": "Who is responsible", "due_on": "Until"}
        help_texts = {"what": f"Your own people read it, on these pages alone. {NO_CHILD}"}


class NewVisitActionForm(VisitActionForm):
    """An action of one of a home's visits."""

    layout = Layout("visit", "what", Row("responsible", "due_on"))
    send, look = "Raise this action", "button--second"

    class Meta(VisitActionForm.Meta):
        fields = ("visit", *VisitActionForm.Meta.fields)
        labels = VisitActionForm.Meta.labels | {"visit": "At the visit of"}

    def __init__(self, *args, visits: list[DutyDone], **kwargs):
        super().__init__(*args, **kwargs)
        shown = visits[:SHOWN]
        self.fields["visit"].queryset = DutyDone.objects.filter(pk__in=[visit.pk for visit in shown])
        self.fields["visit"].choices = [(visit.pk, day(visit.done_on)) for visit in shown]

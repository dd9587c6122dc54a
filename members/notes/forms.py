from django.utils import timezone

from members.models import Note
from people.access import Permission
from people.models import Role, User
from webforms import forms
from webforms.layout import Fieldset, Layout, Row


class NoteForm(forms.ModelForm):
    """A call or a note, and what is to be done next."""

    layout = Layout(
        Row("kind", "happened_on"),
        "words",
        Fieldset("What is to be done next", "next_action", Row("due_on", "assigned_to")),
    )
    send = "Keep"
    needed = {"next_action": "needed with a day", "due_on": "needed with an action"}

    class Meta:
        model = Note
        fields = ["kind", "happened_on", "words", "next_action", "due_on", "assigned_to"]
        labels = {"kind": "What it was", "next_action": "Action"}
        widgets = {
            "happened_on": forms.DateInput(),
            "due_on": forms.DateInput(),
            "words": forms.Textarea(attrs={"rows": 6}),
        }
        help_texts = {
            "words": "Never anything about a child. Whoever it is about may ask to read it.",
            "next_action": "Leave it out if nothing is.",
        }

    def __init__(self, *args, by: User, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial.setdefault("happened_on", timezone.localdate())
        # Nobody chosen is whoever writes; of a note that names them already they stay a choice.
        themselves = () if self.instance.assigned_to_id == by.pk else (by.pk,)
        who = Role.objects.current().allowing(Permission.MEMBERSHIP_MANAGE).values("user")
        colleagues = User.objects.filter(pk__in=who, is_active=True).exclude(pk__in=themselves)
        self.fields["assigned_to"].queryset = colleagues.order_by("name", "pk")
        self.fields["assigned_to"].empty_label = f"{by} (you)"

from datetime import timedelta

from django.utils import timezone

from media_releases.models import OnCall
from people.access import Permission
from people.models import Role, User
from times import LONDON, LondonTimeField
from webforms import forms

WEEK = timedelta(days=7)


class OnCallForm(forms.ModelForm):
    """Who is on call, by which telephone, from when to when."""

    send = "Keep"
    needed = {"telephone": "needed the first time"}

    starts_at = LondonTimeField(label="From")
    ends_at = LondonTimeField(label="Until")

    class Meta:
        model = OnCall
        fields = ["user", "telephone", "starts_at", "ends_at"]
        labels = {"user": "Who"}
        help_texts = {"telephone": "Left empty, the number of their last time on call."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        approvers = Role.objects.current().allowing(Permission.RELEASE_APPROVE).values("user")
        self.fields["user"].queryset = User.objects.filter(pk__in=approvers, is_active=True).order_by("name", "email")
        self.fields["telephone"].required = False

    def _post_clean(self):
        """The action writes and checks; the form must not change the shift that the page shows."""


def next_week() -> dict:
    """The hours that a new shift is offered: a week from the end of the last one, by London's clock."""
    last = OnCall.objects.order_by("-ends_at").first()
    begins = last.ends_at if last and last.ends_at > timezone.now() else timezone.now().replace(second=0, microsecond=0)
    # Seven days on the clock, also where the clocks change.
    return {"starts_at": begins, "ends_at": begins.astimezone(LONDON) + WEEK}

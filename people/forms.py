from allauth.account.adapter import get_adapter
from django.db.models import Q

from people.access import ROLES, Permission, Side, providers_with
from people.models import Provider, Role, SecurityEvent, User
from webforms import forms
from webforms.layout import Layout, Row

GOOD_PASSWORD = "At least 15 characters. Three words that you can remember do well."  # noqa: S105 - a hint


class SaidFirstForm(forms.Form):
    """A form that says something before it is sent: sent again by whoever has read it, it goes on."""

    read = forms.CharField(widget=forms.HiddenInput, required=False)

    def has_read(self, sentence: str) -> bool:
        """Whether there is nothing to say, or it was read already; if not, it stands on the form from now on."""
        if not sentence or self.cleaned_data["read"] == sentence:
            return True
        self.data = self.data.copy()
        self.data[self.add_prefix("read")] = sentence
        self.add_error(None, f"{sentence} Nothing is sent yet: send this again to invite them all the same.")
        return False


class InviteForm(SaidFirstForm):
    """Who to invite, and as what. `side` limits the roles on offer."""

    send = "Send invitation"
    email = forms.EmailField(max_length=254, label="Email address", help_text="We send the invitation to this address.")
    role = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args, side: Side, **kwargs):
        super().__init__(*args, **kwargs)
        roles = [role for role in ROLES.values() if role.side == side]
        self.fields["role"].choices = [(role.name, f"{role.label}: {role.sentence} {role.mail}") for role in roles]

    @property
    def chosen(self) -> dict[str, str]:
        """Whom to invite, and as what."""
        return {name: self.cleaned_data[name] for name in ("email", "role")}


class AcceptForm(forms.Form):
    """A new person's name and password."""

    send, leave = "Join", "This is not for me"
    name = forms.CharField(max_length=150, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        strip=False,  # as typed: signing in takes nothing away either
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=GOOD_PASSWORD,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        return get_adapter().clean_password(self.cleaned_data["password"], self.user)


class EventFilterForm(forms.FilterForm):
    """Which security events are shown."""

    layout = Layout(Row("kind", "person"))
    kind = forms.ChoiceField(required=False)
    person = forms.ModelChoiceField(User.objects.none(), required=False, empty_label="Everyone")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "All"), *SecurityEvent.Kind.choices]
        # Thousands of members sign in: the association's own are offered, anyone else by the link on their name.
        offered = Q(pk__in=Role.objects.of_staff().values("user"))
        if self.data.get("person", "").isdecimal():
            offered |= Q(pk=self.data["person"])
        self.fields["person"].queryset = User.objects.filter(offered).order_by("name", "pk")

    def chosen(self, events):
        """The events of a queryset that were asked for."""
        kind, person = self.wanted.get("kind"), self.wanted.get("person")
        events = events.filter(kind=kind) if kind else events
        return events.with_person(person.pk) if person else events


# Said where a title is missing, or nothing of it shows once it is cleaned.
NO_TITLE = "Write words that a reader sees: spaces and signs without a shape are none."
# Said wherever someone can write what they like: the portal holds nothing about any child.
NO_CHILD = "Nothing about any child: no name, no initials, no story."


def offer_own_providers(form: forms.Form, user: User, permission: Permission) -> None:
    """In the field `provider`, those for whom the user may do this; hidden where there is one."""
    field, mine = form.fields["provider"], Provider.objects.filter(pk__in=providers_with(user, permission))
    field.queryset = mine
    if len(mine) == 1:
        field.initial, field.widget = mine[0], forms.HiddenInput()


class ReasonForm(forms.Form):
    """Why something is done: kept in the history."""

    reason = forms.CharField(max_length=255, widget=forms.TextInput(), help_text=NO_CHILD)

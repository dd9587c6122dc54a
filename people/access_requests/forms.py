from people.forms import InviteForm
from people.posting.strangers import StrangerForm
from webforms import forms


class AskForm(StrangerForm):
    """Who asks."""

    send = "Ask to join"

    email = forms.EmailField(
        max_length=254,
        label="Your work email address",
        help_text="By its part after the @ we know whose owner to ask.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class GrantForm(InviteForm):
    """As what somebody is invited whose address is known."""

    email = None

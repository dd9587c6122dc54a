from people.forms import InviteForm
from webforms import forms
from webforms.layout import Layout, Trap


class AskForm(forms.Form):
    """Who asks. `homepage` is for machines: people do not see it."""

    layout = Layout("name", "email", Trap("", "homepage"))
    send = "Ask to join"

    name = forms.CharField(max_length=150, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        max_length=254,
        label="Your work email address",
        help_text="By its part after the @ we know whose owner to ask.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    homepage = forms.CharField(
        required=False,
        max_length=200,
        label="Leave this empty",
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )


class GrantForm(InviteForm):
    """As what somebody is invited whose address is known."""

    email = None

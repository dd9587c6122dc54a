"""What becomes of a text that was public."""

from webforms import forms


class DiscardForm(forms.Form):
    """Nothing to say: a draft is discarded by one button."""


class WithdrawForm(forms.Form):
    """Why readers should no longer rely on a text."""

    reason = forms.CharField(max_length=255, label="Reason, shown to readers", widget=forms.TextInput())


class RemoveForm(forms.Form):
    """Why a text goes, and where its address leads from then on."""

    reason = forms.CharField(max_length=255, label="Reason, kept in the history", widget=forms.TextInput())
    redirect_to = forms.CharField(
        max_length=200,
        required=False,
        label="Send readers to",
        help_text="A path on this site, such as /press/another-text/. Left empty, they read that it was removed.",
    )


class MoveForm(forms.Form):
    """The last part of a text's address, as someone proposes it."""

    send = "Propose it"

    slug = forms.SlugField(
        max_length=80,
        label="Last part of the address",
        help_text="Small letters, digits and hyphens.",
    )

    def clean_slug(self):
        return self.cleaned_data["slug"].lower()

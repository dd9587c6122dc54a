from people.access import Permission, providers_with
from people.models import Provider
from register.forms import WelshServiceForm
from webforms import forms


class WelshClaimForm(WelshServiceForm):
    """A provider's own Welsh home; whose, where the person owns several providers' accounts."""

    send = "Add home"

    provider = forms.ModelChoiceField(Provider.objects.none(), empty_label=None)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Provider.objects.filter(pk__in=providers_with(user, Permission.HOME_CLAIM))
        self.fields["provider"].queryset = mine
        if len(mine) == 1:
            self.fields["provider"].initial = mine[0]
            self.fields["provider"].widget = forms.HiddenInput()

from people.access import Permission
from people.forms import offer_own_providers
from people.models import Provider
from register.forms import WelshServiceForm
from webforms import forms


class WelshClaimForm(WelshServiceForm):
    """A provider's own Welsh home; whose, where the person owns several providers' accounts."""

    send = "Add home"

    provider = forms.ModelChoiceField(Provider.objects.none(), empty_label=None)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        offer_own_providers(self, user, Permission.HOME_CLAIM)

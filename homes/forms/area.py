from homes.models import Area
from people.access import Permission
from people.forms import NO_CHILD, offer_own_providers
from people.models import Provider, Role, User
from webforms import forms

NAME = f"A name of your own, such as “North”. Seen by your people only. {NO_CHILD}"


class AreaForm(forms.ModelForm):
    """What an area is called, and who manages it: one of the provider's people."""

    class Meta:
        model = Area
        fields = ["name", "manager"]
        help_texts = {"name": NAME}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        working = Role.objects.current().filter(provider=self.instance.provider_id)
        field = self.fields["manager"]
        field.queryset = User.objects.filter(pk__in=working.values("user")).order_by("name", "pk")
        field.empty_label = "Nobody yet"


class NewAreaForm(forms.ModelForm):
    """An area of one of the user's own providers; who manages it is chosen on its page."""

    send = "Add area"
    provider = forms.ModelChoiceField(Provider.objects.none(), empty_label=None)

    class Meta:
        model = Area
        fields = ["name", "provider"]
        help_texts = {"name": NAME}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        offer_own_providers(self, user, Permission.PROVIDER_MANAGE)

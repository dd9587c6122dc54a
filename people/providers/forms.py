"""What is kept of a provider, as it is typed."""

from django.core.exceptions import ValidationError

from people.forms import SaidFirstForm
from people.models import Provider
from people.providers.numbers import past_day, read_charity_number, read_company_number, read_telephone
from webforms import forms
from webforms.layout import Fieldset, Layout, Row

ANOTHER = "is_another"
NUMBERS = ("company_number", "charity_number")


class OwnProviderForm(forms.ModelForm):
    """What is an owner's to change."""

    class Meta:
        model = Provider
        fields = ["trading_name", "telephone"]
        help_texts = {
            "trading_name": "What you are called day to day, if it is not the legal name.",
            "telephone": "Where we ring you. No home’s number.",
        }

    def clean_telephone(self):
        return read_telephone(self.cleaned_data["telephone"])


class ProviderForm(OwnProviderForm):
    """All that is kept of a provider, for the association's staff."""

    layout = Layout(
        Fieldset("Names", "legal_name", "trading_name", "parent"),
        Fieldset(
            "What it is",
            Row("sector", "nation"),
            "member_kind",
            Row("company_number", "charity_number"),
            "member_since",
        ),
        Fieldset("How to reach it", "telephone"),
    )

    class Meta(OwnProviderForm.Meta):
        fields = [
            *("legal_name", "trading_name", "parent", "telephone", "sector", "nation", "member_kind"),
            *(*NUMBERS, "member_since"),
        ]
        widgets = {"member_since": forms.DateInput()}
        help_texts = {
            "legal_name": "As Companies House, the Charity Commission or statute has it.",
            "trading_name": "What it is called day to day, if that is another name.",
            "parent": "The provider that owns it. One that is not in the list is added first.",
            "telephone": "Its office, never a home’s.",
            "member_kind": "What its dues follow from. An associate runs no homes.",
            "company_number": "Eight characters, such as 01234567 or OC301234.",
            "charity_number": "Six or seven digits.",
            "member_since": "If it was a member before its first term here.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Provider.objects.unmerged().exclude(pk=self.instance.pk)
        self.fields["parent"].empty_label = "None"

    def clean_legal_name(self):
        name = " ".join(self.cleaned_data["legal_name"].split())
        alike = Provider.objects.filter(legal_name__iexact=name).exclude(pk=self.instance.pk).first()
        if alike:
            raise ValidationError("There is a provider of this legal name. Find it under Providers.")
        return name

    def clean_company_number(self):
        return read_company_number(self.cleaned_data["company_number"])

    def clean_charity_number(self):
        return read_charity_number(self.cleaned_data["charity_number"])

    def clean_member_since(self):
        return past_day(self.cleaned_data["member_since"])


class NewProviderForm(ProviderForm):
    """A new provider, with whom to invite as its first owner."""

    layout = Layout(*ProviderForm.layout[:2], Fieldset("How to reach it", "telephone", "owner_email"))

    owner_email = forms.EmailField(
        max_length=254,
        label="First owner’s email address",
        help_text="We send them an invitation to run the provider’s account. They invite everyone else.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if ANOTHER in self.data:
            self._ask()

    @property
    def is_another(self) -> bool:
        """Whether somebody saw which providers may be the same, and said that it is none of them."""
        return bool(self.cleaned_data.get(ANOTHER))

    def ask_whether_another(self) -> None:
        """Show the form again, with the question whether it is one of those that are shown above it."""
        self._ask()
        self.add_error(ANOTHER, "Look at the providers above. If it is none of them, say so here.")

    def _ask(self) -> None:
        self.fields[ANOTHER] = forms.BooleanField(required=False, label="It is none of those: keep it as a new one")
        self.layout = Layout(*NewProviderForm.layout, ANOTHER)


class OwnerForm(SaidFirstForm):
    """Whom to invite as the owner of a provider that has none."""

    send = "Send invitation"

    email = forms.EmailField(
        max_length=254,
        label="Owner’s email address",
        help_text="An invitation that was sent to another address opens nothing from then on.",
    )

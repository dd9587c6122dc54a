"""What is kept of a provider, as it is typed."""

import re

from django.core.exceptions import ValidationError

from people.models import Provider
from webforms import forms
from webforms.layout import Fieldset, Layout, Row

# https://www.gov.uk/government/publications/uniform-resource-identifiers-uris-customer-guide: eight characters, digits
# alone or after two letters; some societies' numbers end in a letter.
COMPANY = re.compile(r"\d{8}|[A-Z]{2}\d{5}[\dA-Z]")
CHARITY = re.compile(r"\d{6,7}(-\d{1,2})?")
TELEPHONE = re.compile(r"\+?[\d ()\-]{5,}( ?(ext\.?|x) ?\d+)?", re.IGNORECASE)


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
        number = " ".join(self.cleaned_data["telephone"].split())
        if number and not TELEPHONE.fullmatch(number):
            raise ValidationError("Write a telephone number, such as 01632 960001 or +44 1632 960001.")
        return number


class ProviderForm(OwnProviderForm):
    """All that is kept of a provider, for the association's staff."""

    layout = Layout(
        Fieldset("Names", "legal_name", "trading_name", "parent"),
        Fieldset("What it is", Row("sector", "nation"), "member_kind", Row("company_number", "charity_number")),
        Fieldset("How to reach it", "telephone"),
    )

    class Meta(OwnProviderForm.Meta):
        fields = [
            *("legal_name", "trading_name", "parent", "telephone", "sector", "nation", "member_kind"),
            *("company_number", "charity_number"),
        ]
        help_texts = {
            "legal_name": "As Companies House, the Charity Commission or statute has it.",
            "trading_name": "What it is called day to day, if that is another name.",
            "parent": "The provider that owns it. One that is not in the list is added first.",
            "telephone": "Its office, never a home’s.",
            "member_kind": "What its dues follow from. An associate runs no homes.",
            "company_number": "Eight characters, such as 01234567 or OC301234.",
            "charity_number": "Six or seven digits.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Provider.objects.exclude(pk=self.instance.pk)
        self.fields["parent"].empty_label = "None"

    def clean_legal_name(self):
        name = " ".join(self.cleaned_data["legal_name"].split())
        alike = Provider.objects.filter(legal_name__iexact=name).exclude(pk=self.instance.pk).first()
        if alike:
            raise ValidationError("There is a provider of this legal name. Find it under Providers.")
        return name

    def clean_company_number(self):
        number = "".join(self.cleaned_data["company_number"].upper().split())
        number = number.zfill(8) if number.isdecimal() else number
        if number and not COMPANY.fullmatch(number):
            raise ValidationError("A company number has eight characters, such as 01234567 or OC301234.")
        return number

    def clean_charity_number(self):
        number = "".join(self.cleaned_data["charity_number"].split())
        if number and not CHARITY.fullmatch(number):
            raise ValidationError("A charity number has six or seven digits, such as 1012345.")
        return number


class NewProviderForm(ProviderForm):
    """A new provider, with whom to invite as its first owner."""

    layout = Layout(*ProviderForm.layout[:2], Fieldset("How to reach it", "telephone", "owner_email"))

    owner_email = forms.EmailField(
        max_length=254,
        label="First owner’s email address",
        help_text="We send them an invitation to run the provider’s account. They invite everyone else.",
    )


class OwnerForm(forms.Form):
    """Whom to invite as the owner of a provider that has none."""

    send = "Send invitation"

    email = forms.EmailField(
        max_length=254,
        label="Owner’s email address",
        help_text="An invitation that was sent to another address opens nothing from then on.",
    )

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from members.models import DirectoryEntry
from members.models.directory import WORDS
from people.forms import NO_CHILD
from people.models import Provider
from people.providers.numbers import read_telephone
from webforms import forms
from webforms.layout import Fieldset, Layout, Row


class EntryForm(forms.ModelForm):
    """What a provider says of itself."""

    layout = Layout(
        Fieldset("For members and for everyone", "office", "website"),
        Fieldset("For members", "description", Row("telephone", "email")),
    )

    website = forms.URLField(
        max_length=200, required=False, assume_scheme="https", help_text="The organisation’s, not a home’s."
    )

    class Meta:
        model = DirectoryEntry
        fields = WORDS
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "office": "As Companies House or the Charity Commission has it, on one line. Never a home’s address.",
            "description": f"For whom and how you work, in 300 characters. No home’s name, no place. {NO_CHILD}",
            "telephone": "Where another member may ring you. Never a home’s number.",
            "email": "An address of the organisation, not one person’s.",
        }

    def clean_description(self):
        return " ".join(self.cleaned_data["description"].split())

    def clean_website(self):
        address = self.cleaned_data["website"]
        if address and urlsplit(address).scheme not in ("http", "https"):
            raise ValidationError("Write the address of a website, such as https://www.example.org.uk.")
        return address

    def clean_telephone(self):
        return read_telephone(self.cleaned_data["telephone"])


class TakeOutForm(forms.Form):
    """Why the association takes a provider out."""

    send, look = "Take it out", "button--attention"

    reason = forms.CharField(max_length=300, label="Why", help_text="Its owners read these words in a mail.")


class DirectoryFilterForm(forms.FilterForm):
    """Whom to show."""

    layout = Layout("q", Row("sector", "nation", "kind"))

    q = forms.CharField(max_length=120, required=False, label="Name or number")
    sector = forms.ChoiceField(choices=[("", "All"), *Provider.Sector.choices], required=False)
    nation = forms.ChoiceField(choices=[("", "All"), *Provider.Nation.choices], required=False)
    kind = forms.ChoiceField(
        choices=[("", "All"), *Provider.MemberKind.choices], required=False, label="Kind of member"
    )

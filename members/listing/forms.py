from django.http import QueryDict

from members.listing.filters import FILTERS
from people.forms import NO_CHILD
from people.models import Provider
from webforms import forms
from webforms.layout import Layout, Row

ORDERS = [
    ("", "Name"),
    ("last_day", "Ends, the first first"),
    ("-homes_count", "Homes, the most first"),
    ("signed_in_at", "Signed in, the longest ago first"),
]


class ProviderFilterForm(forms.FilterForm):
    """Which providers to show."""

    names: tuple[str, ...] = ()  # of the filters that it has

    def __init__(self, data: QueryDict):
        super().__init__(data)
        self.filters = [each for each in FILTERS if each.name in self.names]
        for each in self.filters:
            choices = [("", "All"), *each.choices()]
            self.fields[each.name] = forms.ChoiceField(choices=choices, required=False, label=each.label)
        self.layout = Layout(Row(*self.names))

    @property
    def query(self) -> str:
        """The address's part that opens this list again: only what was understood."""
        query = QueryDict(mutable=True)
        query.update(self.wanted)
        return query.urlencode()

    @property
    def in_words(self) -> list[str]:
        """What the list is narrowed by, in words."""
        asked = [each.name for each in self.filters if each.name in self.wanted]
        return [f"{self.fields[name].label}: {dict(self.fields[name].choices)[self.wanted[name]]}" for name in asked]

    def chosen(self, providers):
        """The providers from `listed` that are asked for."""
        for each in self.filters:
            if each.name in self.wanted:
                providers = providers.filter(each.narrow(self.wanted[each.name]))
        return providers


class MembershipFilterForm(ProviderFilterForm):
    """All filters, words to look for, and the order."""

    names = tuple(each.name for each in FILTERS)

    q = forms.CharField(max_length=120, required=False, label="Name or number")
    sort = forms.ChoiceField(choices=ORDERS, required=False, label="Order")

    def __init__(self, data: QueryDict):
        super().__init__(data)
        self.layout = Layout(
            Row("q", "status", "kind"),
            Row("sector", "nation", "region"),
            Row("size", "band", "month"),
            Row("lacks", "risk", "sort"),
        )

    @property
    def in_words(self) -> list[str]:
        """The words that are looked for, and what else the list is narrowed by."""
        return ([f"“{self.wanted['q']}”"] if "q" in self.wanted else []) + super().in_words

    def chosen(self, providers):
        """The providers from `listed` that are asked for, in the order asked for."""
        providers = super().chosen(providers)
        if "q" in self.wanted:
            providers = providers.holding(self.wanted["q"])
        return providers.order_by(*filter(None, [self.wanted.get("sort")]), *Provider._meta.ordering)


class SavedListForm(forms.Form):
    """A name for the list as it is shown."""

    send, look, leave = "Save this list", "button--second", ""

    name = forms.CharField(max_length=60, label="Name of this list", help_text=f"Only you see it. {NO_CHILD}")
    query = forms.CharField(max_length=2000, widget=forms.HiddenInput, required=False)

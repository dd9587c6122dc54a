"""Finding a text among those that one may write or approve."""

from publishing.kinds import KINDS, kinds_with
from webforms import forms
from webforms.layout import Layout, Row

LONGEST_SEARCH = 200
STATES = {
    "draft": "Drafts",
    "submitted": "Waiting for approval",
    "scheduled": "Scheduled",
    "public": "Published",
    "withdrawn": "Withdrawn",
    "replaced": "Replaced",
    "withheld": "Withheld",
    "removed": "Removed",
    "discarded": "Discarded",
}


class TextFilterForm(forms.FilterForm):
    """Words, a kind and a state."""

    layout, send = Layout(Row("q", "kind", "state")), "Find"

    q = forms.CharField(max_length=LONGEST_SEARCH, required=False, label="Words", widget=forms.SearchInput())
    kind = forms.ChoiceField(required=False, label="Kind")
    state = forms.ChoiceField(choices=[("", "All current"), *STATES.items()], required=False, label="State")

    def __init__(self, *args, permissions, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [(name, KINDS[name].label) for name in kinds_with(permissions)]
        self.fields["kind"].choices = [("", "All kinds"), *kinds]

    def narrowed(self, editions):
        """The editions of a queryset that are wanted."""
        wanted = self.wanted
        if words := wanted.get("q"):
            editions = editions.with_words(words)
        if kind := wanted.get("kind"):
            editions = editions.of_kinds(kind)
        return editions.in_state(wanted["state"]) if "state" in wanted else editions.numbered().not_replaced()

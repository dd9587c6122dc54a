"""What of the tracker somebody looks at."""

from policy.models import Document, Finding, PublicBody, Theme
from policy.models.reply import Says
from webforms import forms
from webforms.layout import Layout, Row

UNANSWERED = "unanswered"


class TrackerForm(forms.FilterForm):
    layout = Layout(Row("body", "document", "theme"), Row("says", "found"), "open")

    body = forms.ModelChoiceField(
        PublicBody.objects.all(), required=False, to_field_name="slug", label="Asked by", empty_label="Everyone"
    )
    document = forms.ModelChoiceField(
        Document.objects.none(), required=False, to_field_name="slug", label="Document", empty_label="All documents"
    )
    theme = forms.ModelChoiceField(Theme.objects.all(), required=False, label="Theme", empty_label="All themes")
    says = forms.ChoiceField(
        choices=[("", "Anything"), *Says.choices, (UNANSWERED, "No reply recorded")],
        required=False,
        label="Government says",
    )
    found = forms.ChoiceField(
        choices=[("", "Anything"), *Finding.State.choices, (UNANSWERED, "Not looked at yet")],
        required=False,
        label="We found",
    )
    open = forms.BooleanField(required=False, label="Open ones only")

    def __init__(self, *args, documents, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents

    def narrowed(self, recommendations):
        """The recommendations of a queryset, with their state, that are wanted."""
        wanted = self.wanted
        for name, path in (("body", "document__body"), ("document", "document"), ("theme", "theme")):
            if name in wanted:
                recommendations = recommendations.filter(**{path: wanted[name]})
        if says := wanted.get("says"):
            recommendations = recommendations.with_says("" if says == UNANSWERED else says)
        if found := wanted.get("found"):
            recommendations = recommendations.with_found("" if found == UNANSWERED else found)
        return recommendations.open() if "open" in wanted else recommendations

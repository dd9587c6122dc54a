from members.models import RulesVersion
from webforms import forms

PROMISES = {
    RulesVersion.Kind.CRITERIA: "We meet the {}",
    RulesVersion.Kind.CODE: "We have read the {}, and keep to it",
}


class VersionForm(forms.ModelForm):
    """A version of the criteria or of the Code."""

    send = "Publish"

    kind = forms.ChoiceField(choices=RulesVersion.Kind, label="Which text", widget=forms.RadioSelect)

    class Meta:
        model = RulesVersion
        fields = ["kind", "starts_on", "text"]
        widgets = {
            "starts_on": forms.DateInput(),
            "text": forms.Textarea(attrs={"rows": 20}),
        }
        help_texts = {
            "starts_on": "It is public at once, and in force from this day on, in London.",
            "text": "An empty line parts paragraphs. “# ” at the beginning of a line makes a heading, “- ” an entry "
            "of a list.",
        }


class DeclareForm(forms.Form):
    """A promise for each text that is in force."""

    send = "Declare"

    def __init__(self, *args, versions: list[RulesVersion], **kwargs):
        super().__init__(*args, **kwargs)
        self.versions = versions
        for version in versions:
            self.fields[f"version_{version.pk}"] = forms.BooleanField(
                label=PROMISES[version.kind].format(version),
                error_messages={"required": f"Say that you keep to the {version}, or stop here."},
            )

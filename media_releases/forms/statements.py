from media_releases.models import StatementTemplate
from people.catalogue import offer
from publishing.models import Topic
from publishing.richtext.blanks import filled
from publishing.widgets import RichTextWidget, words_in
from webforms import forms

HINT = "Write what is not known yet in square brackets, such as [name of the report]: whoever uses it is asked for it."


class TemplateForm(forms.ModelForm):
    """A holding statement to be."""

    class Meta:
        model = StatementTemplate
        fields = ["name", "title", "summary", "body", "notes"]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2}),
            "body": RichTextWidget(),
            "notes": RichTextWidget(attrs={"rows": 5}),
        }
        help_texts = {"name": "When to use it: “A report leaks.”", "body": HINT}

    def clean_body(self):
        return words_in(self.cleaned_data["body"])


class StatementForm(forms.Form):
    """What goes into the blanks of a template."""

    send = "Make the draft"

    def __init__(self, *args, template: StatementTemplate, **kwargs):
        super().__init__(*args, **kwargs)
        self.template = template
        self.blanks = {f"blank_{place}": blank for place, blank in enumerate(template.blanks)}
        for name, blank in self.blanks.items():
            label = blank[0].upper() + blank[1:]
            self.fields[name] = forms.CharField(label=label, max_length=200, required=False)
        self.fields["topic"] = forms.ModelChoiceField(Topic.objects, required=False, empty_label="No topic")
        offer(self)

    @property
    def answers(self) -> dict[str, str]:
        """Of a clean form: what was typed for each blank."""
        return {blank: self.cleaned_data.get(name, "") for name, blank in self.blanks.items()}

    def clean(self):
        data = super().clean()
        for name, words in (("headline", self.template.title), ("summary", self.template.summary)):
            most = 160 if name == "headline" else 300
            if (length := len(filled(words, self.answers))) > most:
                self.add_error(None, f"The {name} has {length} characters with these words, and may have {most}.")
        return data

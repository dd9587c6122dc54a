from django import forms

from people.times import LondonTimeField
from publishing.models import Boilerplate, Edition, PressContact, Topic
from publishing.widgets import RichTextWidget


class EditionForm(forms.ModelForm):
    """The words of an edition, and its topic."""

    topic = forms.ModelChoiceField(Topic.objects, required=False, empty_label="No topic")

    class Meta:
        model = Edition
        fields = ["title", "summary", "body", "notes", "byline", "contact", "boilerplate"]
        widgets = {
            "title": forms.TextInput(),
            "summary": forms.Textarea(attrs={"rows": 2}),
            "body": RichTextWidget(),
            "notes": RichTextWidget(attrs={"rows": 5}),
        }
        help_texts = {
            "summary": "One or two sentences. Shown in lists, feeds and search.",
            "body": "Name no child, and nothing from which a child could be recognised.",
            "notes": "Sources, dates and how to reach a spokesperson.",
            "byline": "For a blog post or open letter: who writes.",
        }

    def __init__(self, *args, instance=None, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["contact"].queryset = PressContact.objects.filter(is_current=True)
        self.fields["boilerplate"].queryset = Boilerplate.objects.filter(is_current=True)
        if instance:
            self.fields["topic"].initial = instance.publication.topic
        else:
            self.fields["contact"].initial = self.fields["contact"].queryset.first()
            self.fields["boilerplate"].initial = self.fields["boilerplate"].queryset.first()


class ApproveForm(forms.Form):
    """When to publish, and the hash of the words that the approver read."""

    NOW, LATER = "now", "later"
    when = forms.ChoiceField(
        choices=[(NOW, "As soon as I approve"), (LATER, "At a time that I choose")],
        widget=forms.RadioSelect,
        initial=NOW,
        label="When should it be public?",
    )
    public_from = LondonTimeField(required=False, label="Day and time", require_all_fields=False)
    seen = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        data = super().clean()
        if data.get("when") == self.LATER and not data.get("public_from") and "public_from" not in self.errors:
            self.add_error("public_from", "Choose the day and time at which it is to be public.")
        if data.get("when") == self.NOW:
            data["public_from"] = None
        return data

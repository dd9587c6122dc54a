"""What the policy desk types of a paper by someone else, and of who published it."""

from people.catalogue import offer
from people.forms import NO_TITLE
from policy.models import Document, PublicBody
from policy.models.document import HTTPS_SENTENCE
from webforms import forms


class BodyForm(forms.ModelForm):
    """The name of a public body."""

    class Meta:
        model = PublicBody
        fields = ["name"]
        help_texts = {"name": "As it calls itself, such as Department for Education."}


class DocumentForm(forms.ModelForm):
    """A paper by someone else."""

    class Meta:
        model = Document
        fields = ["body", "kind", "title", "published_on", "link", "summary"]
        widgets = {
            "title": forms.TextInput(),
            "published_on": forms.DateInput(),
            "summary": forms.Textarea(attrs={"rows": 4}),
        }
        error_messages = {"title": {"required": NO_TITLE}, "link": {"invalid": HTTPS_SENTENCE}}
        help_texts = {"link": "Beginning with https://."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self)

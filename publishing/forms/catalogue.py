"""What texts refer to: topics, whom to ring, and the standing words about the association."""

from publishing.models import Boilerplate, PressContact, Topic
from publishing.widgets import RichTextWidget, words_in
from webforms import forms


class TopicForm(forms.ModelForm):
    """What a topic is called."""

    class Meta:
        model = Topic
        fields = ["name"]
        help_texts = {
            "name": "A word or two, such as “Workforce”. Its page keeps its address when you call it something else."
        }


class PressContactForm(forms.ModelForm):
    """Whom journalists ring or write to."""

    class Meta:
        model = PressContact
        fields = ["name", "job", "telephone", "email"]
        labels = {"email": "Email address"}
        help_texts = {
            "name": "Of a person, or of a desk such as “Press office”.",
            "telephone": "As it is printed at the end of a text. A change shows on published texts too, at once.",
        }


class BoilerplateForm(forms.ModelForm):
    """Words about the association, of one length."""

    class Meta:
        model = Boilerplate
        fields = ["name", "text"]
        widgets = {"text": RichTextWidget()}
        labels = {"text": "Words"}
        help_texts = {
            "name": "Which one it is, such as “Short” or “In Welsh”.",
            "text": "New texts get these words; those that were written with the old ones keep them.",
        }

    def clean_text(self):
        return words_in(self.cleaned_data["text"])

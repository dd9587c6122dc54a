"""What the policy desk types of a question."""

from policy.models import Question
from webforms import forms


class QuestionForm(forms.ModelForm):
    """One question, as they ask it, and our help."""

    class Meta:
        model = Question
        fields = ["number", "text", "help"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "help": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"help": "In a sentence or two, what a provider could tell us. You can always better it."}

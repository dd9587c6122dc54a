from media_releases.lines import lines_for
from media_releases.models import Enquiry
from times import LondonTimeField
from webforms import forms
from webforms.layout import Layout, Row


class EnquiryForm(forms.ModelForm):
    """What a journalist rang about."""

    layout = Layout(Row("journalist", "outlet"), Row("telephone", "email"), "asked", "deadline")
    send = "Keep"
    needed = {"telephone": "or an email address", "email": "or a telephone number"}

    deadline = LondonTimeField()

    class Meta:
        model = Enquiry
        fields = ["journalist", "outlet", "telephone", "email", "asked", "deadline"]
        widgets = {"asked": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"asked": "Name no child. If they name one, write “a child”."}

    def clean(self):
        data = super().clean()
        if not data.get("telephone") and not data.get("email"):
            self.add_error("telephone", "Write a telephone number or an email address: how else do we answer?")
        return data


class AnswerForm(forms.Form):
    """What they were told, in the words that were used, and the line that was used if there was one."""

    send = "Keep the answer"

    answer = forms.CharField(label="What they were told", widget=forms.Textarea(attrs={"rows": 5}), max_length=5000)
    answered_with = forms.ModelChoiceField(None, required=False, label="With which line", empty_label="No line")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answered_with"].queryset = lines_for(user).in_force()

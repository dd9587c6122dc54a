from members.models import Contact
from people.forms import SaidFirstForm
from webforms import forms
from webforms.layout import Layout, Row


class ContactForm(forms.ModelForm):
    """Somebody at a provider."""

    layout = Layout("name", "email", Row("job_title", "role"))
    send = "Keep"

    class Meta:
        model = Contact
        fields = ["name", "email", "job_title", "role"]
        labels = {"role": "Role, once they are invited"}
        help_texts = {"email": "Nothing is sent there before you invite them."}

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()


class ContactInviteForm(SaidFirstForm):
    """An invitation of somebody who is kept: there is nothing to fill in."""

    send = "Send invitation"

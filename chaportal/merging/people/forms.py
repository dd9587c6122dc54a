from webforms import forms


class MergePeopleForm(forms.Form):
    """A word that both accounts are one person's."""

    send, look = "Merge them", "button--attention"
    sure = forms.BooleanField(label="I asked them: both accounts are one person’s.")

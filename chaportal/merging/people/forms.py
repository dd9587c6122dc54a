from webforms import forms


class MergePeopleForm(forms.Form):
    """A word that both accounts are one person's."""

    send, look = "Merge them", "button--attention"
    sure = forms.BooleanField(label="I asked them: both accounts are one person’s.")
    although = forms.BooleanField(label="They are one person although the names differ.")

    def __init__(self, *args, names_differ: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not names_differ:
            del self.fields["although"]

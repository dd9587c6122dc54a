from webforms import forms


class MergeForm(forms.Form):
    """A word that both are one organisation."""

    send, look = "Merge them", "button--attention"
    sure = forms.BooleanField(label="They are one organisation, and the people of each may see the homes of the other.")

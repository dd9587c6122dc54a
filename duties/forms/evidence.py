from webforms import forms
from webforms.files import PAPERS


class EvidenceForm(forms.Form):
    """A file that shows that a duty was done."""

    send = "Add file"

    file = forms.FileField(
        help_text=f"{PAPERS.words}, up to 20 MB. We keep it without its author’s name.",
        widget=forms.FileInput(attrs={"accept": PAPERS.accept}),
    )
    names_no_child = forms.BooleanField(
        label="I have looked through it: it names no child and says nothing about one",
        error_messages={"required": "Look through the file, and say that it names no child."},
    )

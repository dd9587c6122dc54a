"""Choosing a file and saying what readers need to know of it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

from publishing.models import Shown
from webforms import forms
from webforms.files import DOCUMENTS, IMAGES
from webforms.layout import Button

NO_CHILD = "No child may be in it or be named in it, nor anything from which a child or a home could be found."
HELP = {
    "title": "What the link says: “Table of results by region”.",
    "alt": "What someone sees who looks at it, in a sentence: for those who cannot see it.",
    "caption": "Shown under the image.",
    "credit": "Who made it: “Photograph: Siân Llywarch”.",
    "licence": "What newsrooms may do with it.",
}


class ShownImageForm(forms.ModelForm):
    """What readers are told of an image."""

    class Meta:
        model = Shown
        fields = ["alt", "caption", "credit", "licence"]
        help_texts = HELP

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("alt", "credit", "licence"):
            self.fields[name].required = True


class ShownDocumentForm(forms.ModelForm):
    """What readers are told of a document."""

    class Meta:
        model = Shown
        fields = ["title"]
        help_texts = HELP

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = True


class FileForm(forms.Form):
    """A file of at most `UPLOAD_MAX_BYTES`; what is in it is looked at by `publishing.uploads`."""

    file = forms.FileField()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > settings.UPLOAD_MAX_BYTES:
            most = settings.UPLOAD_MAX_BYTES // 1024 // 1024
            raise ValidationError(f"This file has {filesizeformat(file.size)}. Make it smaller: {most} MB is the most.")
        return file

    def chosen(self) -> dict:
        """The arguments of an action: the file's bytes and name, if one was chosen, and what was said of it."""
        described = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        file = self.cleaned_data.get("file")
        return described | {"raw": file.read(), "name_of_file": file.name} if file else described


class ImageForm(FileForm, ShownImageForm):
    buttons = (Button("Add the image", name="kind", value="image"),)
    file = forms.FileField(
        label="Image",
        help_text=f"{IMAGES.words}. We remove where and when it was taken. {NO_CHILD}",
        widget=forms.FileInput(attrs={"accept": IMAGES.accept}),
    )
    field_order = ["file"]


class DocumentForm(FileForm, ShownDocumentForm):
    buttons = (Button("Add the document", name="kind", value="document"),)
    file = forms.FileField(
        label="Document",
        help_text=(
            f"{DOCUMENTS.words}. We take out the author's name and comments, and say what else it may not hold. "
            f"{NO_CHILD}"
        ),
        widget=forms.FileInput(attrs={"accept": DOCUMENTS.accept}),
    )
    field_order = ["file"]

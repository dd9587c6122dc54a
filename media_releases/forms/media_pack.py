from media_releases.models import Logo, Spokesperson
from publishing.forms.attachments import HELP, NO_CHILD, FileForm
from webforms import forms
from webforms.files import IMAGES
from webforms.layout import Fieldset, Layout, Row


class SpokespersonForm(FileForm, forms.ModelForm):
    """Who speaks for us; a photo only with its words."""

    layout = Layout(
        Fieldset("Who it is", Row("name", "job"), "speaks_about", "languages", "biography"),
        Fieldset("Photo", "file", "alt", Row("credit", "licence")),
        Fieldset("On the press pages", "position", "is_current"),
    )
    send = "Keep"

    file = forms.FileField(
        label="New photo",
        required=False,
        help_text=f"{IMAGES.words}. It takes the place of the one before. {NO_CHILD}",
        widget=forms.FileInput(attrs={"accept": IMAGES.accept}),
    )

    needed = dict.fromkeys(["alt", "credit", "licence"], "needed with a photo")

    class Meta:
        model = Spokesperson
        fields = [
            *("name", "job", "speaks_about", "languages", "biography"),
            *("alt", "credit", "licence", "position", "is_current"),
        ]
        widgets = {"biography": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "speaks_about": "Such as “workforce, pay and training”.",
            "languages": "Such as “English and Welsh”: broadcasters ask.",
            "biography": "A paragraph that a presenter can read out. No private telephone number, no home's name.",
            "alt": HELP["alt"],
            "credit": HELP["credit"],
            "licence": HELP["licence"],
            "position": "1 comes first.",
            "is_current": "Untick it when they speak for us no more: they leave the press pages at once.",
        }

    def clean(self):
        data = super().clean()
        if data.get("file") or self.instance.photo_id:
            for name in ("alt", "credit", "licence"):
                if name not in self.errors and not data.get(name):
                    self.add_error(name, "A photo needs this. Fill it in.")
        return data


class LogoForm(FileForm, forms.ModelForm):
    """A form of our logo; its image is chosen once, for newsrooms have it."""

    file = forms.FileField(
        label="Image",
        help_text=f"{IMAGES.words}; PNG with a clear ground is best.",
        widget=forms.FileInput(attrs={"accept": IMAGES.accept}),
    )
    field_order = ["file"]

    class Meta:
        model = Logo
        fields = ["name", "alt", "licence"]
        help_texts = {
            "name": "Such as “In colour, for light grounds”.",
            "alt": HELP["alt"],
            "licence": HELP["licence"],
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["file"]
            self.fields["name"].help_text += " For another image, add a logo and retire this one."

"""What the administrator says of the association, with where each value comes from today."""

from io import BytesIO

from django.conf import settings
from PIL import Image

from people import colours
from people.association import FIELDS
from people.models import Association
from publishing.forms.attachments import FileForm
from publishing.uploads import RebuiltFile, Unusable, read_image
from webforms import forms
from webforms.files import IMAGES
from webforms.layout import Fieldset, Layout, Row

SHOWN_WIDTH = 640  # pixels: sharp in a masthead on any screen, and on paper at the width of a hand
DARK_ENOUGH = 200  # of 255: a logo with no point darker than this cannot be made out on white
HINTS = {
    "hours": "Such as “Monday to Friday, 9am to 5pm”.",
    "company_number": "On invoices and under bulletins, with the registered office.",
    "vat_number": "On invoices, such as “GB 123 4567 89”.",
    "payment_details": "On invoices: the account’s name, sort code and number.",
    "press_telephone": "On every press page, for everyone to ring.",
    "press_hours": "Such as “at any hour, every day”.",
    "security_email": "Stands in /.well-known/security.txt, for people who find a weakness in the portal.",
    "security_policy": "Stands there too.",
    "mail_name": "Such as “CHA portal”. The address behind it stays the environment’s: mail servers check it.",
    "bulletin_name": "Such as “CHA bulletins”.",
    "structure_colour": "# and six digits or letters from a to f, such as #0f4c5c. Dark: white words stand on it.",
    "attention_colour": "For errors and what is late, never for decoration. Dark too.",
}


class AssociationForm(FileForm, forms.ModelForm):
    """All that stands in the row; what is left empty is the environment's."""

    file = forms.FileField(
        label="New logo",
        required=False,
        help_text=f"{IMAGES.words}, for light grounds. It is shown on white: in the bar of each page, in PDFs, "
        "bulletins and the images of shared links. Forms for journalists stand in the media pack.",
        widget=forms.FileInput(attrs={"accept": IMAGES.accept}),
    )
    without_logo = forms.BooleanField(label="Show the name instead of the logo", required=False)

    class Meta:
        model = Association
        fields = [*FIELDS, "logo_alt"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.new_logo: RebuiltFile | None = None
        for name in FIELDS:
            self.fields[name].help_text = f"{HINTS.get(name, '')} {self._where_from(name)}".strip()
        self.fields["logo_alt"].help_text = "Read out in place of the logo: usually the name in it."
        if not self.instance.logo_id:
            del self.fields["without_logo"]

    @property
    def layout(self) -> Layout:
        return Layout(
            Fieldset("Names", "name", "short_name"),
            Fieldset("Company", Row("company_number", "vat_number"), "registered_office", "payment_details"),
            Fieldset("Telephone and hours", Row("telephone", "hours")),
            Fieldset("Press office", Row("press_telephone", "press_hours"), "press_email"),
            Fieldset("Mails", Row("mail_name", "bulletin_name")),
            Fieldset("Look", Row("structure_colour", "attention_colour"), "file", "logo_alt", *self._logo_in_use()),
            Fieldset("Security", "security_email", "security_policy"),
        )

    def _logo_in_use(self) -> list[str]:
        return ["without_logo"] if self.instance.logo_id else []

    def edits(self) -> list:
        return [self.instance]  # guarded from its first day, when there is no row

    def _where_from(self, name: str) -> str:
        """Which value stands now and whose it is."""
        variable, theirs = settings.ASSOCIATION_VARIABLES[name], settings.ASSOCIATION[name]
        inherited = f"“{theirs}”, from {variable} in the environment" if theirs else ""
        if getattr(self.instance, name):
            return f"Set on this page. Left empty it is {inherited or 'not shown'}."
        return f"Now {inherited}." if inherited else f"Not set yet, neither here nor by {variable} in the environment."

    def clean_structure_colour(self) -> str:
        return self._colour("structure_colour")

    def clean_attention_colour(self) -> str:
        return self._colour("attention_colour")

    def _colour(self, name: str) -> str:
        colour = self.cleaned_data[name].strip().lower()
        if colour and (wrong := colours.problem_with(colour)):
            raise forms.ValidationError(wrong)
        return colour

    def clean_file(self):
        file = super().clean_file()
        if file:
            try:
                self.new_logo = _for_white(read_image(file.read()))
            except Unusable as fault:
                raise forms.ValidationError(str(fault)) from fault
        return file

    def clean(self):
        data = super().clean()
        if data.get("without_logo"):
            self.new_logo, data["logo_alt"] = None, ""
        elif self.new_logo or self.instance.logo_id:
            data["logo_alt"] = data.get("logo_alt") or data.get("name") or settings.ASSOCIATION["name"]
        else:
            data["logo_alt"] = ""
        return data

    @property
    def facts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


def _for_white(logo: RebuiltFile) -> RebuiltFile:
    """The image, no wider than it is shown. Raises Unusable when it cannot be made out on white."""
    picture = Image.open(BytesIO(logo.raw)).convert("RGBA")
    seen = Image.new("RGBA", picture.size, "white")
    seen.alpha_composite(picture)
    darkest, _ = seen.convert("L").getextrema()
    if darkest > DARK_ENOUGH:
        raise Unusable("This logo can hardly be made out on white. Choose the form for light grounds.")
    if SHOWN_WIDTH not in logo.copies:
        return logo
    height = max(1, round(logo.height * SHOWN_WIDTH / logo.width))
    return RebuiltFile(logo.media_type, logo.copies[SHOWN_WIDTH], SHOWN_WIDTH, height)

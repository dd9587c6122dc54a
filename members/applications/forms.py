"""What applicants type, a form for each step."""

from homes.candidates import typed_numbers
from members.applications.steps import check_open
from members.models import Application, ApplicationFile
from people.models import Provider
from people.posting.strangers import StrangerForm
from people.providers.forms import ProviderForm
from webforms import forms
from webforms.files import PAPERS
from webforms.layout import Fieldset, Layout, Row

ON = "Save and continue"
OF_WALES = {Provider.Nation.WALES, Provider.Nation.BOTH}


class BeginForm(StrangerForm):
    """Who applies."""

    send = "Send me the link"

    email = forms.EmailField(
        max_length=254,
        label="Your email address",
        help_text="We send the link there by which you write the application, in one go or over days.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class AgainForm(forms.Form):
    """To which address the link went."""

    send = "Send it again"

    email = forms.EmailField(
        max_length=254, label="Your email address", widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class StepForm(forms.ModelForm):
    """A step: what it needs is needed, although the row can be without it until the step is done."""

    send = ON
    needs: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.needs:
            self.fields[name].required = True

    def clean(self):
        check_open(self.instance)
        return super().clean()

    def last_change(self) -> None:
        """Whoever has the link writes, in one window or in two: the history names nobody."""

    def validate_constraints(self):
        """That an organisation has one application open is not for this page to say: see `save_open`."""


class OrganisationForm(StepForm):
    layout = Layout(
        "kind",
        Fieldset("Names", "legal_name", "trading_name"),
        Fieldset("What it is", Row("sector", "nation"), Row("company_number", "charity_number")),
        Fieldset("How to reach it", "telephone"),
    )
    needs = ("kind", "legal_name", "sector", "nation")

    company_number = forms.CharField(  # with room for spaces: browsers cut off what is longer, and say nothing
        max_length=20, required=False, help_text="Eight characters, such as 01234567 or SC123456, if you have one."
    )

    class Meta:
        model = Application
        fields = [
            *("kind", "legal_name", "trading_name", "sector", "nation"),
            *("company_number", "charity_number", "telephone"),
        ]
        labels = {"kind": "You apply as"}
        help_texts = {
            "kind": "An associate runs no homes.",
            "legal_name": "As Companies House, the Charity Commission or statute has it.",
            "trading_name": "What you are called day to day, if that is another name.",
            "charity_number": "Six or seven digits, if you have one.",
            "telephone": "Your office, never a home’s.",
        }

    # The same rules as for a provider that staff add.
    clean_company_number = ProviderForm.clean_company_number
    clean_charity_number = ProviderForm.clean_charity_number
    clean_telephone = ProviderForm.clean_telephone


SAME = "That is the owner’s address, and owners get the invoices anyway. Leave it empty, or write another one."


class PeopleForm(StepForm):
    layout = Layout(
        Fieldset("Owner", "owner_name", "owner_email"), Fieldset("Finance contact", "finance_name", "finance_email")
    )
    needs = ("owner_name", "owner_email")
    needed = {"finance_email": "needed with a name"}

    owner_name = forms.CharField(label="Owner’s name", max_length=150)
    finance_name = forms.CharField(label="Finance contact’s name", max_length=150, required=False)

    class Meta:
        model = Application
        fields = ["owner_name", "owner_email", "finance_name", "finance_email"]
        labels = {"owner_email": "Owner’s email address", "finance_email": "Finance contact’s email address"}
        help_texts = {
            "owner_email": "Runs your account: homes, people, evidence, membership. Invited once you are a member.",
            "finance_email": "Gets the invoices too. Left empty, the owner alone gets them.",
        }

    def clean(self):
        data = super().clean()
        if data.get("finance_name") and not data.get("finance_email"):
            self.add_error("finance_email", "Write their email address, or leave both empty.")
        if data.get("finance_email") and data["finance_email"] == data.get("owner_email"):
            self.add_error("finance_email", SAME)
        return data

    def clean_owner_email(self):
        return self.cleaned_data["owner_email"].lower()

    def clean_finance_email(self):
        return self.cleaned_data["finance_email"].lower()


def _yes_or_no(label: str, help_text: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=[("True", "Yes"), ("False", "No")],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
    )


class OwnershipForm(StepForm):
    """Who owns the organisation in the end."""

    ultimate_owner = forms.CharField(
        label="Who owns it in the end?",
        max_length=2000,
        help_text="Persons, a charity, a trust or a company that no other owns, each with their share.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    owned_in_uk = _yes_or_no("Is it owned in the United Kingdom, up to its last owner?")

    class Meta:
        model = Application
        fields = ["ultimate_owner", "owned_in_uk"]


class TaxForm(StepForm):
    """Where taxes are paid, and where money comes from."""

    taxed_in_uk = _yes_or_no("Do most of those who hold its shares pay their taxes in the United Kingdom?")
    no_haven = _yes_or_no("Is it without any loan or investment from a tax haven?")

    class Meta:
        model = Application
        fields = ["taxed_in_uk", "no_haven", "explanation"]
        labels = {"explanation": "Is there something to explain?"}
        help_texts = {"explanation": "“No” does not end your application: say how it is."}
        widgets = {"explanation": forms.Textarea(attrs={"rows": 4})}


class HomesForm(StepForm):
    """All of the page of homes: whichever of its buttons is pressed, what stands in the other fields comes along."""

    urns = forms.CharField(
        label="Ofsted numbers (URNs)",
        max_length=6000,
        required=False,
        help_text="One on each line. The rest is on the register, so you need not type it.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    owner = forms.CharField(label="Owner, as the register prints it", max_length=160, required=False)

    class Meta:
        model = Application
        fields = ["welsh_homes"]
        labels = {"welsh_homes": "How many homes in Wales?"}
        help_texts = {
            "welsh_homes": "Wales publishes no list. You add them by their certificates once you are a member."
        }
        error_messages = {"welsh_homes": {"min_value": "Write 0 or more."}}

    def __init__(self, *args, instance: Application, **kwargs):
        initial = {"owner": instance.legal_name}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        for name in ("urns", "owner"):
            self.fields[name].needed_later = True
        if instance.nation not in OF_WALES:
            del self.fields["welsh_homes"]

    def clean_urns(self):
        return typed_numbers("\n".join(self._sent("urns")))

    @property
    def looked_for(self) -> str:
        """The name under which homes are shown to be ticked."""
        return str(self["owner"].value() or "").strip()

    @property
    def ticked(self) -> list[str]:
        """The numbers that are ticked."""
        return self._sent("ticked")

    @property
    def unticked(self) -> set[str]:
        """The numbers that were shown to be ticked, and are not."""
        return set(self._sent("shown")) - set(self.ticked)

    def take_urns(self) -> None:
        """Leave the box of numbers empty: they are kept."""
        self.data = self.data.copy()
        self.data["urns"] = ""

    def _sent(self, name: str) -> list[str]:
        return self.data.getlist(name) if self.is_bound else []


class FileForm(forms.Form):
    """A file that shows what the application says."""

    send = "Add file"

    about = forms.ChoiceField(label="What does it show?", choices=ApplicationFile.About, widget=forms.RadioSelect)
    file = forms.FileField(
        help_text=f"{PAPERS.words}, up to 20 MB. We keep it without its author’s name.",
        widget=forms.FileInput(attrs={"accept": PAPERS.accept}),
    )
    names_no_child = forms.BooleanField(
        label="I have looked through it: it names no child and says nothing about one",
        error_messages={"required": "Look through the file, and say that it names no child."},
    )


class AnswerForm(forms.Form):
    """What the applicant says to what was asked."""

    send = "Send the answer"

    text = forms.CharField(label="Your answer", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))

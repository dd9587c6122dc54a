"""Writing a text."""

import secrets

from django.core.exceptions import ValidationError
from django.utils import timezone

from people.catalogue import offer
from people.forms import NO_TITLE
from publishing.kinds import ASKED_LATER, TextKind
from publishing.models import Boilerplate, Edition, FigureSnapshot, PressContact
from publishing.models.autosave import Unsaved
from publishing.widgets import RichTextWidget, words_in
from publishing.workflow import Window
from webforms import forms
from webforms.layout import HTML, Fieldset, Layout, Row, without


class StartForm(forms.Form):
    """What a new text begins with. All else is written on its edit page, which keeps words as they are typed."""

    send = "Start writing"

    title = forms.CharField(
        max_length=160,
        label="Headline",
        error_messages={"required": NO_TITLE},
        help_text="For the start; you can change it. On the next page your words are kept as you type.",
    )

    def __init__(self, *args, kind: TextKind | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if kind:
            self.fields["title"].label = kind.labels.get("title", "Headline")


class WindowForm(forms.Form):
    """Where someone types: beside the words, unseen."""

    page = forms.CharField(max_length=32, widget=forms.HiddenInput)
    turn = forms.IntegerField(min_value=0, max_value=2**53, widget=forms.HiddenInput(attrs={"data-turn": ""}))
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def window(self) -> Window | None:
        return Window(**self.cleaned_data) if self.is_valid() else None

    @staticmethod
    def opened(own: Unsaved | None) -> dict:
        """What a window begins with, where someone's unsaved words are shown, if any."""
        return {"page": secrets.token_hex(8), "turn": 0, "seen": own.mark if own else ""}


class EditionWindowForm(WindowForm):
    """The window in which an edition is edited; `base` says what the typing began from."""

    base = forms.CharField(max_length=64, widget=forms.HiddenInput)


class EditionForm(forms.ModelForm):
    """The words of an edition, and what its kind has beside them."""

    layout = Layout(
        Fieldset(
            "What it says",
            *("title", "summary", "topic", "answers_title", "answers_link", "addressee", "body", "signatories"),
            "expires_on",
        ),
        Fieldset("Who wrote it", Row("byline", "byline_job"), "byline_about"),
        Fieldset("For editors", "notes", Row("contact", "second_contact"), "boilerplate"),
        Fieldset("What changed", "change_note", "is_minor", "correction"),
        HTML("{% include 'publishing/autosave_status.html' %}"),
    )
    guarded = False  # its `Window` says what was typed over, also to what is kept as it is typed

    class Meta:
        model = Edition
        fields = [
            *("title", "summary", "topic", "answers_title", "answers_link", "addressee", "body", "signatories"),
            *("byline", "byline_job", "byline_about", "notes", "contact", "second_contact", "boilerplate"),
            *("expires_on", "change_note", "is_minor", "correction"),
        ]
        widgets = {
            "title": forms.TextInput(),
            "summary": forms.Textarea(attrs={"rows": 2}),
            "body": RichTextWidget(),
            "signatories": forms.Textarea(attrs={"rows": 6}),
            "byline_about": forms.Textarea(attrs={"rows": 3}),
            "notes": RichTextWidget(attrs={"rows": 5}),
            "expires_on": forms.DateInput(),
            "change_note": forms.TextInput(),
            "correction": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {"title": {"required": NO_TITLE}}
        help_texts = {
            "summary": "One or two sentences. Shown in lists, feeds and search.",
            "answers_title": "The title of the report and who published it. Readers see it above the text.",
            "answers_link": "Its address, beginning with https://.",
            "addressee": "As on an envelope: “Rt Hon Jane Doe MP, Secretary of State for Education”.",
            "body": "A table has a line above it that begins with “Table” and says what it shows. "
            "Name no child, and nothing from which a child could be recognised. The source of a quotation is "
            "its last line, after a dash: “– Ruth Amberley, chief executive”.",
            "signatories": "One a line: name, job, organisation.",
            "byline": "Their name, as they wish to be known.",
            "byline_about": "One or two sentences below the text.",
            "notes": "Sources, dates and how to reach a spokesperson.",
            "second_contact": "Who answers in the evening, in Welsh, or when the first is on the telephone.",
            "change_note": "For readers, in a sentence: “Adds the figures for Wales.”",
            "is_minor": "Readers are not told: spelling, a broken link.",
            "correction": "What was wrong, and what is right. It gets a number and stays on the page for ever.",
        }

    def __init__(self, *args, instance: Edition, initial=None, **kwargs):
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        self._ask(instance.publication.kind, first=instance.number == 1)
        self.fields["topic"].empty_label = "No topic"
        offer(self)
        if not instance.summary:
            self._offer_the_usual(initial or {})

    def _offer_the_usual(self, initial: dict) -> None:
        """Whom to ring and the standing words, for a text of which no more than the headline is written."""
        usual = {"contact": PressContact.objects.usual, "boilerplate": Boilerplate.objects.public().first}
        for name in self.fields.keys() & (usual.keys() - initial.keys()):
            if self.initial.get(name) is None:
                self.initial[name] = getattr(usual[name](), "pk", None)

    def _ask(self, kind: TextKind, *, first: bool) -> None:
        """Leave only what the kind asks for, by the names that it uses."""
        for name in set(self._meta.fields) - (set(kind.asks) - set(ASKED_LATER if first else ())):
            del self.fields[name]
        self.layout = without(self.layout, set(self._meta.fields) - self.fields.keys())
        for name, label in kind.labels.items():
            self.fields[name].label = label
        for name in self.fields.keys() - {"title"}:
            self.fields[name].required = False  # a draft may be incomplete: the checklist names what is missing
            self.fields[name].needed_later = name in {"summary", "body", *kind.needs}

    def clean_expires_on(self):
        day = self.cleaned_data["expires_on"]
        if day and day < timezone.localdate():
            raise ValidationError("That day has passed: nobody could use it. Choose one from today on.")
        return day

    def figures(self):
        """What can be inserted, for the list beside the editor."""
        return FigureSnapshot.objects.current().quotable().select_related("figure")

    def clean_body(self):
        return words_in(self.cleaned_data["body"], required=False)

    def clean_notes(self):
        return words_in(self.cleaned_data["notes"], required=False)

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from people.forms import ReasonForm
from people.models import Role, User
from people.times import LondonTimeField
from publishing.checklist import Check
from publishing.embargo import readers
from publishing.kinds import ASKED_LATER, Kind
from publishing.models import Edition, FigureSnapshot, PreviewLink, Quotation, Topic, UrgentReview
from publishing.models.preview import MOST_DAYS
from publishing.widgets import RichTextWidget, words_in
from publishing.workflow import Window


class StartForm(forms.Form):
    """What a new text begins with. All else is written on its edit page, which keeps words as they are typed."""

    title = forms.CharField(
        max_length=160,
        label="Headline",
        help_text="For the start; you can change it. On the next page your words are kept as you type.",
    )


class WindowForm(forms.Form):
    """Where someone types: beside the words, unseen."""

    base = forms.CharField(max_length=64, widget=forms.HiddenInput)
    page = forms.CharField(max_length=32, widget=forms.HiddenInput)
    turn = forms.IntegerField(min_value=0, max_value=2**53, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def window(self) -> Window | None:
        return Window(**self.cleaned_data) if self.is_valid() else None


class EditionForm(forms.ModelForm):
    """The words of an edition, with what its kind has beside them, and its topic."""

    CHOSEN = ["contact", "second_contact", "boilerplate"]
    topic = forms.ModelChoiceField(Topic.objects, required=False, empty_label="No topic")
    field_order = ["title", "summary", "topic"]

    class Meta:
        model = Edition
        fields = [
            *("title", "summary", "answers_title", "answers_link", "addressee", "body", "signatories"),
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
            "expires_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "change_note": forms.TextInput(),
            "correction": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "summary": "One or two sentences. Shown in lists, feeds and search.",
            "answers_title": "The title of the report and who published it. Readers see it above the text.",
            "answers_link": "Its address, beginning with https://.",
            "addressee": "As on an envelope: “Rt Hon Jane Doe MP, Secretary of State for Education”.",
            "body": "Name no child, and nothing from which a child could be recognised. The source of a quotation is "
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

    def __init__(self, *args, instance=None, kind: Kind | None = None, initial=None, **kwargs):
        topic = {"topic": instance.publication.topic_id} if instance else {}
        super().__init__(*args, instance=instance, initial=topic | (initial or {}), **kwargs)
        self._ask(instance.publication.kind if instance else kind, first=instance is None or instance.number == 1)
        for name in self.fields.keys() & {*self.CHOSEN}:
            # Its own choice stays on offer: words that were replaced since must not be lost by an edit of others.
            offered = Q(is_current=True) | Q(pk=getattr(instance, f"{name}_id", None))
            self.fields[name].queryset = self.fields[name].queryset.filter(offered)
        if instance is None or not instance.summary:
            self._offer_the_usual(initial or {})

    def _offer_the_usual(self, initial: dict) -> None:
        """Whom to ring and the standing words, for a text of which no more than the headline is written."""
        for name in self.fields.keys() & ({"contact", "boilerplate"} - initial.keys()):
            if self.initial.get(name) is None:
                self.initial[name] = self.fields[name].queryset.values_list("pk", flat=True).first()

    def _ask(self, kind: Kind, *, first: bool) -> None:
        """Leave only what the kind asks for, by the names that it uses."""
        for name in set(self._meta.fields) - (set(kind.asks) - set(ASKED_LATER if first else ())):
            del self.fields[name]
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
        return words_in(self.cleaned_data["body"])


def _colleagues():
    roles = Role.objects.current().of_staff()
    return User.objects.filter(is_active=True, roles__in=roles).distinct().order_by("name", "pk")


class SpeakerForm(forms.ModelForm):
    """Whose words a quotation is."""

    class Meta:
        model = Quotation
        fields = ["speaker", "job", "user"]
        labels = {"user": "A colleague who approves it here"}
        help_texts = {
            "speaker": "Their name, as readers see it under the words.",
            "user": "They get a mail. For anyone else, note below how they approved.",
        }

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, prefix=f"speaker-{instance.pk}", **kwargs)
        self.fields["speaker"].required = True
        self.fields["user"].queryset = _colleagues()
        self.fields["user"].empty_label = "Nobody: they are not a colleague"

    def share_choices(self, other: "SpeakerForm") -> None:
        """Offer the colleagues that another form has asked the database for."""
        other.fields["user"].choices = self.fields["user"].choices = list(other.fields["user"].choices)


class NoteForm(forms.Form):
    """How someone outside approved their words, and the seal of the words that they heard."""

    how = forms.CharField(
        max_length=120,
        label="How they approved it",
        help_text="Such as: by telephone, 22:50.",
        widget=forms.TextInput(),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, quotation: Quotation, **kwargs):
        initial = {"seen": quotation.seal}
        super().__init__(*args, prefix=f"note-{quotation.pk}", initial=initial, **kwargs)


class ConfirmForm(forms.Form):
    """What someone confirms before a text becomes public, and the hash of the words that they read."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, checks: list[Check], **kwargs):
        super().__init__(*args, **kwargs)
        ticks = {check.name: check.tick for check in checks if check.tick}
        for name, words in ticks.items():
            asked = {"required": "Read the text with this in mind, then tick it."}
            self.fields[name] = forms.BooleanField(label=words, error_messages=asked)
        self.order_fields(ticks)


class UrgentForm(ConfirmForm):
    """Why a text cannot wait for a second person."""

    reason = forms.CharField(max_length=255, label="Why it cannot wait", widget=forms.TextInput())


class ReviewForm(forms.Form):
    """What a second person found in a text that was published in an emergency."""

    verdict = forms.ChoiceField(choices=UrgentReview.Verdict, widget=forms.RadioSelect, label="What did you find?")
    note = forms.CharField(
        max_length=255,
        required=False,
        label="What is wrong",
        help_text="If you withdraw it, readers see this as the reason.",
        widget=forms.TextInput(),
    )


class WithdrawForm(forms.Form):
    """Why readers should no longer rely on a text."""

    prefix = "withdraw"
    reason = forms.CharField(max_length=255, label="Reason, shown to readers", widget=forms.TextInput())


class RemoveForm(forms.Form):
    """Why a text goes, and where its address leads from then on."""

    prefix = "remove"
    reason = forms.CharField(max_length=255, label="Reason, kept in the history", widget=forms.TextInput())
    redirect_to = forms.CharField(
        max_length=200,
        required=False,
        label="Send readers to",
        help_text="A path on this site, such as /press/another-text/. Left empty, they read that it was removed.",
    )


class MoveForm(forms.Form):
    """The last part of a text's address."""

    slug = forms.SlugField(
        max_length=80,
        label="Last part of the address",
        help_text="Small letters, digits and hyphens.",
    )

    def clean_slug(self):
        return self.cleaned_data["slug"].lower()


class PublishNowForm(ReasonForm):
    """Why a scheduled text cannot wait for its time."""

    prefix = "now"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Beside it stands the form that takes the text back: two fields, two names.
        self.fields["reason"].label = "Why it cannot wait"


class PreviewForm(forms.ModelForm):
    """Who may read a text before it is public, why, and for how many days."""

    days = forms.IntegerField(
        min_value=1, max_value=MOST_DAYS, initial=7, label="For how many days", help_text=f"At most {MOST_DAYS}."
    )

    class Meta:
        model = PreviewLink
        fields = ["name", "organisation", "reason"]
        help_texts = {
            "name": "One person. Their name stands over the text.",
            "reason": "Such as: checks what we quote them with.",
        }


class GrantForm(forms.Form):
    """To which accredited journalist, and until when."""

    reader = forms.ModelChoiceField(None, label="Journalist", empty_label="Choose one")
    until = LondonTimeField(required=False, label="Until", require_all_fields=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reader"].queryset = readers().select_related("user")
        self.fields["reader"].help_text = "Only those who are accredited now and have joined are here."
        self.fields["until"].help_text = "Left empty: until you end it, or their accreditation ends."


class ApproveForm(ConfirmForm):
    """When a text that someone approves is to be public."""

    NOW, LATER = "now", "later"
    when = forms.ChoiceField(
        choices=[(NOW, "As soon as I approve"), (LATER, "At a time that I choose")],
        widget=forms.RadioSelect,
        initial=NOW,
        label="When should it be public?",
    )
    public_from = LondonTimeField(required=False, label="Day and time", require_all_fields=False)

    def clean(self):
        data = super().clean()
        if data.get("when") == self.LATER and not data.get("public_from") and "public_from" not in self.errors:
            self.add_error("public_from", "Choose the day and time at which it is to be public.")
        if data.get("when") == self.NOW:
            data["public_from"] = None
        return data

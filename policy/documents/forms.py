"""What the policy desk types of a paper by someone else, of who published it, and of who may see it before its time."""

from people.catalogue import offer
from people.forms import NO_TITLE
from people.models import User
from policy.documents.readers import may_be_named
from policy.models import Consultation, Document, PublicBody
from policy.models.body import HTTPS_SENTENCE
from times import LONDON, LondonTimeField
from webforms import forms
from webforms.layout import Details, Fieldset, Layout, Row

SORTED = [("", "New"), ("sorted", "Sorted"), ("all", "New and sorted"), ("embargo", "Under embargo")]


class BodyForm(forms.ModelForm):
    """The name of a public body."""

    class Meta:
        model = PublicBody
        fields = ["name"]
        help_texts = {"name": "As it calls itself, such as Department for Education."}


class DocumentForm(forms.ModelForm):
    """A paper by someone else: six fields, and what few papers need behind a summary."""

    layout = Layout(
        Fieldset("What it is", "body", "kind", "title", "published_on", "link", "summary", "is_public"),
        Details("What it answers, and other versions", "responds_to", "consultation", "edition_of", "edition_kind"),
        Details("When its page closes down", "archived_link", "closes_on", "closing_notice"),
        Details("Shared with us before it is published", "embargoed_until"),
    )

    embargoed_until = LondonTimeField(
        required=False,
        label="Under embargo until",
        help_text="Until then, the policy desk sees it and the colleagues whom you name. Nobody else knows of it.",
    )
    responds_to = forms.ModelMultipleChoiceField(
        Document.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Documents that it answers",
    )

    class Meta:
        model = Document
        fields = [
            *("body", "kind", "title", "published_on", "link", "summary", "is_public", "responds_to", "consultation"),
            *("edition_of", "edition_kind", "archived_link", "closes_on", "closing_notice", "embargoed_until"),
        ]
        widgets = {
            "title": forms.TextInput(),
            "published_on": forms.DateInput(),
            "closes_on": forms.DateInput(),
            "summary": forms.Textarea(attrs={"rows": 4}),
            "closing_notice": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"consultation": "Consultation that it is part of", "edition_kind": "What it does to that one"}
        error_messages = {
            "title": {"required": NO_TITLE},
            "link": {"invalid": HTTPS_SENTENCE},
            "archived_link": {"invalid": HTTPS_SENTENCE},
        }
        help_texts = {
            "link": "Beginning with https://.",
            "summary": "In our own words.",
            "is_public": "With our summary, once it is published and its embargo is over.",
            "archived_link": "Such as its copy at The National Archives.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self)
        others = Document.objects.exclude(pk=self.instance.pk)
        self.fields["responds_to"].queryset = self.fields["edition_of"].queryset = others
        self.fields["consultation"].queryset = Consultation.objects.order_by("-opens_at", "pk")
        if self.instance.pk:
            self.initial["responds_to"] = [row.to_id for row in self.instance.answers.all()]

    def edits(self):
        return [*super().edits(), *(self.instance.answers.all() if self.instance.pk else [])]

    def clean(self):
        data = super().clean()
        if bool(data.get("edition_of")) != bool(data.get("edition_kind")):
            self.add_error("edition_kind", "Choose both the other version and what this one does to it, or neither.")
        if data.get("closing_notice") and not data.get("closes_on") and "closes_on" not in self.errors:
            self.add_error("closes_on", "Write the day on which the page closes down.")
        until, on = data.get("embargoed_until"), data.get("published_on")
        if until and on and on < until.astimezone(LONDON).date():
            self.add_error("published_on", "It cannot be published before its embargo is over. Check both days.")
        return data


class DocumentFilterForm(forms.FilterForm):
    """Which papers the desk looks at."""

    layout = Layout(Row("state", "kind", "body"))

    state = forms.ChoiceField(choices=SORTED, required=False, label="State")
    kind = forms.ChoiceField(choices=[("", "All kinds"), *Document.Kind.choices], required=False, label="Kind")
    body = forms.ModelChoiceField(
        PublicBody.objects.all(), required=False, to_field_name="slug", label="Public body", empty_label="All bodies"
    )

    def narrowed(self, documents):
        """The documents of a queryset that are wanted."""
        wanted = self.wanted
        state = wanted.pop("state", "")
        by_state = {
            "": documents.new(),
            "sorted": documents.exclude(triaged_at=None),
            "all": documents,
            "embargo": documents.under_embargo(),
        }
        return by_state[state].filter(**wanted)


class ReaderForm(forms.Form):
    """Another colleague who may see a paper before it is published."""

    send = "Name as a reader"
    user = forms.ModelChoiceField(User.objects.none(), label="Colleague")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = may_be_named()

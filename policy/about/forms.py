"""Which papers, recommendations and consultations a text of ours is about."""

import re

from django.core.exceptions import ValidationError

from policy.models import Consultation, Document, Recommendation
from webforms import forms


class ReferencesField(forms.CharField):
    """Recommendations by their references in the tracker, such as R12, parted in any way. Gives the rows."""

    def clean(self, value):
        numbers = [int(number) for number in re.findall(r"\d+", super().clean(value))]
        found = Recommendation.objects.public().in_bulk(numbers)
        if missing := [f"R{number}" for number in numbers if number not in found]:
            raise ValidationError(f"There is no recommendation {missing[0]} in the tracker. Look it up there.")
        return list(found.values())


class AboutForm(forms.EditForm):
    """What a text of ours is about. Everyone who writes texts may choose: all of it has been published."""

    documents = forms.ModelMultipleChoiceField(
        Document.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Papers by others"
    )
    consultations = forms.ModelMultipleChoiceField(
        Consultation.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    recommendations = ReferencesField(
        required=False,
        label="Recommendations",
        help_text="Their references, such as R12, R15: the foot of each one’s page in the tracker says it.",
    )

    def __init__(self, *args, edition, **kwargs):
        chosen = list(edition.about.all())
        initial = {
            "documents": [row.document_id for row in chosen if row.document_id],
            "consultations": [row.consultation_id for row in chosen if row.consultation_id],
            "recommendations": ", ".join(f"R{row.recommendation_id}" for row in chosen if row.recommendation_id),
        }
        super().__init__(*args, of=[edition], initial=initial, **kwargs)
        self.fields["documents"].queryset = Document.objects.published()
        self.fields["consultations"].queryset = (
            Consultation.objects.public()
            .exclude(response__publication=edition.publication_id)
            .order_by("-opens_at", "pk")
        )

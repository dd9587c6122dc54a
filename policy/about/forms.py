"""Which papers and consultations a text of ours is about."""

from policy.models import Consultation, Document
from webforms import forms


class AboutForm(forms.EditForm):
    """What a text of ours is about. Everyone who writes texts may choose: all of it has been published."""

    documents = forms.ModelMultipleChoiceField(
        Document.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Papers by others"
    )
    consultations = forms.ModelMultipleChoiceField(
        Consultation.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, edition, **kwargs):
        chosen = list(edition.about.all())
        initial = {
            "documents": [row.document_id for row in chosen if row.document_id],
            "consultations": [row.consultation_id for row in chosen if row.consultation_id],
        }
        super().__init__(*args, of=[edition], initial=initial, **kwargs)
        self.fields["documents"].queryset = Document.objects.published()
        self.fields["consultations"].queryset = (
            Consultation.objects.public()
            .exclude(response__publication=edition.publication_id)
            .order_by("-opens_at", "pk")
        )

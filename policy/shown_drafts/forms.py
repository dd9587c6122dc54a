"""What members are shown of our answer."""

from policy.models import ShownDraft
from policy.models.shown_draft import LONGEST_DRAFT
from webforms import forms


class ShownDraftForm(forms.EditForm):
    """Our draft answer to one question, as members read it."""

    send = "Show to members"

    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=LONGEST_DRAFT,
        label="Our draft answer",
        help_text="As plain words. Leave an empty line between paragraphs.",
    )

    def __init__(self, *args, draft: ShownDraft | None, text: str, **kwargs):
        about = {"of": [draft or ShownDraft()], "initial": {"text": text}}
        super().__init__(*args, **about, **kwargs)

from publishing.forms.approval import ApproveForm, ConfirmForm, PublishNowForm, ReviewForm, SubmitForm, UrgentForm
from publishing.forms.attachments import DocumentForm, ImageForm, ShownDocumentForm, ShownImageForm
from publishing.forms.editing import EditionForm, EditionWindowForm, StartForm, WindowForm
from publishing.forms.listing import TextFilterForm
from publishing.forms.publications import DiscardForm, MoveForm, RemoveForm, WithdrawForm
from publishing.forms.quotations import NoteForm, SpeakerForm
from publishing.forms.readers import EndGrantForm, GrantForm, PreviewForm

__all__ = [
    "ApproveForm",
    "ConfirmForm",
    "DiscardForm",
    "DocumentForm",
    "EditionForm",
    "EditionWindowForm",
    "EndGrantForm",
    "GrantForm",
    "ImageForm",
    "MoveForm",
    "NoteForm",
    "PreviewForm",
    "PublishNowForm",
    "RemoveForm",
    "ReviewForm",
    "ShownDocumentForm",
    "ShownImageForm",
    "SpeakerForm",
    "StartForm",
    "SubmitForm",
    "TextFilterForm",
    "UrgentForm",
    "WindowForm",
    "WithdrawForm",
]

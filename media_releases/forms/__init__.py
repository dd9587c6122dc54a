from media_releases.forms.accreditations import (
    AcceptForm,
    AccreditationForm,
    EndForm,
    LiftForm,
    RefuseForm,
    SuspendForm,
)
from media_releases.forms.enquiries import AnswerForm, EnquiryForm
from media_releases.forms.releases import ReleaseForm
from media_releases.forms.rota import OnCallForm, next_week

__all__ = [
    "AcceptForm",
    "AccreditationForm",
    "AnswerForm",
    "EndForm",
    "EnquiryForm",
    "LiftForm",
    "OnCallForm",
    "RefuseForm",
    "ReleaseForm",
    "SuspendForm",
    "next_week",
]

from media_releases.forms.accreditations import (
    AcceptForm,
    AccreditationForm,
    EndForm,
    LiftForm,
    RefuseForm,
    SuspendForm,
)
from media_releases.forms.enquiries import AnswerForm, EnquiryForm
from media_releases.forms.media_pack import LogoForm, SpokespersonForm
from media_releases.forms.rota import OnCallForm, next_week
from media_releases.forms.statements import StatementForm, TemplateForm

__all__ = [
    "AcceptForm",
    "AccreditationForm",
    "AnswerForm",
    "EndForm",
    "EnquiryForm",
    "LiftForm",
    "LogoForm",
    "OnCallForm",
    "RefuseForm",
    "SpokespersonForm",
    "StatementForm",
    "SuspendForm",
    "TemplateForm",
    "next_week",
]

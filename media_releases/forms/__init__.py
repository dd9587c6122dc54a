from media_releases.forms.enquiries import AnswerForm, EnquiryForm
from media_releases.forms.media_pack import AboutForm, LogoForm, SpokespersonForm
from media_releases.forms.rota import OnCallForm, next_week
from media_releases.forms.statements import StatementForm, TemplateForm

__all__ = [
    "AboutForm",
    "AnswerForm",
    "EnquiryForm",
    "LogoForm",
    "OnCallForm",
    "SpokespersonForm",
    "StatementForm",
    "TemplateForm",
    "next_week",
]

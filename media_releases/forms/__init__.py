from media_releases.forms.enquiries import AnswerForm, EnquiryForm
from media_releases.forms.releases import ReleaseForm
from media_releases.forms.rota import OnCallForm, next_week
from media_releases.forms.statements import StatementForm, TemplateForm

__all__ = ["AnswerForm", "EnquiryForm", "OnCallForm", "ReleaseForm", "StatementForm", "TemplateForm", "next_week"]

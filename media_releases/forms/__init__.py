from media_releases.forms.enquiries import AnswerForm, EnquiryForm
from media_releases.forms.rota import OnCallForm, next_week

__all__ = ["AnswerForm", "EnquiryForm", "OnCallForm", "next_week"]

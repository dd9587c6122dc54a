from media_releases.forms.enquiries import AnswerForm, EnquiryForm
from media_releases.forms.releases import ReleaseForm

__all__ = ["AnswerForm", "EnquiryForm", "ReleaseForm"]

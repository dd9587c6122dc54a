from media_releases.models.briefing import Briefing
from media_releases.models.enquiry import Enquiry
from media_releases.models.on_call import OnCall
from media_releases.models.release import Release
from media_releases.models.template import StatementTemplate

__all__ = ["Briefing", "Enquiry", "OnCall", "Release", "StatementTemplate"]

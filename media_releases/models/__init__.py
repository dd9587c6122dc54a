from media_releases.models.briefing import Briefing
from media_releases.models.enquiry import Enquiry
from media_releases.models.logo import Logo
from media_releases.models.on_call import OnCall
from media_releases.models.release import Release
from media_releases.models.spokesperson import Spokesperson
from media_releases.models.template import StatementTemplate

__all__ = ["Briefing", "Enquiry", "Logo", "OnCall", "Release", "Spokesperson", "StatementTemplate"]

from media_releases.models.enquiry import Enquiry
from media_releases.models.on_call import OnCall
from media_releases.models.release import Release
from media_releases.models.template import StatementTemplate

__all__ = ["Enquiry", "OnCall", "Release", "StatementTemplate"]

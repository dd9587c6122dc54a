from media_releases.models.accreditation import Accreditation
from media_releases.models.enquiry import Enquiry
from media_releases.models.on_call import OnCall
from media_releases.models.release import Release

__all__ = ["Accreditation", "Enquiry", "OnCall", "Release"]

from media_releases.models.enquiry import Enquiry
from media_releases.models.logo import Logo
from media_releases.models.on_call import OnCall
from media_releases.models.release import Release
from media_releases.models.spokesperson import Spokesperson

__all__ = ["Enquiry", "Logo", "OnCall", "Release", "Spokesperson"]

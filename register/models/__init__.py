from register.models.entry import RegisterEntry
from register.models.file import RegisterFile
from register.models.inspection import Inspection, Judgement
from register.models.owner_name import OwnerName
from register.models.premises import Premises, RegisterMove
from register.models.published import PublishedTotal
from register.models.registration import Registration
from register.models.upload import RegisterUpload
from register.models.welsh_service import WelshService

__all__ = [
    "Inspection",
    "Judgement",
    "OwnerName",
    "Premises",
    "PublishedTotal",
    "RegisterEntry",
    "RegisterFile",
    "RegisterMove",
    "RegisterUpload",
    "Registration",
    "WelshService",
]

from register.models.inspection import Inspection, Judgement
from register.models.owner_name import OwnerName
from register.models.premises import Premises, RegisterMove
from register.models.register import RegisterEntry, RegisterFile, Registration
from register.models.upload import RegisterUpload
from register.models.welsh_service import WelshService

__all__ = [
    "Inspection",
    "Judgement",
    "OwnerName",
    "Premises",
    "RegisterEntry",
    "RegisterFile",
    "RegisterMove",
    "RegisterUpload",
    "Registration",
    "WelshService",
]

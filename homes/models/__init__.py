from homes.models.home import Home, RoleHome
from homes.models.inspection import Inspection, Judgement
from homes.models.location import HomeLocation
from homes.models.register import RegisterEntry, RegisterFile, Registration

__all__ = [
    "Home",
    "HomeLocation",
    "Inspection",
    "Judgement",
    "RegisterEntry",
    "RegisterFile",
    "Registration",
    "RoleHome",
]

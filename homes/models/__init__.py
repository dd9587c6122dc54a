from homes.models.duty import Duty, DutyDone, DutyOff, DutySharing
from homes.models.duty_mail import DutyCalendar, DutyReminder
from homes.models.home import Home, RoleHome
from homes.models.home_facts import HomeFacts, Need
from homes.models.home_role import HomeRole
from homes.models.home_sheet import HomeSheet
from homes.models.inspection import Inspection, Judgement
from homes.models.location import HomeLocation
from homes.models.notices import ChangeToNotify, ManagerAbsence
from homes.models.owner_name import OwnerName
from homes.models.premises import Premises, RegisterMove
from homes.models.proposal import RegisterProposal
from homes.models.register import RegisterEntry, RegisterFile, Registration
from homes.models.saved_view import SavedView
from homes.models.upload import RegisterUpload
from homes.models.welsh_service import WelshService

__all__ = [
    "ChangeToNotify",
    "Duty",
    "DutyCalendar",
    "DutyDone",
    "DutyOff",
    "DutyReminder",
    "DutySharing",
    "Home",
    "HomeFacts",
    "HomeLocation",
    "HomeRole",
    "HomeSheet",
    "Inspection",
    "Judgement",
    "ManagerAbsence",
    "Need",
    "OwnerName",
    "Premises",
    "RegisterEntry",
    "RegisterFile",
    "RegisterMove",
    "RegisterProposal",
    "RegisterUpload",
    "Registration",
    "RoleHome",
    "SavedView",
    "WelshService",
]

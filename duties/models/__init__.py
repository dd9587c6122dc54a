from duties.models.duty import Duty, DutyDone, DutyOff, DutySharing
from duties.models.evidence import EvidenceFile
from duties.models.notices import ChangeToNotify, EventNotified, ManagerAbsence
from duties.models.premises import HomePremises, PremisesAssessment
from duties.models.reminders import DutyCalendar, DutyReminder
from duties.models.visits import PlannedVisit, VisitAction

__all__ = [
    "ChangeToNotify",
    "Duty",
    "DutyCalendar",
    "DutyDone",
    "DutyOff",
    "DutyReminder",
    "DutySharing",
    "EventNotified",
    "EvidenceFile",
    "HomePremises",
    "ManagerAbsence",
    "PlannedVisit",
    "PremisesAssessment",
    "VisitAction",
]

from duties.forms.duties import DoneForm, DutyForm, OffForm, RecurrenceForm, ReminderForm, SharingForm
from duties.forms.evidence import EvidenceForm
from duties.forms.notices import AbsenceForm, ChangeForm, DayForm
from duties.forms.planning import PlansForm, VisitorForm
from duties.forms.premises import PremisesForm
from duties.forms.raised import NewVisitActionForm, VisitActionForm
from duties.forms.report import ReportForm
from duties.forms.visits import VisitsForm

__all__ = [
    "AbsenceForm",
    "ChangeForm",
    "DayForm",
    "DoneForm",
    "DutyForm",
    "EvidenceForm",
    "NewVisitActionForm",
    "OffForm",
    "PlansForm",
    "PremisesForm",
    "RecurrenceForm",
    "ReminderForm",
    "ReportForm",
    "SharingForm",
    "VisitActionForm",
    "VisitorForm",
    "VisitsForm",
]

from duties.forms.duties import DoneForm, DutyForm, OffForm, RecurrenceForm, ReminderForm, SharingForm
from duties.forms.notices import AbsenceForm, ChangeForm, DayForm
from duties.forms.premises import PremisesForm
from duties.forms.report import ReportForm
from duties.forms.visits import VisitsForm

__all__ = [
    "AbsenceForm",
    "ChangeForm",
    "DayForm",
    "DoneForm",
    "DutyForm",
    "OffForm",
    "PremisesForm",
    "RecurrenceForm",
    "ReminderForm",
    "ReportForm",
    "SharingForm",
    "VisitsForm",
]

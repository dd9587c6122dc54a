from homes.forms.adding import AddManyForm
from homes.forms.bulk import BulkForm
from homes.forms.changes import ChangesForm
from homes.forms.claim import ClaimForm, RefuseForm
from homes.forms.duties import DoneForm, DutyForm, OffForm, ReminderForm, RhythmForm, SharingForm
from homes.forms.duty_report import ReportForm
from homes.forms.facts import FactsForm
from homes.forms.home import HomeForm
from homes.forms.home_role import HomeRoleForm, LastDayForm, StrikeForm
from homes.forms.listing import ListForm, SavedViewForm
from homes.forms.moves import EndForm, ReregisterForm, TransferForm
from homes.forms.notices import AbsenceForm, ChangeForm, DayForm
from homes.forms.owner import OwnerForm
from homes.forms.register import RegisterFileForm
from homes.forms.roles import RoleHomesForm
from homes.forms.sheets import ExportForm, HomeSheetForm, SheetForm
from homes.forms.wales import RatingsForm, WelshClaimForm, WelshFileForm, WelshServiceEditForm, WelshServiceForm

__all__ = [
    "AbsenceForm",
    "AddManyForm",
    "BulkForm",
    "ChangeForm",
    "ChangesForm",
    "ClaimForm",
    "DayForm",
    "DoneForm",
    "DutyForm",
    "EndForm",
    "ExportForm",
    "FactsForm",
    "HomeForm",
    "HomeRoleForm",
    "HomeSheetForm",
    "LastDayForm",
    "ListForm",
    "OffForm",
    "OwnerForm",
    "RatingsForm",
    "RefuseForm",
    "RegisterFileForm",
    "ReminderForm",
    "ReportForm",
    "ReregisterForm",
    "RhythmForm",
    "RoleHomesForm",
    "SavedViewForm",
    "SharingForm",
    "SheetForm",
    "StrikeForm",
    "TransferForm",
    "WelshClaimForm",
    "WelshFileForm",
    "WelshServiceEditForm",
    "WelshServiceForm",
]

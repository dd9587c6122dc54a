from homes.forms.changes import ChangesForm
from homes.forms.claim import ClaimForm
from homes.forms.duties import DoneForm, DutyForm, OffForm, ReminderForm, RhythmForm, SharingForm
from homes.forms.duty_report import ReportForm
from homes.forms.facts import FactsForm
from homes.forms.home import HomeForm
from homes.forms.home_role import HomeRoleForm, LastDayForm
from homes.forms.listing import ListForm, SavedViewForm
from homes.forms.owner import OwnerForm
from homes.forms.register import RegisterFileForm
from homes.forms.roles import RoleHomesForm
from homes.forms.sheets import ExportForm, HomeSheetForm, SheetForm
from homes.forms.wales import RatingsForm, WelshClaimForm, WelshFileForm, WelshServiceEditForm, WelshServiceForm

__all__ = [
    "ChangesForm",
    "ClaimForm",
    "DoneForm",
    "DutyForm",
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
    "RegisterFileForm",
    "ReminderForm",
    "ReportForm",
    "RhythmForm",
    "RoleHomesForm",
    "SavedViewForm",
    "SharingForm",
    "SheetForm",
    "WelshClaimForm",
    "WelshFileForm",
    "WelshServiceEditForm",
    "WelshServiceForm",
]

from homes.forms.adding import AddManyForm
from homes.forms.area import AreaForm, NewAreaForm
from homes.forms.bulk import BulkForm
from homes.forms.claim import ClaimForm, ConfirmForm, NumberForm, RefuseForm
from homes.forms.facts import FactsForm
from homes.forms.home import HomeForm
from homes.forms.home_post import HomePostForm, LastDayForm, VoidForm
from homes.forms.listing import FilterForm, ListForm, SavedViewForm
from homes.forms.moves import EndForm, ReopenForm, ReregisterForm, TransferForm
from homes.forms.roles import HomeGrantsForm
from homes.forms.sheets import ExportForm, HomeSheetForm, SheetForm
from homes.forms.wales import WelshClaimForm

__all__ = [
    "AddManyForm",
    "AreaForm",
    "BulkForm",
    "ClaimForm",
    "ConfirmForm",
    "EndForm",
    "ExportForm",
    "FactsForm",
    "FilterForm",
    "HomeForm",
    "HomeGrantsForm",
    "HomePostForm",
    "HomeSheetForm",
    "LastDayForm",
    "ListForm",
    "NewAreaForm",
    "NumberForm",
    "RefuseForm",
    "ReopenForm",
    "ReregisterForm",
    "SavedViewForm",
    "SheetForm",
    "TransferForm",
    "VoidForm",
    "WelshClaimForm",
]

from register.forms.changes import ChangesForm
from register.forms.columns import ColumnsForm
from register.forms.files import RegisterFileForm
from register.forms.owner import OwnerForm
from register.forms.release import ReleaseForm
from register.forms.wales import RatingsForm, WelshFileForm, WelshServiceEditForm, WelshServiceForm

__all__ = [
    "ChangesForm",
    "ColumnsForm",
    "OwnerForm",
    "RatingsForm",
    "RegisterFileForm",
    "ReleaseForm",
    "WelshFileForm",
    "WelshServiceEditForm",
    "WelshServiceForm",
]

from register.forms.changes import ChangesForm
from register.forms.files import RegisterFileForm
from register.forms.owner import OwnerForm
from register.forms.release import ReleaseForm
from register.forms.wales import RatingsForm, WelshFileForm, WelshServiceEditForm, WelshServiceForm

__all__ = [
    "ChangesForm",
    "OwnerForm",
    "RatingsForm",
    "RegisterFileForm",
    "ReleaseForm",
    "WelshFileForm",
    "WelshServiceEditForm",
    "WelshServiceForm",
]

from homes.forms.claim import ClaimForm
from homes.forms.home import HomeForm
from homes.forms.register import RegisterFileForm
from homes.forms.roles import RoleHomesForm

__all__ = ["ClaimForm", "HomeForm", "RegisterFileForm", "RoleHomesForm"]

from homes.views.claims import claim_confirm, claim_list, claim_refuse
from homes.views.home import home_detail, home_edit, home_facts, home_history, home_reveal
from homes.views.listing import home_add, home_list
from homes.views.people import home_people, home_role_end, home_role_strike
from homes.views.register import register_file_add, register_file_list
from homes.views.roles import role_homes

__all__ = [
    "claim_confirm",
    "claim_list",
    "claim_refuse",
    "home_add",
    "home_detail",
    "home_edit",
    "home_facts",
    "home_history",
    "home_list",
    "home_people",
    "home_reveal",
    "home_role_end",
    "home_role_strike",
    "register_file_add",
    "register_file_list",
    "role_homes",
]

from homes.views.adding import home_add, home_add_many, home_claim
from homes.views.areas import area_create, area_delete, area_edit, area_list
from homes.views.bulk import home_bulk_edit
from homes.views.claims import claim_confirm, claim_list, claim_refuse, claim_take_back
from homes.views.home import home_detail, home_edit, home_facts, home_history, home_reveal
from homes.views.listing import home_find, home_list, saved_view_delete, saved_view_save
from homes.views.moves import home_end, home_reopen, home_reregister, home_transfer
from homes.views.people import home_people, home_post_end, home_post_void
from homes.views.proposals import proposal_accept, proposal_dismiss, proposal_list
from homes.views.roles import role_homes
from homes.views.sheets import home_export, home_sheet_add, home_sheet_apply, home_sheet_detail, home_sheet_recheck
from homes.views.wales import home_add_wales

__all__ = [
    "area_create",
    "area_delete",
    "area_edit",
    "area_list",
    "claim_confirm",
    "claim_list",
    "claim_refuse",
    "claim_take_back",
    "home_add",
    "home_add_many",
    "home_add_wales",
    "home_bulk_edit",
    "home_claim",
    "home_detail",
    "home_edit",
    "home_end",
    "home_export",
    "home_facts",
    "home_find",
    "home_history",
    "home_list",
    "home_people",
    "home_post_end",
    "home_post_void",
    "home_reopen",
    "home_reregister",
    "home_reveal",
    "home_sheet_add",
    "home_sheet_apply",
    "home_sheet_detail",
    "home_sheet_recheck",
    "home_transfer",
    "proposal_accept",
    "proposal_dismiss",
    "proposal_list",
    "role_homes",
    "saved_view_delete",
    "saved_view_save",
]

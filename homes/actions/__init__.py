from homes.actions.areas import delete_area, save_area
from homes.actions.bulk import change_many
from homes.actions.claims import claim, claim_service, confirm, find_registration, refuse, take_back
from homes.actions.facts import appoint, leave, update_facts, void_post
from homes.actions.home import describe, give_homes
from homes.actions.joining import give_only_home
from homes.actions.many import claim_many
from homes.actions.moves import end_home, reopen_home, reregister_home, transfer_home
from homes.actions.proposals import accept_proposal, dismiss_proposal
from homes.actions.saved_views import save_view
from homes.actions.sheets import accept_sheet, apply_sheet, check_sheet, delete_old_sheets, recheck_sheet

__all__ = [
    "accept_proposal",
    "accept_sheet",
    "apply_sheet",
    "appoint",
    "change_many",
    "check_sheet",
    "claim",
    "claim_many",
    "claim_service",
    "confirm",
    "delete_area",
    "delete_old_sheets",
    "describe",
    "dismiss_proposal",
    "end_home",
    "find_registration",
    "give_homes",
    "give_only_home",
    "leave",
    "recheck_sheet",
    "refuse",
    "reopen_home",
    "reregister_home",
    "save_area",
    "save_view",
    "take_back",
    "transfer_home",
    "update_facts",
    "void_post",
]

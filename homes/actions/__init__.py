from homes.actions.claims import claim, confirm, find_registration, refuse
from homes.actions.duties import mark_done, switch_off, switch_on, undo
from homes.actions.duty_list import add_duty, end_duty, set_rhythm, share, stop_sharing, use_default
from homes.actions.duty_mail import choose_reminder, items_of_calendar, make_calendar, remind_of_duties, revoke_calendar
from homes.actions.duty_sheet import keep_sheet
from homes.actions.facts import appoint, leave, strike, tell
from homes.actions.home import describe, give_homes
from homes.actions.owner_names import match_owner, unmatch_owner
from homes.actions.proposals import accept_proposal, dismiss_proposal
from homes.actions.sheets import accept_sheet, apply_sheet, check_sheet, delete_old_sheets, recheck_sheet
from homes.actions.views import save_view

__all__ = [
    "accept_proposal",
    "accept_sheet",
    "add_duty",
    "apply_sheet",
    "appoint",
    "check_sheet",
    "choose_reminder",
    "claim",
    "confirm",
    "delete_old_sheets",
    "describe",
    "dismiss_proposal",
    "end_duty",
    "find_registration",
    "give_homes",
    "items_of_calendar",
    "keep_sheet",
    "leave",
    "make_calendar",
    "mark_done",
    "match_owner",
    "recheck_sheet",
    "refuse",
    "remind_of_duties",
    "revoke_calendar",
    "save_view",
    "set_rhythm",
    "share",
    "stop_sharing",
    "strike",
    "switch_off",
    "switch_on",
    "tell",
    "undo",
    "unmatch_owner",
    "use_default",
]

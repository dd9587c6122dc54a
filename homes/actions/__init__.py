from homes.actions.bulk import change_many
from homes.actions.claims import claim, confirm, find_registration, refuse
from homes.actions.duties import mark_done, switch_off, switch_on, undo
from homes.actions.duty_list import add_duty, end_duty, set_rhythm, share, stop_sharing, use_default
from homes.actions.duty_mail import (
    calendar_at,
    choose_reminder,
    make_calendar,
    remind_of_duties,
    revoke_calendar,
)
from homes.actions.duty_sheet import keep_sheet
from homes.actions.facts import appoint, leave, strike, tell
from homes.actions.home import describe, give_homes
from homes.actions.many import claim_many
from homes.actions.moves import end_home, reregister_home, transfer_home
from homes.actions.notices import (
    add_change,
    begin_absence,
    end_absence,
    give_notice,
    notify_change,
    strike_absence,
    strike_change,
)
from homes.actions.owner_names import match_owner, unmatch_owner
from homes.actions.proposals import accept_proposal, dismiss_proposal
from homes.actions.sheets import accept_sheet, apply_sheet, check_sheet, delete_old_sheets, recheck_sheet
from homes.actions.views import save_view
from homes.actions.wales import change_service, claim_service, enter_service, load_services, may_rate, rate_service

__all__ = [
    "accept_proposal",
    "accept_sheet",
    "add_change",
    "add_duty",
    "apply_sheet",
    "appoint",
    "begin_absence",
    "calendar_at",
    "change_many",
    "change_service",
    "check_sheet",
    "choose_reminder",
    "claim",
    "claim_many",
    "claim_service",
    "confirm",
    "delete_old_sheets",
    "describe",
    "dismiss_proposal",
    "end_absence",
    "end_duty",
    "end_home",
    "enter_service",
    "find_registration",
    "give_homes",
    "give_notice",
    "keep_sheet",
    "leave",
    "load_services",
    "make_calendar",
    "mark_done",
    "match_owner",
    "may_rate",
    "notify_change",
    "rate_service",
    "recheck_sheet",
    "refuse",
    "remind_of_duties",
    "reregister_home",
    "revoke_calendar",
    "save_view",
    "set_rhythm",
    "share",
    "stop_sharing",
    "strike",
    "strike_absence",
    "strike_change",
    "switch_off",
    "switch_on",
    "tell",
    "transfer_home",
    "undo",
    "unmatch_owner",
    "use_default",
]

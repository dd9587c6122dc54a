from homes.views.adding import home_add, home_add_many
from homes.views.bulk import home_bulk_edit
from homes.views.changes import change_list, proposal_accept, proposal_dismiss, proposal_list
from homes.views.claims import claim_confirm, claim_list, claim_refuse
from homes.views.duty_calendar import duty_calendar
from homes.views.duty_list import duty_list
from homes.views.duty_mail import duty_calendar_make, duty_calendar_revoke, duty_feed, duty_reminder, duty_subscription
from homes.views.duty_report import duty_report
from homes.views.duty_sheet import duty_sheet, duty_sheet_keep, duty_sheet_template
from homes.views.home import home_detail, home_edit, home_facts, home_history, home_reveal
from homes.views.home_duties import duty_done, duty_off, duty_on, duty_undo, home_duties
from homes.views.listing import home_find, home_list, saved_view_delete, saved_view_save
from homes.views.moves import home_end, home_reregister, home_transfer
from homes.views.notices import (
    absence_begin,
    absence_end,
    absence_notified,
    absence_strike,
    change_add,
    change_notified,
    change_strike,
    home_notices,
)
from homes.views.own_duties import (
    duty_add,
    duty_end,
    duty_rhythm,
    duty_rhythm_default,
    duty_settings,
    duty_share,
    duty_share_stop,
    home_duty_add,
)
from homes.views.owners import owner_list, owner_match, owner_unmatch
from homes.views.people import home_people, home_role_end, home_role_strike
from homes.views.register import (
    register_file_add,
    register_file_detail,
    register_file_list,
    register_file_original,
    register_upload_detail,
)
from homes.views.registrations import registration_detail, registration_list
from homes.views.roles import role_homes
from homes.views.sheets import home_export, home_sheet_add, home_sheet_apply, home_sheet_detail, home_sheet_recheck
from homes.views.wales import (
    home_add_wales,
    registration_rate,
    welsh_service_add,
    welsh_service_edit,
    welsh_service_enter,
    welsh_service_list,
    welsh_service_load,
)

__all__ = [
    "absence_begin",
    "absence_end",
    "absence_notified",
    "absence_strike",
    "change_add",
    "change_list",
    "change_notified",
    "change_strike",
    "claim_confirm",
    "claim_list",
    "claim_refuse",
    "duty_add",
    "duty_calendar",
    "duty_calendar_make",
    "duty_calendar_revoke",
    "duty_done",
    "duty_end",
    "duty_feed",
    "duty_list",
    "duty_off",
    "duty_on",
    "duty_reminder",
    "duty_report",
    "duty_rhythm",
    "duty_rhythm_default",
    "duty_settings",
    "duty_share",
    "duty_share_stop",
    "duty_sheet",
    "duty_sheet_keep",
    "duty_sheet_template",
    "duty_subscription",
    "duty_undo",
    "home_add",
    "home_add_many",
    "home_add_wales",
    "home_bulk_edit",
    "home_detail",
    "home_duties",
    "home_duty_add",
    "home_edit",
    "home_end",
    "home_export",
    "home_facts",
    "home_find",
    "home_history",
    "home_list",
    "home_notices",
    "home_people",
    "home_reregister",
    "home_reveal",
    "home_role_end",
    "home_role_strike",
    "home_sheet_add",
    "home_sheet_apply",
    "home_sheet_detail",
    "home_sheet_recheck",
    "home_transfer",
    "owner_list",
    "owner_match",
    "owner_unmatch",
    "proposal_accept",
    "proposal_dismiss",
    "proposal_list",
    "register_file_add",
    "register_file_detail",
    "register_file_list",
    "register_file_original",
    "register_upload_detail",
    "registration_detail",
    "registration_list",
    "registration_rate",
    "role_homes",
    "saved_view_delete",
    "saved_view_save",
    "welsh_service_add",
    "welsh_service_edit",
    "welsh_service_enter",
    "welsh_service_list",
    "welsh_service_load",
]

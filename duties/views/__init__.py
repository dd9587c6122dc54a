from duties.views.calendar import duty_calendar
from duties.views.evidence import evidence_add, evidence_file, evidence_remove
from duties.views.home_duties import duty_done, duty_off, duty_on, duty_undo, home_duties
from duties.views.notices import (
    absence_begin,
    absence_end,
    absence_notified,
    absence_void,
    change_add,
    change_notified,
    change_void,
    event_note,
    event_void,
    home_notices,
)
from duties.views.overview import duty_list
from duties.views.own import (
    duty_add,
    duty_end,
    duty_recurrence,
    duty_recurrence_default,
    duty_settings,
    duty_share,
    duty_share_stop,
    home_duty_add,
)
from duties.views.planning import planned_file, planned_visits, visitor_change, visits_plan
from duties.views.premises import assessment_void, premises_add, premises_assessed, premises_end
from duties.views.raised import (
    raised_add,
    raised_edit,
    raised_file,
    raised_list,
    raised_tick,
    raised_untick,
    raised_void,
)
from duties.views.reminders import duty_calendar_make, duty_calendar_revoke, duty_feed, duty_reminder, duty_subscription
from duties.views.report import duty_report
from duties.views.reports import report_clear, report_none, report_step
from duties.views.sheet import duty_sheet, duty_sheet_save, duty_sheet_template
from duties.views.visits import visit_file, visit_grid, visits_mark

__all__ = [
    "absence_begin",
    "absence_end",
    "absence_notified",
    "absence_void",
    "assessment_void",
    "change_add",
    "change_notified",
    "change_void",
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
    "duty_recurrence",
    "duty_recurrence_default",
    "duty_reminder",
    "duty_report",
    "duty_settings",
    "duty_share",
    "duty_share_stop",
    "duty_sheet",
    "duty_sheet_save",
    "duty_sheet_template",
    "duty_subscription",
    "duty_undo",
    "event_note",
    "event_void",
    "evidence_add",
    "evidence_file",
    "evidence_remove",
    "home_duties",
    "home_duty_add",
    "home_notices",
    "planned_file",
    "planned_visits",
    "premises_add",
    "premises_assessed",
    "premises_end",
    "raised_add",
    "raised_edit",
    "raised_file",
    "raised_list",
    "raised_tick",
    "raised_untick",
    "raised_void",
    "report_clear",
    "report_none",
    "report_step",
    "visit_file",
    "visit_grid",
    "visitor_change",
    "visits_mark",
    "visits_plan",
]

from duties.actions.done import mark_done, switch_off, switch_on, undo
from duties.actions.evidence import add_evidence, remove_evidence
from duties.actions.notices import (
    add_change,
    begin_absence,
    end_absence,
    give_notice,
    note_event,
    notify_change,
    void_absence,
    void_change,
    void_event,
)
from duties.actions.own import add_duty, end_duty, set_recurrence, share, stop_sharing, use_default
from duties.actions.planning import change_visitor, plan_visits
from duties.actions.premises import add_premises, assess_premises, end_premises, void_assessment
from duties.actions.raised import save_action, tick_action, untick_action, void_action
from duties.actions.reminders import calendar_at, choose_reminder, make_calendar, remind_of_duties, revoke_calendar
from duties.actions.reports import clear_report, need_no_report, note_report
from duties.actions.sheet import save_sheet
from duties.actions.visits import mark_visits

__all__ = [
    "add_change",
    "add_duty",
    "add_evidence",
    "add_premises",
    "assess_premises",
    "begin_absence",
    "calendar_at",
    "change_visitor",
    "choose_reminder",
    "clear_report",
    "end_absence",
    "end_duty",
    "end_premises",
    "give_notice",
    "make_calendar",
    "mark_done",
    "mark_visits",
    "need_no_report",
    "note_event",
    "note_report",
    "notify_change",
    "plan_visits",
    "remind_of_duties",
    "remove_evidence",
    "revoke_calendar",
    "save_action",
    "save_sheet",
    "set_recurrence",
    "share",
    "stop_sharing",
    "switch_off",
    "switch_on",
    "tick_action",
    "undo",
    "untick_action",
    "use_default",
    "void_absence",
    "void_action",
    "void_assessment",
    "void_change",
    "void_event",
]

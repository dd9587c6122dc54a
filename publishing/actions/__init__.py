from publishing.actions.attachments import describe, show, show_earlier, show_no_more
from publishing.actions.autosaves import carry, discard, keep
from publishing.actions.editions import approve, edit, send_back, start, start_next, submit, unschedule
from publishing.actions.figures import take_readings
from publishing.actions.files import clear_strays, forget_unused
from publishing.actions.publications import move, remove, withdraw
from publishing.actions.quotations import approve_quotation, attribute, note_approval, send_back_quotation
from publishing.actions.urgent import escalate_urgent_reviews, publish_urgently, review_urgent

__all__ = [
    "approve",
    "approve_quotation",
    "attribute",
    "carry",
    "clear_strays",
    "describe",
    "discard",
    "edit",
    "escalate_urgent_reviews",
    "forget_unused",
    "keep",
    "move",
    "note_approval",
    "publish_urgently",
    "remove",
    "review_urgent",
    "send_back",
    "send_back_quotation",
    "show",
    "show_earlier",
    "show_no_more",
    "start",
    "start_next",
    "submit",
    "take_readings",
    "unschedule",
    "withdraw",
]

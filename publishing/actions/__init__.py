from publishing.actions.attachments import describe, show, show_earlier, show_no_more
from publishing.actions.editions import approve, edit, send_back, start, start_next, submit, unschedule
from publishing.actions.figures import take_readings
from publishing.actions.files import clear_strays, forget_unused
from publishing.actions.publications import move, remove, withdraw

__all__ = [
    "approve",
    "clear_strays",
    "describe",
    "edit",
    "forget_unused",
    "move",
    "remove",
    "send_back",
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

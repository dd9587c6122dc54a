from publishing.actions.autosaves import carry, discard, keep
from publishing.actions.editions import approve, edit, send_back, start, start_next, submit, unschedule
from publishing.actions.figures import take_readings
from publishing.actions.publications import move, remove, withdraw

__all__ = [
    "approve",
    "carry",
    "discard",
    "edit",
    "keep",
    "move",
    "remove",
    "send_back",
    "start",
    "start_next",
    "submit",
    "take_readings",
    "unschedule",
    "withdraw",
]

from publishing.actions.editions import approve, edit, publish_now, send_back, start, start_next, submit, unschedule
from publishing.actions.figures import take_readings
from publishing.actions.grants import accept_terms, end_grant, end_grants_of, give_grant, open_embargoed
from publishing.actions.previews import open_preview, share, stop
from publishing.actions.publications import move, remove, withdraw

__all__ = [
    "accept_terms",
    "approve",
    "edit",
    "end_grant",
    "end_grants_of",
    "give_grant",
    "move",
    "open_embargoed",
    "open_preview",
    "publish_now",
    "remove",
    "send_back",
    "share",
    "start",
    "start_next",
    "stop",
    "submit",
    "take_readings",
    "unschedule",
    "withdraw",
]

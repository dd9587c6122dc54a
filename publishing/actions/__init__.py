from publishing.actions.attachments import describe, show, show_earlier, show_no_more
from publishing.actions.editions import approve, edit, publish_now, send_back, start, start_next, submit, unschedule
from publishing.actions.figures import take_readings
from publishing.actions.files import clear_strays, forget_unused
from publishing.actions.grants import accept_terms, end_grant, end_grants_of, give_grant, open_embargoed
from publishing.actions.previews import open_preview, share, stop
from publishing.actions.publications import move, remove, withdraw

__all__ = [
    "accept_terms",
    "approve",
    "clear_strays",
    "describe",
    "edit",
    "end_grant",
    "end_grants_of",
    "forget_unused",
    "give_grant",
    "move",
    "open_embargoed",
    "open_preview",
    "publish_now",
    "remove",
    "send_back",
    "share",
    "show",
    "show_earlier",
    "show_no_more",
    "start",
    "start_next",
    "stop",
    "submit",
    "take_readings",
    "unschedule",
    "withdraw",
]

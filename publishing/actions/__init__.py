from publishing.actions.approval import approve, send_back, submit
from publishing.actions.attachments import describe, show, show_earlier, show_no_more
from publishing.actions.autosaves import carry, discard, write_autosave
from publishing.actions.editions import edit, start, start_next
from publishing.actions.figures import take_snapshots
from publishing.actions.files import clear_strays, forget_unused
from publishing.actions.grants import accept_terms, end_grant, end_grants_of, give_grant, list_embargoed, open_embargoed
from publishing.actions.moves import approve_move, drop_move, propose_move
from publishing.actions.previews import open_preview, share, stop
from publishing.actions.publications import reinstate, remove, restore, withdraw
from publishing.actions.quotations import approve_quotation, attribute, note_approval, send_back_quotation
from publishing.actions.schedule import publish_now
from publishing.actions.taking_back import discard as discard_draft
from publishing.actions.taking_back import draft_again, pull
from publishing.actions.urgent import escalate_urgent_reviews, publish_urgently, review_urgent
from publishing.actions.withholding import show_again, withhold

__all__ = [
    "accept_terms",
    "approve",
    "approve_move",
    "approve_quotation",
    "attribute",
    "carry",
    "clear_strays",
    "describe",
    "discard",
    "discard_draft",
    "draft_again",
    "drop_move",
    "edit",
    "end_grant",
    "end_grants_of",
    "escalate_urgent_reviews",
    "forget_unused",
    "give_grant",
    "list_embargoed",
    "note_approval",
    "open_embargoed",
    "open_preview",
    "propose_move",
    "publish_now",
    "publish_urgently",
    "pull",
    "reinstate",
    "remove",
    "restore",
    "review_urgent",
    "send_back",
    "send_back_quotation",
    "share",
    "show",
    "show_again",
    "show_earlier",
    "show_no_more",
    "start",
    "start_next",
    "stop",
    "submit",
    "take_snapshots",
    "withdraw",
    "withhold",
    "write_autosave",
]

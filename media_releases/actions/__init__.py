from media_releases.actions.accreditations import (
    accept,
    apply,
    end,
    end_expired,
    lift,
    refuse,
    remind_of_expiry,
    suspend,
)
from media_releases.actions.enquiries import answer_enquiry, note_enquiry
from media_releases.actions.releases import start_release
from media_releases.actions.rota import change_on_call, put_on_call, take_off_call

__all__ = [
    "accept",
    "answer_enquiry",
    "apply",
    "change_on_call",
    "end",
    "end_expired",
    "lift",
    "note_enquiry",
    "put_on_call",
    "refuse",
    "remind_of_expiry",
    "start_release",
    "suspend",
    "take_off_call",
]

from media_releases.actions.accreditations import (
    accept,
    apply,
    end,
    lift,
    refuse,
    review_accreditations,
    suspend,
)
from media_releases.actions.briefings import brief_members
from media_releases.actions.enquiries import answer_enquiry, edit_enquiry, note_enquiry, take_enquiry
from media_releases.actions.media_pack import save_logo, save_spokesperson
from media_releases.actions.releases import start_release
from media_releases.actions.rota import change_on_call, put_on_call, take_off_call
from media_releases.actions.statements import save_template, start_statement

__all__ = [
    "accept",
    "answer_enquiry",
    "apply",
    "brief_members",
    "change_on_call",
    "edit_enquiry",
    "end",
    "lift",
    "note_enquiry",
    "put_on_call",
    "refuse",
    "review_accreditations",
    "save_logo",
    "save_spokesperson",
    "save_template",
    "start_release",
    "start_statement",
    "suspend",
    "take_enquiry",
    "take_off_call",
]

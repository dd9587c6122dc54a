from media_releases.actions.briefings import brief_members
from media_releases.actions.enquiries import answer_enquiry, edit_enquiry, note_enquiry, take_enquiry
from media_releases.actions.media_pack import add_logo, keep_spokesperson, retire_logo, reword_about
from media_releases.actions.releases import start_release
from media_releases.actions.rota import change_on_call, put_on_call, take_off_call
from media_releases.actions.statements import keep_template, start_statement

__all__ = [
    "add_logo",
    "answer_enquiry",
    "brief_members",
    "change_on_call",
    "edit_enquiry",
    "keep_spokesperson",
    "keep_template",
    "note_enquiry",
    "put_on_call",
    "retire_logo",
    "reword_about",
    "start_release",
    "start_statement",
    "take_enquiry",
    "take_off_call",
]

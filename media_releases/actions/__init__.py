from media_releases.actions.enquiries import answer_enquiry, note_enquiry
from media_releases.actions.media_pack import add_logo, keep_spokesperson, retire_logo, reword_about
from media_releases.actions.releases import start_release
from media_releases.actions.rota import change_on_call, put_on_call, take_off_call

__all__ = [
    "add_logo",
    "answer_enquiry",
    "change_on_call",
    "keep_spokesperson",
    "note_enquiry",
    "put_on_call",
    "retire_logo",
    "reword_about",
    "start_release",
    "take_off_call",
]

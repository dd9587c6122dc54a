from media_releases.actions.enquiries import answer_enquiry, note_enquiry
from media_releases.actions.releases import start_release

__all__ = ["answer_enquiry", "note_enquiry", "start_release"]

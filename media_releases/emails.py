"""What the press desk's decisions say to journalists: keyword arguments for `queue_email`."""

from media_releases.models import Accreditation
from people.association import association
from people.links import link_to
from people.templatetags.people import day


def accepted(accreditation: Accreditation) -> dict:
    text = (
        f"You are accredited with the {association().name} as {accreditation.job}, {accreditation.outlet}, "
        f"until {day(accreditation.expires_on)}. If your job changes before that, please tell us.\n\n"
        "If you have no account here yet, an invitation comes with another mail. When a text is under embargo for "
        f"you, we write to you."
    )
    return {"subject": "You are accredited", "text": _ending(text)}


def refused(accreditation: Accreditation) -> dict:
    text = (
        f"You applied for accreditation with the {association().name}. We cannot accept it, by this of our "
        f"published criteria:\n\n{accreditation.get_criterion_display()}\n\n{accreditation.reason}\n\n"
        f"You can apply again: {link_to('media_releases:accreditation_apply')}"
    )
    return {"subject": "Your application for accreditation", "text": _ending(text)}


def suspended(accreditation: Accreditation) -> dict:
    text = (
        f"Your accreditation with the {association().name} is suspended until "
        f"{day(accreditation.suspended_until)} at least:\n\n{accreditation.reason}\n\n"
        f"Embargoes that you know of still hold."
    )
    return {"subject": "Your accreditation is suspended", "text": _ending(text)}


def expiring(accreditation: Accreditation) -> dict:
    text = (
        f"Your accreditation with the {association().name} ends on {day(accreditation.expires_on)}. "
        f"To go on, apply again: {link_to('media_releases:accreditation_apply')}"
    )
    return {"subject": "Your accreditation ends soon", "text": _ending(text)}


def _ending(text: str) -> str:
    return f"{text}\n\n{association().ring_the_press_office}".rstrip()

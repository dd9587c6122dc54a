"""What the press desk's decisions say to journalists: keyword arguments for `people.actions.owe`."""

from django.conf import settings
from django.urls import reverse

from media_releases.models import Accreditation
from people.templatetags.people import day

RING = f"Questions? Ring the press office: {settings.ASSOCIATION['press_telephone']}."


def accepted(accreditation: Accreditation) -> dict:
    text = (
        f"You are accredited with the {settings.ASSOCIATION['name']} as {accreditation.job}, {accreditation.outlet}, "
        f"until {day(accreditation.expires_on)}. If your job changes before that, please tell us.\n\n"
        "If you have no account here yet, an invitation comes with another mail. When a text is under embargo for "
        f"you, we write to you.\n\n{RING}"
    )
    return {"subject": "You are accredited", "text": text}


def refused(accreditation: Accreditation) -> dict:
    text = (
        f"You applied for accreditation with the {settings.ASSOCIATION['name']}. We cannot accept it, by this of our "
        f"published criteria:\n\n{accreditation.get_criterion_display()}\n\n{accreditation.reason}\n\n"
        f"You can apply again: {settings.BASE_URL}{reverse('media_releases:accreditation_apply')}\n\n{RING}"
    )
    return {"subject": "Your application for accreditation", "text": text}


def suspended(accreditation: Accreditation) -> dict:
    text = (
        f"Your accreditation with the {settings.ASSOCIATION['name']} is suspended until "
        f"{day(accreditation.suspended_until)} at least:\n\n{accreditation.reason}\n\n"
        f"Embargoes that you know of still hold.\n\n{RING}"
    )
    return {"subject": "Your accreditation is suspended", "text": text}


def expiring(accreditation: Accreditation) -> dict:
    text = (
        f"Your accreditation with the {settings.ASSOCIATION['name']} ends on {day(accreditation.expires_on)}. "
        f"To go on, apply again: {settings.BASE_URL}{reverse('media_releases:accreditation_apply')}\n\n{RING}"
    )
    return {"subject": "Your accreditation ends soon", "text": text}

"""Who may be given texts under embargo, and on which terms. Upper layers say who; the terms are here."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

# A change of the terms is a new version: everyone accepts it before the next text opens.
TERMS_VERSION = "2026-12"
TERMS = [
    "You publish, broadcast or post nothing from an embargoed text, and no hint of it, before the time over it.",
    "You pass neither the text nor what is in it to anyone outside your newsroom, and tell those inside of it.",
    "You may ask people for comment only where we have agreed to it with you.",
    "You tell us at once when you think that an embargo was broken, by you or by anyone.",
    "If your job changes, you tell us: what we gave you, we gave to you in that job.",
    "We record when you open a text or a file of it, and when you see its headline in a list.",
    "Once it is public, we list by job and outlet, without names, who opened it before.",
    "We can move or lift an embargo, or take a text back. What the page says when you look is what holds.",
    "After a breach we suspend the accreditation.",
]


def readers() -> QuerySet:
    """Those who may be given embargoed texts now: rows with `user`, `job` and `outlet`, from `EMBARGO_READERS`."""
    return import_string(settings.EMBARGO_READERS)()

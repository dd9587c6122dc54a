"""The figure that our membership gives to be quoted."""

from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from members.representation import providers_on
from people.readings import Reading

METHOD = "Providers whose membership ran on that day. Those of one group of owners count one by one."


def membership_readings() -> list[Reading]:
    """For whom we speak, as on the first day of this month: day by day, a new member's homes could be reckoned."""
    day = timezone.localdate().replace(day=1)
    providers = providers_on(day)
    said = {
        "slug": "members-providers",
        "label": "Providers in membership",
        "counts": "Providers of residential child care in England and Wales that are our members",
        "source": f"{settings.ASSOCIATION['name']}, register of members",
        "source_url": "",
        "as_at": day,
        "method": METHOD,
    }
    if providers is None:
        return [Reading(**said, is_suppressed=True)]
    return [Reading(**said, value=f"{providers:,}", number=Decimal(providers))]

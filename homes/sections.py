"""What homes add to a provider's page."""

from django.utils import timezone

from homes.board import board, shared_with
from homes.models import DutySharing, Home
from people.sections import Section


def provider_homes(request, provider) -> Section | None:
    """The provider's homes, for its own people and for staff who confirm homes; aliases and URNs only."""
    homes = Home.objects.visible_to(request.user).filter(provider=provider).with_register()
    return Section("Homes", "homes/section.html", {"homes": homes}) if homes else None


def shared_duties(request, provider) -> Section | None:
    """The provider's duties, for those of the association's people who may, while an owner shares them; by alias."""
    today = timezone.localdate()
    homes = shared_with(request.user, today).filter(provider=provider)
    rows = board(homes, today)
    if not rows:
        return None
    sharing = DutySharing.objects.current(today).get(provider=provider)
    return Section("Duties, shared with us", "homes/section_duties.html", {"rows": rows, "until": sharing.until})

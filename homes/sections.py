"""What homes add to a provider's page."""

from django.utils import timezone

from homes.board import board, shared_with
from homes.models import DutySharing, Home, HomeFacts
from homes.posts import unmanaged
from people.sections import Section


def provider_homes(request, provider) -> Section | None:
    """The provider's homes, for its own people and for staff who confirm homes; aliases and URNs only."""
    homes = Home.objects.visible_to(request.user).filter(provider=provider).with_register()
    return Section("Homes", "homes/section.html", {"homes": homes}) if homes else None


def shared_business(request, provider) -> Section | None:
    """The provider's own business, for those of the our people who may, while an owner shares it: by alias."""
    today = timezone.localdate()
    homes = shared_with(request.user, today).filter(provider=provider)
    rows = board(homes, today)
    if not rows:
        return None
    sharing = DutySharing.objects.current(today).get(provider=provider)
    context = {
        "rows": rows,
        "until": sharing.until,
        "unmanaged": unmanaged(homes, today),
        "vacancies": HomeFacts.objects.vacant(homes),
    }
    return Section("Shared with us", "homes/section_shared.html", context)

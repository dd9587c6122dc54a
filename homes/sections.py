"""What homes add to a provider's page."""

from homes.models import Home
from people.sections import Section


def provider_homes(request, provider) -> Section | None:
    """The provider's homes, for its own people and for staff who confirm homes; aliases and URNs only."""
    homes = Home.objects.visible_to(request.user).filter(provider=provider).with_register()
    return Section("Homes", "homes/section.html", {"homes": homes}) if homes else None

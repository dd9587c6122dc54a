"""What homes add to the pages of a provider and of the register."""

from homes.models import Home
from people.access import Permission, can
from people.sections import Section


def provider_homes(request, provider) -> Section | None:
    """The provider's homes, for its own people and for staff who confirm homes; aliases and URNs only."""
    homes = Home.objects.visible_to(request.user).with_claims().filter(provider=provider).with_register()
    return Section("Homes", "homes/section.html", {"homes": homes}) if homes else None


def proposals(request, _) -> Section | None:
    """The way to what the newest list says of our providers' homes, for staff who look into it."""
    may = can(request.user, Permission.HOME_CONFIRM)
    return Section("Our providers' homes", "homes/section_proposals.html") if may else None

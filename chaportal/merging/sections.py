"""What merges add to a provider's page."""

from people.access import Permission, can
from people.models import ProviderMerge
from people.sections import Section


def merges(request, provider) -> Section | None:
    """Into what it was merged, or what was merged into it; for membership staff, the way to merge it."""
    if not can(request.user, Permission.MEMBERSHIP_MANAGE):
        return None
    about = ProviderMerge.objects.visible_to(request.user).about(provider)
    return Section("The same organisation", "merging/section.html", {"provider": provider, **about})

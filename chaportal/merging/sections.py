"""What merges add to a provider's page."""

from people.access import Permission, can
from people.models import ProviderMerge
from people.sections import Section


def merges(request, provider) -> Section | None:
    """Into what it was merged, or what was merged into it; for membership staff, the way to merge it."""
    if not can(request.user, Permission.MEMBERSHIP_MANAGE):
        return None
    of_it = ProviderMerge.objects.visible_to(request.user).in_force()
    context = {
        "provider": provider,
        "into": of_it.filter(gone=provider).select_related("survivor", "by").first(),
        "merged": of_it.filter(survivor=provider).select_related("gone", "by"),
    }
    return Section("The same organisation", "merging/section.html", context)

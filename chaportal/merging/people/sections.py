"""What merges add to a person's page."""

from people.access import Permission, can
from people.models import UserMerge
from people.sections import Section


def merges(request, person) -> Section | None:
    """Into what it was merged, or what was merged into it; for membership staff, the way to merge it."""
    if not can(request.user, Permission.MEMBERSHIP_MANAGE):
        return None
    about = UserMerge.objects.visible_to(request.user).about(person)
    return Section("The same person", "merging/people/section.html", {"person": person, **about})

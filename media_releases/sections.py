"""What the press desk adds to a text's own page."""

from media_releases.models import OnCall
from people.access import Permission, can
from people.sections import Section


def who_is_on_call(request, edition) -> Section | None:
    """Whom to ring for approval, beside a release or line that is not approved yet."""
    needs_it = edition.state != "approved" and edition.publication.kind.approve == Permission.RELEASE_APPROVE
    if not needs_it or not can(request.user, Permission.PRESS_DESK):
        return None
    people = OnCall.objects.visible_to(request.user).now()
    return Section("On call to approve", "media_releases/on_call_now.html", {"people": people})

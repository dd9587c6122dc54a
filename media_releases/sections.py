"""What the press desk adds to a text's own page."""

from media_releases.models import Enquiry, OnCall
from people.access import Permission, can
from people.sections import Section
from publishing.kinds import BRIEFING, RELEASE_KINDS
from publishing.models import Edition


def who_is_on_call(request, edition) -> Section | None:
    """Whom to ring for approval, beside a release, line or briefing that is not approved yet."""
    needs_it = edition.is_open and edition.publication.kind.approve == Permission.RELEASE_APPROVE
    if not needs_it or not can(request.user, Permission.PRESS_DESK):
        return None
    people = OnCall.objects.visible_to(request.user).now()
    return Section("On call to approve", "media_releases/on_call_now.html", {"people": people})


def enquiry(request, edition) -> Section | None:
    """What a journalist asked, beside the statement that answers it."""
    asked = Enquiry.objects.visible_to(request.user).filter(releases__publication=edition.publication)
    found = asked.select_related("taken_by").first()
    return Section("For an enquiry", "media_releases/section_enquiry.html", {"enquiry": found}) if found else None


def briefing(request, edition) -> Section | None:
    """Beside a release its members' briefings, and one more in one step; beside a briefing what it was made from."""
    publication, editions = edition.publication, Edition.objects.visible_to(request.user).select_related("publication")
    if publication.kind == BRIEFING:
        origin = editions.filter(publication__briefings__publication=publication).latest_numbered()
        return Section("Made from", "media_releases/briefings_made.html", {"origin": origin})
    if publication.kind not in RELEASE_KINDS or not can(request.user, Permission.RELEASE_WRITE):
        return None
    made = editions.numbered().filter(publication__briefing__made_from=publication)
    made = made.order_by("publication_id", "-number")
    context = {"edition": edition, "briefings": made.distinct("publication")}
    return Section("Members’ briefing", "media_releases/briefings_made.html", context)

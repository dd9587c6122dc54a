"""What duties add to the pages of a home and of a provider."""

from django.utils import timezone

from duties.models import DutySharing
from duties.overview import duties_overview, notices_falling_due, shared_with
from homes.models import Home, HomeFacts
from homes.posts import unmanaged
from people.access import Permission
from people.providers.seen_by import staff_who_may
from people.sections import Section


def duties_of_home(request, home) -> Section:
    """The way to the duties of a home and its notices to give, for its own people (`settings.OWN_HOME_SECTIONS`)."""
    homes = Home.objects.own(request.user).confirmed().filter(pk=home.pk)
    rows = duties_overview(homes, timezone.localdate())
    notices = [(notice, "") for notice in notices_falling_due(rows)]
    counts = rows[0].counts if rows else []
    return Section("Duties", "duties/section_home.html", {"home": home, "notices": notices, "counts": counts})


def shared_business(request, provider) -> Section | None:
    """The provider's own business, for those of our people who may, while an owner shares it: by alias."""
    today = timezone.localdate()
    homes = shared_with(request.user, today).filter(provider=provider)
    rows = duties_overview(homes, today)
    if not rows:
        return None
    sharing = DutySharing.objects.current(today).get(provider=provider)
    context = {
        "rows": rows,
        "until": sharing.until,
        "unmanaged": unmanaged(homes, today),
        "vacancies": HomeFacts.objects.vacant(homes),
    }
    return Section("Shared with us", "duties/section_shared.html", context)


def shared_until(request, provider) -> Section:
    """Until when the association sees the provider's own business, and who of it does, for its owners."""
    sharing = DutySharing.objects.current(timezone.localdate()).filter(provider=provider).first()
    context = {"provider": provider, "sharing": sharing, "by": staff_who_may(Permission.DUTY_VIEW_SHARED)}
    return Section("What you share until a day", "duties/section_shared_until.html", context)

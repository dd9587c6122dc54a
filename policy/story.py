"""That a provider answered a consultation: for its own people, the policy desk and membership staff."""

from history import with_context
from people.access import Permission, can
from people.models import Provider, User
from people.providers.story import Happened, latest
from policy.models import Consultation, Submission

MAY_KNOW = (Permission.EVIDENCE_VIEW, Permission.MEMBERSHIP_MANAGE)


def of_evidence(provider: Provider, reader: User) -> list[Happened]:
    """When answers were sent, and to what; never what they say."""
    if not can(reader, Permission.EVIDENCE_GIVE, provider) and not any(can(reader, each) for each in MAY_KNOW):
        return []
    events = latest(Submission, provider=provider, submitted_at__isnull=False)
    titles = Consultation.objects.in_bulk({event.consultation_id for event in events})
    return [
        Happened(event.pgh_created_at, f"Answers to “{titles[event.consultation_id].title}” were sent.", who, why)
        for event, who, why in with_context(events)
    ]

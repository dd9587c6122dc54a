"""Whether a mail about a text is still true, and still for whom it was written: see `people.outbox_checks`."""

from outbox.models import OutboxMessage
from people.outbox_checks import numbers
from publishing.emails.sign_off import approvers, may_approve
from publishing.embargo import readers
from publishing.models import Edition, EmbargoGrant, Publication, Quotation, UrgentReview
from publishing.workflow import OPEN, EditionState

DECIDED = "Someone has decided it."
NOT_YOURS = "No longer theirs to decide."


def sign_off(message: OutboxMessage) -> str:
    """Of a text that was approved or sent back, or to someone who may not approve it any more."""
    edition = Edition.objects.select_related("publication").filter(pk=numbers(message)[0]).first()
    if edition is None or edition.state != EditionState.SUBMITTED or edition.publication.removed_at:
        return DECIDED
    return "" if approvers(edition).filter(pk=message.user_id).exists() else NOT_YOURS


def sent_back(message: OutboxMessage) -> str:
    """Of a text that has been submitted again, approved or discarded."""
    waiting = Edition.objects.filter(pk=numbers(message)[0], state=EditionState.DRAFT)
    return "" if waiting.exists() else "It has been submitted again."


def withheld(message: OutboxMessage) -> str:
    """Of a text that readers have again, in this version or another."""
    edition = Edition.objects.filter(pk=numbers(message)[0]).first()
    waits = edition and (edition.is_open or Edition.objects.withheld().filter(pk=edition.pk).exists())
    return "" if waits else "Readers have it again."


def move(message: OutboxMessage) -> str:
    """Of an address that was approved, dropped or replaced by another, or to someone who may not approve it."""
    _, pk, path, _ = message.key.split(":")
    proposed = Publication.objects.filter(pk=pk, proposed_path=path, removed_at=None).first()
    if proposed is None:
        return DECIDED
    return "" if may_approve(proposed.kind).filter(pk=message.user_id).exists() else NOT_YOURS


def urgent(message: OutboxMessage) -> str:
    """Of a text that has been reviewed."""
    return "" if UrgentReview.objects.unreviewed().filter(pk=numbers(message)[0]).exists() else "It has been reviewed."


def quotation(message: OutboxMessage) -> str:
    """Of words that their speaker has approved or sent back, that were changed, or of a text that is approved."""
    _, pk, seal, _ = message.key.split(":")
    found = Quotation.objects.own(message.user).waiting().filter(pk=pk).first()
    return "" if found and found.seal.startswith(seal) else DECIDED


def quotation_back(message: OutboxMessage) -> str:
    """Of words that were changed since, or of a text that is no draft any more."""
    _, pk, seal, _ = message.key.split(":")
    found = Quotation.objects.exclude(objection="").filter(edition__state__in=OPEN).filter(pk=pk).first()
    return "" if found and found.seal.startswith(seal) else "The words were changed since."


def embargo_grant(message: OutboxMessage) -> str:
    """Of a grant that was ended meanwhile, or to someone who is not accredited any more."""
    grant = EmbargoGrant.objects.in_force().filter(pk=numbers(message)[0], user__in=readers().values("user"))
    return "" if grant.exists() else "The grant has ended."


def embargoed(message: OutboxMessage) -> str:
    """Of a text that is public or was taken back, or to someone whose grant or accreditation has ended."""
    coming = Edition.objects.coming().filter(pk=numbers(message)[0], state=EditionState.APPROVED).first()
    grants = coming and EmbargoGrant.objects.in_force().covering(coming).filter(user=message.user_id)
    accredited = readers().filter(user=message.user_id)
    return "" if grants and grants.exists() and accredited.exists() else "It is not under embargo for them any more."


def embargo_lifted(message: OutboxMessage) -> str:
    """Of a text that is not public any more: its link leads nowhere."""
    public = Edition.objects.public().filter(publication__editions=numbers(message)[0])
    return "" if public.exists() else "The text is not public any more."

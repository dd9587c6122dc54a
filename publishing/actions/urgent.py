"""Publishing without a second person in an emergency, and the review by one afterwards."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from jobs.retry import Outcome, for_each
from people.access import Permission, check, check_any
from people.models import SecurityEvent, User
from people.security import record
from publishing.actions.approval import put_in_force, submit
from publishing.actions.publications import withdraw
from publishing.emails import sign_off
from publishing.models import Edition, UrgentReview
from publishing.workflow import EditionState, Refused
from times import LONDON

NINE = time(9)


@transaction.atomic
def publish_urgently(*, edition: Edition, by: User, seen: str, reason: str) -> Edition:
    """Make a draft or submitted text public now, without a second person; `seen` is the hash of the words one read.

    Quotations and all other checks hold. It is recorded, and everyone who may approve is asked to review it. Raises
    PermissionDenied without the role for it, and Refused without a reason.
    """
    check(by, Permission.TEXT_PUBLISH_URGENT)
    kind = edition.publication.kind
    check_any(by, kind.write, kind.approve)
    if not reason.strip():
        raise Refused("Say why it cannot wait for a second person: it is reviewed in the morning.")
    if edition.state == EditionState.DRAFT and seen == edition.content_hash:
        edition = submit(edition=edition, by=by)
    edition = put_in_force(edition=edition, by=by, seen=seen, public_from=None)
    review = UrgentReview.objects.create(
        edition=edition, reason=reason, published_by=by, published_at=edition.approved_at
    )
    record(SecurityEvent.Kind.PUBLISHED_URGENTLY, user=by, subject=f"text {edition.pk}", reason=reason)
    sign_off.urgent_to_review(review)
    return edition


@transaction.atomic
def review_urgent(*, review: UrgentReview, by: User, verdict: str, note: str = "") -> UrgentReview:
    """Say what a second person found. "withdrawn" withdraws the text, and readers see the note as the reason.

    Raises Refused for whoever published or wrote it, when it was reviewed already, and for a fault without a note.
    """
    review = (
        UrgentReview.objects.select_for_update(of=("self",)).select_related("edition__publication").get(pk=review.pk)
    )
    check(by, review.edition.publication.kind.approve)
    if by.pk == review.published_by_id or review.edition.authors.filter(pk=by.pk).exists():
        raise Refused("You published it or wrote part of it, so someone else must review it.")
    if review.reviewed_at:
        raise Refused("A colleague has reviewed it meanwhile. Reload the page to see what they found.")
    if verdict != UrgentReview.Verdict.STANDS and not note.strip():
        raise Refused("Say what is wrong.")
    review.verdict, review.note = verdict, note
    review.reviewed_by, review.reviewed_at = by, timezone.now()
    review.save()
    if verdict == UrgentReview.Verdict.WITHDRAWN and _is_in_force(review.edition):
        withdraw(publication=review.edition.publication, by=by, reason=note)
    return review


def _is_in_force(edition: Edition) -> bool:
    """Whether readers have it still: what was withdrawn, removed or replaced meanwhile needs no notice."""
    return Edition.objects.in_force().filter(pk=edition.pk, withdrawn_at=None).exists()


def escalate_urgent_reviews(*, now: datetime) -> Outcome:
    """Tell chief executives and administrators of each text that nobody reviewed by nine; counts the new mails.

    One mail a person, text and day. A run that was missed is caught up by the next; before nine it does nothing.
    """
    local = now.astimezone(LONDON)
    nine = datetime.combine(local.date(), NINE, tzinfo=LONDON)
    if local < nine:
        return Outcome()
    late = UrgentReview.objects.unreviewed().published_before(nine).select_related("edition__publication")
    return for_each("escalate-urgent-reviews", late, lambda review: _escalate(review, local.date()))


@transaction.atomic
def _escalate(review: UrgentReview, day: date) -> int:
    return sum(notice.is_new for notice in sign_off.urgent_is_late(review, day))

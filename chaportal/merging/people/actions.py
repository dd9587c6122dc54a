"""What is done to two accounts of one person: seen before, merged in one transaction, taken back within a day."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from chaportal.merging import taking_back
from chaportal.merging.journal import Journal
from chaportal.merging.people import emails, roles, rules
from chaportal.merging.people.decided import moving
from chaportal.merging.people.names import names_differ
from chaportal.merging.people.refusals import why_not_merged
from history import audit_reason
from people.access import Permission, check
from people.models import Role, SecurityEvent, User, UserMerge
from people.second_factor import end_sessions
from people.security import record

# In history, which is kept for ever: no name and no address.
MERGED = "Two accounts of one person were merged"
UNMERGED = "That two accounts of one person were merged was taken back"
OTHER_NAME = "Their names differ. Say for itself that they are one person all the same."


@dataclass(frozen=True)
class Preview:
    """What a merge would do to roles, what it would move by kind, what rules settle, and what stands in the way."""

    roles: list[str]
    moves: list[tuple[str, int]]
    rules: list[str]
    refusals: list[str]
    names_differ: bool


def preview(gone: User, survivor: User) -> Preview:
    """A fixed number of queries for any two people."""
    moves = [(relation.name, relation.rows(gone, survivor).count()) for relation in moving()]
    return Preview(
        roles.plan_roles(gone, survivor).sentences,
        [move for move in moves if move[1]],
        rules.sentences(gone, survivor),
        why_not_merged(gone, survivor),
        names_differ(gone, survivor),
    )


@transaction.atomic
def merge(*, gone: User, survivor: User, by: User, although: bool = False) -> UserMerge:
    """Merge one account into another of the same person: it is closed, and stays as a row for what it did.

    `although`: somebody said that they are one person although their names differ. Both addresses are told, and the
    other owners of each provider whose roles move. Raises PermissionDenied; ValidationError with all that stands in
    the way.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    gone, survivor = _locked(gone, survivor)
    if refusals := why_not_merged(gone, survivor):
        raise ValidationError(refusals)
    if (differ := names_differ(gone, survivor)) and not although:
        raise ValidationError(OTHER_NAME)
    journal, plan = Journal(), roles.plan_roles(gone, survivor)
    with audit_reason(MERGED):
        roles.carry_out(plan, survivor, journal)
        rules.carry_out(gone, survivor, journal)
        for relation in moving():
            journal.change(relation.rows(gone, survivor), relation.field, survivor.pk)
        journal.change(User.objects.filter(pk=gone.pk), "is_active", False)
    end_sessions(gone)
    done = UserMerge.objects.create(
        gone=gone, survivor=survivor, by=by, changes=journal.as_json(), names_differed=differ
    )
    record(SecurityEvent.Kind.MERGED, user=by, about=survivor, subject=f"person {gone.pk} into person {survivor.pk}")
    emails.say_merged(done, plan.moves)
    return done


@transaction.atomic
def take_back(*, merge: UserMerge, by: User) -> None:
    """Set everything back as it was, and tell both: see `taking_back.take_back`, and what it raises."""
    merge = taking_back.take_back(merge=merge, reason=UNMERGED, by=by)
    subject = f"person {merge.gone_id} out of person {merge.survivor_id}"
    record(SecurityEvent.Kind.MERGE_UNDONE, user=by, about=merge.survivor, subject=subject)
    end_sessions(merge.survivor)
    emails.say_undone(merge)


def _locked(gone: User, survivor: User) -> tuple[User, User]:
    """Both, and all roles where they have one: read again by then, so that an owner who is ended meanwhile is seen.

    Roles first, as whoever ends one has them before the person is noted: the other way round the two wait for ever.
    """
    both = [gone.pk, survivor.pk]
    list(Role.objects.filter(user__in=both).order_by("pk").select_for_update(of=("self",)))
    rows = {row.pk: row for row in User.objects.filter(pk__in=both).order_by("pk").select_for_update()}
    return rows[gone.pk], rows[survivor.pk]

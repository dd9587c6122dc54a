"""The way back from a merge, for a day."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from chaportal.merging.journal import undo
from history import audit_reason
from people.access import Permission, check
from people.models import ProviderMerge, User, UserMerge

OVER = "The day in which a merge can be taken back is over, or it was taken back already."
SINCE = "These were changed since, so it cannot be taken back as a whole: {}."


@transaction.atomic
def take_back[M: (ProviderMerge, UserMerge)](*, merge: M, reason: str, by: User) -> M:
    """Set everything back as it was, and give the merge as it stands now; history has the reason.

    Raises PermissionDenied; ValidationError after a day, or where something was changed since.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    locked = type(merge).objects.select_for_update(of=("self",)).select_related("gone", "survivor")
    merge = locked.get(pk=merge.pk)
    if not merge.can_be_undone:
        raise ValidationError(OVER)
    with audit_reason(reason):
        if touched := undo(merge.changes):
            raise ValidationError(SINCE.format(", ".join(touched)))
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    return merge

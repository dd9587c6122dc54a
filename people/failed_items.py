"""What a person does about work that failed: have it tried again, put it aside, run a job now."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jobs.models import FailedItem
from jobs.task_queue import enqueue_after_commit
from people.access import Permission, check
from people.models import User


@transaction.atomic
def try_again(*, failed: FailedItem, by: User) -> None:
    """Have an item's job take it up again now, as if it had never failed. Raises PermissionDenied."""
    check(by, Permission.ROLE_MANAGE)
    again = {"attempts": 0, "next_attempt_at": timezone.now(), "failed_at": None}
    FailedItem.objects.filter(pk=failed.pk).update(**again, dismissed_at=None, dismissed_by=None)
    run_now(job=failed.job, by=by)


@transaction.atomic
def dismiss(*, failed: FailedItem, by: User) -> None:
    """Put a failed item aside: its job leaves it alone, and it is shown no more. Raises PermissionDenied."""
    check(by, Permission.ROLE_MANAGE)
    rows = FailedItem.objects.needing_a_person().filter(pk=failed.pk)
    rows.update(dismissed_at=timezone.now(), dismissed_by=by)


def run_now(*, job: str, by: User) -> None:
    """Ask a worker to run a scheduled job now. Raises PermissionDenied, KeyError for a name that is none."""
    check(by, Permission.ROLE_MANAGE)
    enqueue_after_commit(settings.CELERY_BEAT_SCHEDULE[job]["task"])

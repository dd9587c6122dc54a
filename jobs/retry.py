"""Doing a job item by item: one that fails stops no other, is tried again with backoff, and then needs a person.

A job does its work through `for_each` or `attempt`, under its name in `CELERY_BEAT_SCHEDULE`. A failure is kept as a
FailedItem, which the System page shows with "Try again".
"""

import logging
import random
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import BigIntegerField, CharField, Exists, Model, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from jobs.backoff import delay_after
from jobs.models import FailedItem

logger = logging.getLogger(__name__)


class ItemFailed(Exception):
    """Raised by a job's work with a sentence that names nobody. A permanent failure is not tried again by itself."""

    def __init__(self, why: str, *, permanent: bool = False):
        super().__init__(why)
        self.permanent = permanent


@dataclass
class Outcome:
    """What came of a job's items: a result for each that was done, and how many failed."""

    results: list = field(default_factory=list)
    failed: int = 0

    @property
    def total(self) -> int:
        return sum(self.results)

    def in_words(self, what: str) -> str:
        """`3 mails queued, 1 failed`."""
        return f"{self.total} {what}" + (f", {self.failed} failed" if self.failed else "")


def for_each(job: str, rows: QuerySet, work: Callable[[Model], int]) -> Outcome:
    """Do a job's work for each row that is due. `work` is atomic by itself, and gives how much it did."""
    outcome = Outcome()
    forget_settled(job, rows)
    for row in due(job, rows):
        attempt(job, row, lambda row=row: work(row), outcome)
    return outcome


def attempt(
    job: str,
    item: Model | str,
    work: Callable[[], int],
    outcome: Outcome | None = None,
    passing: tuple[type[Exception], ...] = (),
) -> Outcome:
    """Do the work of one item now, and keep it if it fails; the outcome is added to the one given.

    What is `passing` is no failure of the item, and is raised.
    """
    outcome = Outcome() if outcome is None else outcome
    try:
        result = work()
    except passing:
        raise
    except Exception as fault:  # whatever it is, the other items must not wait for it
        save_failure(job, item, fault)
        outcome.failed += 1
    else:
        clear(job, item)
        outcome.results.append(result)
    return outcome


def due(job: str, rows: QuerySet) -> QuerySet:
    """Those rows that do not wait for a later attempt, or for a person."""
    on_hold = FailedItem.objects.on_hold().filter(job=job, item=Cast(OuterRef("pk"), CharField()))
    return rows.filter(~Exists(on_hold))


def not_dismissed(job: str, rows: QuerySet) -> QuerySet:
    """Those rows that nobody has put aside for good."""
    dismissed = FailedItem.objects.filter(job=job, dismissed_at__isnull=False, item=Cast(OuterRef("pk"), CharField()))
    return rows.filter(~Exists(dismissed))


def forget_settled(job: str, waiting: QuerySet | list[str]) -> None:
    """Forget failures of what no longer waits for a job: a person or another worker saw to it, or it went."""
    failures = FailedItem.objects.filter(job=job)
    if isinstance(waiting, list):
        failures.filter(content_type=None).exclude(item__in=waiting).delete()
    else:
        same = waiting.order_by().filter(pk=Cast(OuterRef("item"), BigIntegerField()))
        failures.filter(content_type__isnull=False).exclude(Exists(same)).delete()


def failure_of(job: str, item: Model | str) -> FailedItem | None:
    """What is kept of an item's failure, for its own page."""
    return FailedItem.objects.filter(job=job, item=_key(item)).first()


def is_due(job: str, item: Model | str) -> bool:
    """Whether an item does not wait for a later attempt, or for a person."""
    return not FailedItem.objects.on_hold().filter(job=job, item=_key(item)).exists()


@transaction.atomic
def save_failure(
    job: str, item: Model | str, fault: Exception, delay: Callable[[int], timedelta | None] = delay_after
) -> FailedItem:
    """Write down that an item failed and when it is tried again, if ever."""
    now, why = timezone.now(), described(fault)
    logger.warning("%s: item %s failed: %s", job, _key(item), why)
    first = {"content_type": _kind(item), "first_failed_at": now, "next_attempt_at": now}
    failed, _ = FailedItem.objects.select_for_update().get_or_create(job=job, item=_key(item), defaults=first)
    failed.attempts += 1
    wait = None if getattr(fault, "permanent", False) else delay(failed.attempts)
    # Spread a little, so that what failed together does not come again all at once.
    failed.next_attempt_at = now + wait * random.uniform(0.9, 1.0) if wait else None  # noqa: S311 - no secret
    failed.failed_at, failed.last_error = None if wait else now, why
    failed.dismissed_at = failed.dismissed_by = None
    failed.save()
    return failed


def clear(job: str, item: Model | str) -> None:
    """An item's work is done, or is no longer wanted."""
    FailedItem.objects.filter(job=job, item=_key(item)).delete()


def described(fault: Exception) -> str:
    """A failure in words without private values: a fault's own message may quote a row, so where it arose must do."""
    if isinstance(fault, ItemFailed):
        return str(fault)[:255]
    ours = [frame for frame in traceback.extract_tb(fault.__traceback__) if "site-packages" not in frame.filename]
    place = f" in {Path(ours[-1].filename).name}, line {ours[-1].lineno}" if ours else ""
    return f"A fault of the portal: {type(fault).__name__}{place}"[:255]


def _key(item: Model | str) -> str:
    return item if isinstance(item, str) else str(item.pk)


def _kind(item: Model | str) -> ContentType | None:
    return None if isinstance(item, str) else ContentType.objects.get_for_model(item)

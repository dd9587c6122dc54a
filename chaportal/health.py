"""How the portal's background work stands: for the System page and the administrator's first screen."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Count, F, Min, QuerySet
from django.utils import timezone

from bulletins.models import Delivery
from bulletins.workflow import BulletinState
from duties.models import DutyReminder
from homes.models import HomeSheet
from jobs.models import FailedItem
from jobs.retry import not_dismissed
from members.models import Term
from outbox.models import OutboxMessage
from register.models import RegisterUpload

# Work that waits for longer deserves a look: every sweep runs each minute.
LONG = timedelta(minutes=15)


@dataclass(frozen=True)
class Queue:
    """Work that waits: how much, and since when (UTC) the oldest of it does."""

    label: str
    waiting: int
    oldest: datetime | None

    @property
    def is_slow(self) -> bool:
        return self.oldest is not None and self.oldest < timezone.now() - LONG


def queues() -> list[Queue]:
    """Every queue, one query each."""
    copies = Delivery.objects.unsettled().filter(bulletin__state=BulletinState.SENDING)
    files = RegisterUpload.objects.waiting()
    return [
        _queue("Mails to be sent", not_dismissed("send-outbox", OutboxMessage.objects.unsent()), "created_at"),
        _queue("Copies of bulletins to be sent", copies, "bulletin__approved_at"),
        _queue("Register files to be loaded", not_dismissed("sweep-register-uploads", files), "uploaded_at"),
        _queue("Sheets to be applied", not_dismissed("sweep-sheets", HomeSheet.objects.accepted()), "created_at"),
    ]


def failures() -> QuerySet:
    """What failed, with all that its label needs: those that need a person first."""
    rows = [
        OutboxMessage.objects.select_related("user"),
        Term.objects.select_related("provider"),
        DutyReminder.objects.select_related("user"),
        RegisterUpload.objects.defer("raw"),
    ]
    return FailedItem.objects.open().select_related("content_type").prefetch_related(GenericPrefetch("row", rows))


def _queue(label: str, rows: QuerySet, since: str) -> Queue:
    return Queue(label, **rows.order_by().aggregate(waiting=Count("pk"), oldest=Min(F(since))))

"""How far a run is."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q, Sum

from members.models import Renewal, RenewalRun
from members.renewals.actions import failures

SENT = Q(term__isnull=False)
IN_IT = Q(is_chosen=True, why_not="")


@dataclass(frozen=True)
class Progress:
    """Of a run: how many members get an invoice, and what it comes to without VAT; how many do not, and why."""

    members: int
    pounds: Decimal
    sent: int
    left_out: int
    impossible: int
    moved: int  # to another band
    failed: list[tuple[Renewal, str]]  # with its reason

    @property
    def waiting(self) -> int:
        return self.members - self.sent - len(self.failed)


def progress_of(run: RenewalRun) -> Progress:
    """Three queries."""
    counts = run.renewals.aggregate(
        members=Count("pk", filter=IN_IT),
        pounds=Sum("dues", filter=IN_IT, default=Decimal(0)),
        sent=Count("pk", filter=SENT),
        left_out=Count("pk", filter=Q(is_chosen=False, why_not="")),
        impossible=Count("pk", filter=~Q(why_not="")),
        moved=Count("pk", filter=IN_IT & ~Q(band=F("follows__band"))),
    )
    why = {int(each.item): each.last_error for each in failures(run)}
    rows = run.renewals.to_send().filter(pk__in=why).select_related("provider")
    return Progress(**counts, failed=[(row, why[row.pk]) for row in rows])

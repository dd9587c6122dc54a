"""How far a run is."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Max, Q, Sum

from members.models import DuesYear, Renewal, RenewalRun
from members.renewals.actions import failures
from members.renewals.planning import NO_FINANCE

SENT = Q(term__isnull=False)
IN_IT = Q(is_chosen=True, why_not="")
KINDS = {  # of members, to be looked at by themselves
    "impossible": ~Q(why_not=""),
    "left-out": Q(is_chosen=False, why_not=""),
    "moved": IN_IT & ~Q(band=F("follows__band")),
    "no-finance": IN_IT & Q(remark__contains=NO_FINANCE),
}


@dataclass(frozen=True)
class Progress:
    """Of a run: how many members get an invoice, and what it comes to without VAT; how many do not, and why."""

    members: int
    pounds: Decimal
    sent: int
    left_out: int
    impossible: int
    moved: int  # to another band
    no_finance: int  # contact, so that an owner gets it
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
        **{kind.replace("-", "_"): Count("pk", filter=which) for kind, which in KINDS.items()},
    )
    why = {int(each.item): each.last_error for each in failures(run)}
    rows = run.renewals.to_send().filter(pk__in=why).select_related("provider")
    return Progress(**counts, failed=[(row, why[row.pk]) for row in rows])


@dataclass(frozen=True)
class Draft:
    """Dues that nobody released yet, and how many terms of a run would cost what they say."""

    year: DuesYear
    terms: int


def draft_ahead(run: RenewalRun) -> Draft | None:
    """The first draft of dues that terms of a run, which is not sent yet, wait for. Three queries at most."""
    rows = run.renewals.to_send().filter(term=None)
    latest = rows.aggregate(latest=Max("starts_on"))["latest"]
    year = latest and DuesYear.objects.drafted_for(latest).last()
    return Draft(year, rows.filter(starts_on__gte=year.starts_on).count()) if year else None

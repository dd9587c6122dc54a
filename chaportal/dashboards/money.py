"""What waits of money, among the exceptions of whoever keeps memberships."""

from django.urls import reverse

from chaportal.dashboards.screen import Screen
from chaportal.dashboards.section import Need
from members.balances import to_credit
from members.models import Invoice, RenewalRun, StatementLine
from members.renewals.actions import failures


def money_needs(screen: Screen) -> list[Need]:
    """Lines of the bank to match, renewal runs that wait for a person, invoices to credit. Three queries."""
    return [*_bank_lines(screen), *_runs(screen), *_unbegun(screen)]


def _bank_lines(screen: Screen) -> list[Need]:
    waiting = StatementLine.objects.visible_to(screen.user).waiting().count()
    words = "1 line from the bank waits" if waiting == 1 else f"{waiting} lines from the bank wait"
    return [Need(f"{words} to be matched", reverse("members:statement_line_list"))] if waiting else []


def _runs(screen: Screen) -> list[Need]:
    """Of runs that were started and are not done: one that is paused, or of which something could not be sent."""
    states = (RenewalRun.State.SENDING, RenewalRun.State.PAUSED)
    needs = []
    for run in RenewalRun.objects.visible_to(screen.user).filter(state__in=states).order_by("pk"):
        address = reverse("members:renewal_run_detail", args=[run.pk])
        if run.state == RenewalRun.State.PAUSED:
            needs.append(Need(f"{run} is paused", address))
        elif failures(run).exists():
            needs.append(Need(f"{run}: not all could be sent", address, late=True))
    return needs


def _unbegun(screen: Screen) -> list[Need]:
    """Invoices to credit of terms that never begin, paid or not: one is credited from here, more off their list."""
    found = list(to_credit(Invoice.objects.visible_to(screen.user)).select_related("provider"))
    if len(found) > 1:
        words = f"{len(found)} invoices are for terms that never begin: credit them"
        return [Need(words, f"{reverse('members:invoice_list')}?state=unbegun")]
    return [
        Need(
            f"Invoice {each} of {each.provider} is for a term that never begins: credit it",
            reverse("members:credit_note_add", args=[each.pk]),
        )
        for each in found
    ]

"""What is done to a year of membership: begun, and paid for by an invoice."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from members.invoices.actions import charge_of, send_invoice
from members.invoices.emails import queue_invoice_emails
from members.models import Band, Term
from members.periods import last_day_of_year
from people.access import Permission, check
from people.models import Provider, User
from people.templatetags.people import day


@transaction.atomic
def start_term(*, provider: Provider, band: Band, starts_on: date, homes_counted: int, by: User) -> Term:
    """Admit a provider for a year, or renew its membership; an application that waits is accepted with it.

    The band's name and dues are frozen in the term; its invoice is sent, unless the term costs nothing. Raises
    PermissionDenied, and ValidationError for a year that overlaps another, or a band for another number of homes.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    provider = Provider.objects.select_for_update().get(pk=provider.pk)
    if not band.holds(homes_counted):
        raise ValidationError({"band": f"{band} is not for {homes_counted} homes. Choose the one that is."})
    ends_on = last_day_of_year(starts_on)
    for term in provider.terms.filter(starts_on__lte=ends_on, ends_on__gte=starts_on):
        if term.resigned_on is None or term.resigned_on > starts_on or term.starts_on >= starts_on:
            raise ValidationError({"starts_on": f"A term runs from {day(term.starts_on)} to {day(term.ends_on)}."})
    provider.applications.filter(decided_on=None).update(decided_on=timezone.localdate(), accepted=True)
    term = Term.objects.create(
        provider=provider,
        starts_on=starts_on,
        ends_on=ends_on,
        band=band.name,
        chosen_band=band,
        dues=band.dues,
        homes_counted=homes_counted,
    )
    if term.dues:
        queue_invoice_emails(send_invoice(term=term, charges=[charge_of(term)], by=by, due_on=starts_on))
    return term

"""Why two providers cannot be merged, in sentences that say what to do first."""

from collections.abc import Iterator

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from chaportal.merging.decided import homes_of
from duties.models import Duty, DutySharing
from homes.models import Area
from members.balances import left_over, unpaid
from members.models import Application, Invoice, Payment, Term
from members.status import GRACE
from people.models import Provider
from people.templatetags.people import day, pounds
from policy.models import Submission


def why_not_merged(gone: Provider, survivor: Provider) -> list[str]:
    """What stands in the way of merging one provider into another; nothing where they can be merged."""
    if gone.pk == survivor.pk:
        return ["Choose another provider: this one cannot be merged into itself."]
    return [sentence for check in CHECKS for sentence in check(gone, survivor)]


def _merged(gone: Provider, survivor: Provider) -> Iterator[str]:
    for provider in (gone, survivor):
        if provider.merged_into_id:
            yield f"{provider} is merged into {provider.merged_into} already."


def _above(gone: Provider, survivor: Provider) -> Iterator[str]:
    above, seen = survivor.parent, set()
    while above and above.pk not in seen:
        if above.pk == gone.pk:
            yield f"{survivor} belongs to {gone}. Take its parent away first, or merge the other way round."
        seen.add(above.pk)
        above = above.parent


def _groups(gone: Provider, survivor: Provider) -> Iterator[str]:
    """What a provider's owners said, they said of its parent as it was: see `people.groups`."""
    if gone.run_by_parent:
        yield f"The owners of {gone.parent} run {gone}. One of its own owners ends that first."
    for provider in gone.subsidiaries.filter(run_by_parent=True):
        yield f"{provider} lets the owners of {gone} run it, and has to be asked about {survivor}: it ends that first."


def _terms(gone: Provider, survivor: Provider) -> Iterator[str]:
    """A term is frozen, so that the one with a term that counts has to be the survivor."""
    today = timezone.localdate()
    stays = Q(resigned_on=None) | Q(resigned_on__gt=today)
    counting = Term.objects.that_begin().filter(stays, ends_on__gte=today - GRACE)
    own, other = (counting.filter(provider=each).order_by("-starts_on").first() for each in (gone, survivor))
    if own and other:
        yield (
            f"Both have a term that counts: {gone} to {day(own.ends_on)}, {survivor} to {day(other.ends_on)}. "
            f"Let {gone} resign first, and credit what it is not to pay."
        )
    elif own:
        yield f"{gone} has a term to {day(own.ends_on)}, and {survivor} has none. Merge the other way round."


def _unpaid(gone: Provider, survivor: Provider) -> Iterator[str]:
    for invoice in unpaid(Invoice.objects.filter(provider=gone)):
        yield f"Invoice {invoice} of {gone} is not paid. Match its payment, or credit it first."


def _credit(gone: Provider, survivor: Provider) -> Iterator[str]:
    """What is left of a payment stays with the payment, which is never changed: no invoice of the survivor finds it."""
    for payment in left_over(Payment.objects.filter(provider=gone)):
        yield (
            f"{pounds(payment.left)} of what {gone} paid on {day(payment.received_on)} is left over, and its credit. "
            "Merge the other way round, match it to an invoice, or pay it back first."
        )


def _evidence(gone: Provider, survivor: Provider) -> Iterator[str]:
    both = Submission.objects.filter(provider=survivor).values("consultation")
    for submission in Submission.objects.filter(provider=gone, consultation__in=both).select_related("consultation"):
        yield f"Both have answers to “{submission.consultation}”, and one provider has one set of answers."


def _applications(gone: Provider, survivor: Provider) -> Iterator[str]:
    open_ones = Application.objects.filter(decided_on=None)
    if all(open_ones.filter(provider=each).exists() for each in (gone, survivor)):
        yield "Both have an application that waits. Decide about one of them first."


def _homes(gone: Provider, survivor: Provider) -> Iterator[str]:
    both = homes_of(survivor).values("registration")
    for home in homes_of(gone).filter(registration__in=both).select_related("registration"):
        yield f"Both have or ask for the home {home.registration.number}. Decide first whose it is."


def _duties(gone: Provider, survivor: Provider) -> Iterator[str]:
    own, others = (Duty.objects.current().filter(provider=each, home=None) for each in (gone, survivor))
    for duty in own.exclude(rule="").filter(rule__in=others.exclude(rule="").values("rule")):
        yield f"Both keep a rhythm of their own for “{duty}”. An owner takes one of them back first."
    named = others.filter(rule="").annotate(lower=Lower("name")).values("lower")
    for duty in own.filter(rule="").annotate(lower=Lower("name")).filter(lower__in=named):
        yield f"Both have a duty of their own called “{duty}”. An owner renames one of them first."


def _areas(gone: Provider, survivor: Provider) -> Iterator[str]:
    named = Area.objects.filter(provider=survivor).annotate(lower=Lower("name")).values("lower")
    for area in Area.objects.filter(provider=gone).annotate(lower=Lower("name")).filter(lower__in=named):
        yield f"Both have an area called “{area}”. An owner renames one of them first."


def _sharing(gone: Provider, survivor: Provider) -> Iterator[str]:
    """What an owner shares with the association is of their homes, and not of those that come to them."""
    shares = DutySharing.objects.current(timezone.localdate())
    if homes_of(gone).exists() and (sharing := shares.filter(provider=survivor).first()):
        yield (
            f"{survivor} shares its duties with us until {day(sharing.until)}, and would share those of the homes of "
            f"{gone} too. An owner stops it first."
        )


CHECKS = (
    _merged,
    _above,
    _groups,
    _terms,
    _unpaid,
    _credit,
    _evidence,
    _applications,
    _homes,
    _duties,
    _areas,
    _sharing,
)

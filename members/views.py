from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from members.balances import left_over, with_balance
from members.check import check_membership
from members.forms import CheckForm, DayForm
from members.membership import status_of, until_of, with_membership
from members.models import Application, Invoice, Leaving, Payment, Refund, Term
from members.representation import representation_on
from members.rules.declared import due_of
from members.rules.due import DeclarationDue
from members.status import FULL_ACCESS, TAKEN_IN, Status
from people.access import Permission, can, requires
from people.models import Provider
from webforms.refusals import form_page


@require_GET
@requires(Permission.PROVIDER_VIEW)
def membership_check(request):
    """Is that provider ours? By any of its names, on a day (default: today in London)."""
    form = CheckForm(request.GET if "q" in request.GET else None)
    answer, day = None, timezone.localdate()
    if form.is_valid():
        day = form.cleaned_data["on"] or day
        answer = check_membership(request.user, form.cleaned_data["q"], day)
    context = {"form": form, "answer": answer, "day": day}
    return form_page(request, "members/membership_check.html", context)


@require_GET
@requires(Permission.PROVIDER_VIEW)
def representation(request):
    """For whom we speak, on a day (default: today in London)."""
    form = DayForm(request.GET if "on" in request.GET else None)
    day = (form.is_valid() and form.cleaned_data["on"]) or timezone.localdate()
    context = {"form": form, "found": None if form.errors else representation_on(day), "day": day}
    return form_page(request, "members/representation.html", context)


@require_GET
@requires(Permission.MEMBERSHIP_OWN)
def membership_own(request):
    """An owner's own membership: status, terms, invoices and credit of each of their providers."""
    terms = Term.objects.visible_to(request.user).select_related("provider")
    invoices = with_balance(Invoice.objects.visible_to(request.user).select_related("provider", "term"))
    providers = with_membership(Provider.objects.visible_to(request.user))
    stands = [(row, status := status_of(row), until_of(row, status)) for row in providers]
    owned = [row for row in providers if can(request.user, Permission.PROVIDER_MANAGE, row)]
    outside = [row for row, status, _ in stands if row in owned and status not in TAKEN_IN]
    context = {
        "terms": terms,
        "invoices": invoices,
        "credits": left_over(Payment.objects.visible_to(request.user).select_related("provider")),
        "refunds": Refund.objects.visible_to(request.user).in_force().select_related("payment__provider"),
        "providers": stands,
        "declarations": _declarations(owned),
        "outside": _with_application(outside, request.user),
        "leaving": _leavings(request.user, owned),
        "staying": [row for row, status, _ in stands if row in owned and _runs_on(row, status)],
    }
    return render(request, "members/membership_own.html", context)


def _runs_on(provider: Provider, status: Status) -> bool:
    """Whether it is a member, and nobody said that it leaves."""
    return status in FULL_ACCESS and provider.term_resigned_on is None


def _leavings(user, owned: list[Provider]) -> list[tuple[Leaving, bool]]:
    """Those after which nobody admitted it again, each with whether the reader may take it back."""
    found = Leaving.objects.visible_to(user).unfollowed().select_related("provider", "by")
    return [(each, each.provider in owned and each.can_be_taken_back_by_owner) for each in found]


def _with_application(providers: list[Provider], user) -> list[tuple[Provider, Application | None]]:
    """Providers that may ask to be members, each with what it asked: that waits, or was refused since its last term."""
    rows = Application.objects.visible_to(user).filter(provider__in=providers) if providers else []
    newest = {application.provider_id: application for application in sorted(rows, key=_when)}
    return [(provider, _still_said(newest.get(provider.pk), provider)) for provider in providers]


def _when(application: Application) -> tuple:
    return application.applied_on, application.pk


def _still_said(application: Application | None, provider: Provider) -> Application | None:
    if application is None or application.decided_on is None:
        return application
    is_news = provider.term_ends_on is None or application.decided_on > provider.term_ends_on
    return application if application.accepted is False and is_news else None


def _declarations(providers: list[Provider]) -> list[tuple[Provider, DeclarationDue, bool]]:
    """Until when the declaration of each provider holds, and whether that is over."""
    dues, today = due_of(providers), timezone.localdate()
    return [(provider, due, due.is_due(today)) for provider in providers if (due := dues[provider.pk])]

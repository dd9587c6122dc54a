"""Who has not answered a consultation, and is called to: who said what stands nowhere here."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from members.list_sheet import list_sheet
from members.listing.rows import listed
from people.access import Permission, requires
from people.models import Role
from policy.attention import not_answered
from policy.calls import actions
from policy.calls.emails import called
from policy.calls.forms import CallForm, ChaseFilterForm
from policy.calls.receivers import members_in_words, receivers_of
from policy.models import Consultation, EvidenceCall
from sheets.writing import Format
from webforms.refusals import refusals_on

A_PAGE = 50
HEADINGS = ["Member", "Kind", "Nation", "Telephone", "Who may send answers"]


@never_cache
@require_GET
@requires(Permission.POLICY_WRITE)
def chase_list(request, reference):
    """Members with somebody who may send answers and none sent, and whom to ring there."""
    consultation, form = _consultation(request, reference), ChaseFilterForm(request.GET)
    page = Paginator(_members(consultation, form), A_PAGE).get_page(request.GET.get("page"))
    calls = [(call, members_in_words(call)) for call in consultation.evidence_calls.select_related("by")]
    context = {"consultation": consultation, "form": form, "page": page, "formats": Format.choices, "calls": calls}
    return render(request, "policy/chase_list.html", context)


@never_cache
@require_GET
@requires(Permission.POLICY_WRITE)
def chase_file(request, reference):
    """The list as it is shown, as a sheet."""
    members = _members(_consultation(request, reference), ChaseFilterForm(request.GET))
    return list_sheet(request, "Not answered", HEADINGS, map(_cells, members))


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def call_create(request, reference):
    """Write to those whom the list as it is shown names. What the mail says is seen before it is sent."""
    consultation, members = _consultation(request, reference), ChaseFilterForm(request.GET).query
    call = EvidenceCall(consultation=consultation, members=members, by=request.user)
    form = CallForm(request.POST or None, instance=call)
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        with refusals_on(form):
            actions.call(consultation=consultation, members=members, by=request.user, **form.cleaned_data)
            messages.success(request, "The mails are being written. Who has answered by then gets none.")
            return redirect("policy:chase_list", reference)
    receivers = receivers_of(call)
    providers = next(iter(receivers.values()), [])
    context = {
        "consultation": consultation,
        "form": form,
        "call": call,
        "members": members_in_words(call),
        "receivers": receivers,
        "mail": called(call, providers) if providers else None,
    }
    return render(request, "policy/call_form.html", context, status=422 if form.errors else 200)


def _consultation(request, reference) -> Consultation:
    return get_object_or_404(Consultation.objects.visible_to(request.user).with_phase(), reference=reference)


def _members(consultation: Consultation, form: ChaseFilterForm):
    senders = Role.objects.current().allowing(Permission.EVIDENCE_SEND).select_related("user").order_by("pk")
    members = form.chosen(listed(not_answered(consultation))).by_name()
    return members.prefetch_related(Prefetch("roles", senders, to_attr="senders"))


def _cells(member) -> list:
    people = ", ".join(str(role.user) for role in member.senders)
    return [str(member), member.get_member_kind_display(), member.get_nation_display(), member.telephone, people]

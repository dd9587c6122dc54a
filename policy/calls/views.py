"""Who has not answered a consultation: who said what stands nowhere here."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from members.list_sheet import list_sheet
from members.listing.rows import listed
from people.access import Permission, requires
from people.models import Role
from policy.attention import not_answered
from policy.calls.forms import ChaseFilterForm
from policy.models import Consultation
from sheets.writing import Format

A_PAGE = 50
HEADINGS = ["Member", "Kind", "Nation", "Telephone", "Who may send answers"]


@never_cache
@require_GET
@requires(Permission.POLICY_WRITE)
def chase_list(request, reference):
    """Members with somebody who may send answers and none sent, and whom to ring there."""
    consultation, form = _consultation(request, reference), ChaseFilterForm(request.GET)
    page = Paginator(_members(consultation, form), A_PAGE).get_page(request.GET.get("page"))
    context = {"consultation": consultation, "form": form, "page": page, "formats": Format.choices}
    return render(request, "policy/chase_list.html", context)


@never_cache
@require_GET
@requires(Permission.POLICY_WRITE)
def chase_file(request, reference):
    """The list as it is shown, as a sheet."""
    members = _members(_consultation(request, reference), ChaseFilterForm(request.GET))
    return list_sheet(request, "Not answered", HEADINGS, map(_cells, members))


def _consultation(request, reference) -> Consultation:
    return get_object_or_404(Consultation.objects.visible_to(request.user).with_phase(), reference=reference)


def _members(consultation: Consultation, form: ChaseFilterForm):
    senders = Role.objects.current().allowing(Permission.EVIDENCE_SEND).select_related("user").order_by("pk")
    members = form.chosen(listed(not_answered(consultation))).order_by("called", "pk")
    return members.prefetch_related(Prefetch("roles", senders, to_attr="senders"))


def _cells(member) -> list:
    people = ", ".join(str(role.user) for role in member.senders)
    return [str(member), member.get_member_kind_display(), member.get_nation_display(), member.telephone, people]

"""The list of all providers, for membership staff."""

from django.contrib import messages
from django.core.paginator import Page
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from homes.actions.saved_views import save_view
from homes.models import SavedView
from members.list_page import list_page
from members.list_sheet import list_sheet
from members.listing.forms import MembershipFilterForm, SavedListForm
from members.listing.risks import risks_of
from members.listing.rows import listed
from members.listing.sheet import HEADINGS, cells
from members.overview import counts_by_status
from people.access import Permission, requires
from people.models import Provider
from sheets.writing import Format
from webforms.refusals import refusals_on

PAGE = "members:membership_list"
A_PAGE = 20


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def membership_list(request):
    """All providers, narrowed and ordered as the address says. The numbers by status, which add up to the whole,
    stand above the whole list alone: above a part of it they would speak of others."""
    return _list(request, MembershipFilterForm(request.GET))


@never_cache
@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def membership_list_save(request):
    """Keep the list as it is shown under a name."""
    form = SavedListForm(request.POST)
    filters = MembershipFilterForm(QueryDict(form.data.get("query", "")))
    if form.is_valid():
        with refusals_on(form):
            facts = {"name": form.cleaned_data["name"], "query": filters.query, "is_default": False}
            view = save_view(by=request.user, page=PAGE, **facts)
            messages.success(request, f"“{view}” is saved.")
            return redirect(view)
    return _list(request, filters, form)


@never_cache
@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def membership_list_delete(request, pk):
    view = get_object_or_404(SavedView.objects.own(request.user, PAGE), pk=pk)
    view.delete()
    messages.success(request, f"“{view}” is deleted. The providers stay as they are.")
    return redirect(PAGE)


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def membership_file(request):
    """The list as it is shown, as a sheet."""
    shown = MembershipFilterForm(request.GET).chosen(_providers(request))
    return list_sheet(request, "Providers", HEADINGS, map(cells, shown))


def _providers(request):
    return listed(Provider.objects.visible_to(request.user).unmerged())


def _page_of(filters: MembershipFilterForm, request) -> Page:
    providers = _providers(request)
    return list_page(filters.chosen(providers), request.GET.get("page"), a_page=A_PAGE, rows=providers)


def _list(request, filters: MembershipFilterForm, form: SavedListForm | None = None):
    page = _page_of(filters, request)
    counts = {} if filters.in_words else counts_by_status()
    context = {
        "counts": counts.items(),
        "total": sum(counts.values()),
        "page": page,
        "lines": [(provider, risks_of(provider)) for provider in page],
        "filters": filters,
        "views": SavedView.objects.own(request.user, PAGE),
        "form": form or SavedListForm(initial={"query": filters.query}),
        "formats": Format.choices,
    }
    return render(request, "members/membership_list.html", context, status=422 if form else 200)

"""A provider's homes together."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from homes import actions
from homes.forms import ListForm, SavedViewForm
from homes.listing.columns import Column, ordered
from homes.listing.filters import chosen, named, past
from homes.listing.regions import chart
from homes.listing.rows import Row, rows_of
from homes.models import SavedView
from people.access import LIMITED_ROLES, Permission, requires
from people.models import Role
from webforms.refusals import refusals_on

MANY = 5  # what one home does not need is not shown below
A_PAGE = 12  # on a phone, less than five screens
MOST_WORDS = 120


@never_cache
@require_GET
@requires(Permission.HOME_VIEW)
def home_list(request):
    """The homes of the reader's providers, within the limits of their role; first as their own default view says."""
    views = list(SavedView.objects.own(request.user))
    default = next((view for view in views if view.is_default), None)
    if default and not request.GET:
        return redirect(default)
    return _list(request, views)


@never_cache
@require_POST
@requires(Permission.HOME_VIEW)
def saved_view_save(request):
    """Keep the list as it is shown under a name."""
    form = SavedViewForm(request.POST)
    if form.is_valid():
        query = ListForm(QueryDict(form.cleaned_data["query"]), rows_of(request.user)).query
        with refusals_on(form):
            view = actions.save_view(by=request.user, **{**form.cleaned_data, "query": query})
            messages.success(request, f"“{view}” is saved.")
            return redirect(view)
    return _list(request, list(SavedView.objects.own(request.user)), form)


@never_cache
@require_POST
@requires(Permission.HOME_VIEW)
def saved_view_delete(request, pk):
    view = get_object_or_404(SavedView.objects.own(request.user), pk=pk)
    view.delete()
    messages.success(request, f"“{view}” is deleted. Your homes stay as they are.")
    return redirect("homes:home_list")


@never_cache
@require_POST
@requires(Permission.HOME_VIEW)
def home_find(request):
    """A home by its name, alias or number. By POST: a name must not stand in an address."""
    words = request.POST.get("words", "").strip()[:MOST_WORDS]
    found = ordered(named(rows_of(request.user), words), "name") if words else []
    if len(found) == 1:
        return redirect(found[0].home)
    return render(request, "homes/home_find.html", {"words": words, "found": found})


def _list(request, views, form=None):
    """The list, or with a form that lacks something the list that it stood on."""
    rows = rows_of(request.user)
    filters = ListForm(QueryDict(form.data.get("query", "")) if form else request.GET, rows)
    shown = ordered(chosen(rows, filters.wanted), filters.order)
    count = len(chosen(rows, {}))
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    managers = Role.objects.editable_by(request.user).current().filter(name__in=LIMITED_ROLES).select_related("user")
    context = {
        "page": page,
        "lines": [(row, _cells(row, filters.shown)) for row in page],
        "filters": filters,
        "count": count,
        "past": past(rows),
        "many": count >= MANY,
        "chart": chart(shown) if count >= MANY else None,
        "views": views,
        "form": form or SavedViewForm(initial={"query": filters.query}),
        "managers": managers.annotate(given=Count("homes", filter=Q(homes__home__state="confirmed"))).order_by(
            "user__name", "pk"
        ),
    }
    return render(request, "homes/home_list.html", context, status=422 if form else 200)


def _cells(row: Row, columns: list[Column]) -> list[tuple[Column, str, bool]]:
    return [(column, column.words(row), column.attention(row)) for column in columns]

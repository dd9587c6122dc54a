"""The directories as membership staff keep them: who stands there, who is held back, and taking out."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.directory import actions
from members.directory.forms import TakeOutForm
from members.directory.listed import page_of
from members.directory.overview import GROUPS, group_named
from people.access import Permission, requires
from people.models import Provider
from webforms.refusals import form_page, refusals_on, refusals_shown


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def directory_list(request):
    """Each group with how many there are, and one of them by name."""
    chosen = group_named(request.GET.get("which", ""))
    page = page_of(chosen.providers(), request.GET.get("page"))
    groups = [(each, page.paginator.count if each == chosen else each.providers().count()) for each in GROUPS]
    context = {"groups": groups, "chosen": chosen, "page": page}
    return render(request, "members/directory/directory_list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def directory_take_out(request, pk):
    """Take a provider out of both directories, with a reason that its owners read."""
    provider = _provider(request, pk)
    form = TakeOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.take_out(provider=provider, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, f"{provider} is taken out, and its owners are told.")
            return redirect("members:directory_entry", provider.pk)
    return form_page(request, "members/directory/directory_take_out.html", {"form": form, "provider": provider})


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def directory_put_back(request, pk):
    provider = _provider(request, pk)
    with refusals_shown(request):
        actions.put_back(provider=provider, by=request.user)
        messages.success(request, f"{provider} stands again where its owners chose, and they are told.")
    return redirect("members:directory_entry", provider.pk)


def _provider(request, pk) -> Provider:
    return get_object_or_404(Provider.objects.visible_to(request.user).unmerged(), pk=pk)

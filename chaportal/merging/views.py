"""Two providers that are one, for membership staff."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chaportal.merging import actions
from chaportal.merging.forms import MergeForm
from members.duplicates import Organisation, duplicates_of
from people.access import Permission, requires
from people.models import Provider, ProviderMerge
from webforms.refusals import form_page, refusals_on, refusals_shown

MOST = 20


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def merge_choose(request, pk):
    """Into which other provider this one is merged: those that may be the same, and what some words find."""
    gone, words = _provider(request, pk), request.GET.get("q", "").strip()
    names = tuple(filter(None, [gone.legal_name, gone.trading_name]))
    likely = [each for each in duplicates_of(Organisation(names), request.user) if each.provider != gone]
    found = Provider.objects.visible_to(request.user).unmerged().exclude(pk=gone.pk).holding(words)[:MOST]
    context = {"gone": gone, "words": words, "likely": likely, "found": found}
    return render(request, "merging/choose.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def merge(request, pk, into):
    """What merging the two would do; and merging them."""
    gone, survivor = _provider(request, pk), _provider(request, into)
    form = MergeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.merge(gone=gone, survivor=survivor, by=request.user)
            messages.success(request, f"{gone} is merged into {survivor}.")
            return redirect(survivor)
    preview = actions.preview(gone, survivor)
    context = {"gone": gone, "survivor": survivor, "preview": preview, "form": form}
    return form_page(request, "merging/merge.html", context)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def merge_undo(request, pk):
    """Set everything back as it was."""
    done = get_object_or_404(ProviderMerge.objects.visible_to(request.user).select_related("gone"), pk=pk)
    with refusals_shown(request):
        actions.take_back(merge=done, by=request.user)
        messages.success(request, f"{done.gone} stands for itself again.")
    return redirect(done.gone)


def _provider(request, pk) -> Provider:
    providers = Provider.objects.visible_to(request.user).select_related("parent", "merged_into")
    return get_object_or_404(providers, pk=pk)

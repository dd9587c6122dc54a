"""Two accounts of one person, for membership staff."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chaportal.merging.people import actions
from chaportal.merging.people.forms import MergePeopleForm
from people.access import Permission, requires
from people.models import User, UserMerge
from webforms.refusals import form_page, refusals_on, refusals_shown

MOST = 20


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def person_merge_choose(request, pk):
    """Into which other account this one is merged: those of the same name, and what some words find."""
    gone, words = _person(request, pk), request.GET.get("q", "").strip()
    others = User.objects.visible_to(request.user).filter(is_active=True).exclude(pk=gone.pk).order_by("name", "pk")
    sought = words or gone.name
    found = others.holding(sought)[:MOST] if sought else []
    return render(request, "merging/people/choose.html", {"gone": gone, "words": words, "found": found})


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def person_merge(request, pk, into):
    """What merging the two would do; and merging them."""
    gone, survivor = _person(request, pk), _person(request, into)
    preview = actions.preview(gone, survivor)
    form = MergePeopleForm(request.POST if request.method == "POST" else None, names_differ=preview.names_differ)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            although = form.cleaned_data.get("although", False)
            actions.merge(gone=gone, survivor=survivor, by=request.user, although=although)
            messages.success(request, f"{gone.email} is merged into {survivor.email}. We tell both by mail.")
            return redirect("people:user_detail", survivor.pk)
    context = {"gone": gone, "survivor": survivor, "preview": preview, "form": form}
    return form_page(request, "merging/people/merge.html", context)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def person_merge_undo(request, pk):
    """Set everything back as it was."""
    done = get_object_or_404(UserMerge.objects.visible_to(request.user).select_related("gone"), pk=pk)
    with refusals_shown(request):
        actions.take_back(merge=done, by=request.user)
        messages.success(request, f"{done.gone.email} is an account of its own again. We tell both by mail.")
    return redirect("people:user_detail", done.survivor_id)


def _person(request, pk) -> User:
    return get_object_or_404(User.objects.visible_to(request.user), pk=pk)

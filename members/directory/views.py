"""The members' directory, a provider's own entry, and what membership staff see of all entries."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.directory import actions
from members.directory.entry_state import entry_to_edit, state_of
from members.directory.forms import DirectoryFilterForm, EntryForm
from members.directory.listed import FOR_MEMBERS
from members.membership import belongs_to_member
from members.models.directory import WORDS
from people.access import Hidden, Permission, can, check, requires
from people.models import Provider
from webforms.refusals import form_page, refusals_on, refusals_shown

CHOICES = {"members": "for_members", "public": "for_public"}
CHOSEN = {
    ("members", True): "You stand in the members’ directory.",
    ("members", False): "You have left the members’ directory.",
    ("public", True): "You have joined the public directory.",
    ("public", False): "You have left the public directory.",
}
STANDS_LATER = (
    "Your choice is kept. It is held back now, and stands there once what holds it back is mended: read below."
)


@never_cache
@require_GET
def directory(request):
    """Who our members are, for members and staff. For who is neither the page does not exist."""
    if not can(request.user, Permission.PROVIDER_VIEW) and not belongs_to_member(request.user):
        raise Hidden
    form = DirectoryFilterForm(request.GET)
    page = FOR_MEMBERS.page(form.wanted, request.GET.get("page"))
    return render(request, "members/directory/directory.html", {"form": form, "page": page})


@never_cache
@require_GET
@requires(Permission.PROVIDER_MANAGE, Permission.MEMBERSHIP_MANAGE)
def directory_entry(request, pk):
    """What a provider's entry says, as members and as everyone see it, and what keeps it out."""
    provider = _provider(request, pk)
    context = {"provider": provider, "state": state_of(provider, request.user)}
    return render(request, "members/directory/directory_entry.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.PROVIDER_MANAGE, Permission.MEMBERSHIP_MANAGE)
def directory_entry_edit(request, pk):
    provider = _provider(request, pk)
    if not actions.may_write(request.user, provider):
        messages.error(request, "It has homes, whose names are private: so its owners alone write what it says.")
        return redirect("members:directory_entry", provider.pk)
    entry = entry_to_edit(provider, request.user)
    if entry is None:
        messages.error(request, "It is held back, or being looked at: until that is over an owner alone reads it.")
        return redirect("members:directory_entry", provider.pk)
    form = EntryForm(request.POST or None, instance=entry)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            words = {name: form.cleaned_data[name] for name in WORDS}
            actions.write_entry(provider=provider, by=request.user, **words)
            messages.success(request, "Saved.")
            return redirect("members:directory_entry", provider.pk)
    return form_page(request, "members/directory/directory_entry_edit.html", {"form": form, "provider": provider})


@require_POST
@requires(Permission.PROVIDER_MANAGE)
def directory_choose(request, pk):
    """Stand in one of the directories, or leave it."""
    provider = _provider(request, pk)
    check(request.user, Permission.PROVIDER_MANAGE, provider)
    which, stand = request.POST.get("which", ""), request.POST.get("stand") == "yes"
    if which not in CHOICES:
        messages.error(request, "Choose the members’ directory or the public one.")
        return redirect("members:directory_entry", provider.pk)
    with refusals_shown(request):
        actions.choose(provider=provider, by=request.user, **{CHOICES[which]: stand})
        if stand and state_of(provider, request.user).is_held:
            messages.warning(request, STANDS_LATER)
        else:
            messages.success(request, CHOSEN[which, stand])
    return redirect("members:directory_entry", provider.pk)


def _provider(request, pk) -> Provider:
    provider = get_object_or_404(Provider.objects.visible_to(request.user).unmerged(), pk=pk)
    if not actions.may_edit(request.user, provider):
        raise Http404
    return provider

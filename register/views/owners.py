"""Owners as the register prints them, and which providers they are."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.access import Permission, requires
from people.models import Provider
from register import actions, owners
from register.forms import OwnerForm
from register.models import OwnerName, RegisterEntry
from webforms.refusals import form_page, refusals_on

PAGE = 50


@require_GET
@requires(Permission.HOME_CONFIRM)
def owner_list(request):
    """Owners of children's homes on the newest list, grouped over their spellings."""
    words, unmatched = request.GET.get("q", "").strip(), request.GET.get("show") == "unmatched"
    page = Paginator(owners.groups(words, unmatched=unmatched), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "owners": owners.owners(page), "words": words, "unmatched": unmatched}
    return render(request, "register/owner_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_CONFIRM)
def owner_match(request, pk):
    """One owner's spellings and homes, by any of its rows, and the provider that it is."""
    listed = RegisterEntry.objects.visible_to(request.user).current().childrens_homes().exclude(owner_key="")
    key = get_object_or_404(listed, pk=pk).owner_key
    (owner,) = owners.owners(owners.groups().filter(owner_key=key))
    form = OwnerForm(
        request.POST or None,
        providers=Provider.objects.visible_to(request.user).unmerged(),
        initial={"provider": owner.likely},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.match_owner(key=key, provider=form.cleaned_data["provider"], by=request.user)
            messages.success(request, f"{owner.name} is {form.cleaned_data['provider']}.")
            return redirect(f"{reverse('register:owner_list')}?show=unmatched")
    match = OwnerName.objects.visible_to(request.user).filter(key=key).first()
    page = Paginator(listed.filter(owner_key=key).select_related("registration"), PAGE).get_page(
        request.GET.get("page")
    )
    context = {"owner": owner, "match": match, "page": page, "form": form}
    return form_page(request, "register/owner_match.html", context)


@require_POST
@requires(Permission.HOME_CONFIRM)
def owner_unmatch(request, pk):
    match = get_object_or_404(OwnerName.objects.visible_to(request.user).select_related("provider"), pk=pk)
    actions.unmatch_owner(match=match, by=request.user)
    messages.success(request, f"The match with {match.provider} is undone.")
    return redirect("register:owner_list")

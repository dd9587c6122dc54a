"""Providers are made and changed here."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.access import ROLES, Permission, can, check, requires
from people.already import known_already
from people.models import Invitation, Provider
from people.providers import actions
from people.providers.forms import ANOTHER, NewProviderForm, OwnerForm, OwnProviderForm, ProviderForm
from people.providers.seen_by import seen_by_staff
from people.sections import sections
from webforms.refusals import form_page, refusals_on, refusals_shown


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def provider_create(request):
    """Add a provider, once it is none of those that may be the same: shown while one types, or else at sending."""
    form, likely = NewProviderForm(request.POST or None), _likely(request.user, request.GET)
    if request.method == "POST" and form.is_valid():
        likely = _likely(request.user, form.cleaned_data)
        if likely and not form.is_another:
            form.ask_whether_another()
        else:
            facts = {name: value for name, value in form.cleaned_data.items() if name != ANOTHER}
            with refusals_on(form):
                provider = actions.create_provider(by=request.user, **facts)
                messages.success(request, f"{provider} is kept, and its first owner is invited.")
                return redirect(provider)
    return form_page(request, "people/provider_form.html", {"form": form, "likely": likely})


def _likely(user, typed) -> list:
    """Which providers an organisation may be, by what was typed of it."""
    return import_string(settings.LIKELY_PROVIDERS)(user, typed)


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE, Permission.PROVIDER_MANAGE)
def provider_edit(request, pk):
    """All that is kept, by staff; telephone and trading name, by the provider's owner."""
    provider = get_object_or_404(Provider.objects.visible_to(request.user), pk=pk)
    staff = can(request.user, Permission.MEMBERSHIP_MANAGE)
    if not staff:
        check(request.user, Permission.PROVIDER_MANAGE, provider)
    form = (ProviderForm if staff else OwnProviderForm)(request.POST or None, instance=provider)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            provider = actions.change_provider(provider=provider, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect(provider)
    context = {"form": form, "provider": provider, "staff": staff}
    return form_page(request, "people/provider_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def owner_invite(request, pk):
    """Invite the owner of a provider that has none: nobody else could."""
    provider = get_object_or_404(Provider.objects.visible_to(request.user), pk=pk)
    form = OwnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _has_read(form, provider):
        email = form.cleaned_data["email"]
        with refusals_on(form):
            actions.invite_owner(provider=provider, by=request.user, email=email)
            messages.success(request, f"An invitation is on its way to {email}.")
            return redirect(provider)
    waiting = provider.invitations.pending().filter(role="owner").first()
    context = {"form": form, "provider": provider, "waiting": waiting, "owner": ROLES["owner"]}
    return form_page(request, "people/owner_invite.html", context)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def invitation_again(request, pk):
    """Send an invitation once more, to whichever role, where no owner can."""
    invitation = get_object_or_404(Invitation.objects.exclude(provider=None).select_related("provider"), pk=pk)
    with refusals_shown(request):
        actions.invite_again(invitation=invitation, by=request.user)
        messages.success(request, f"An invitation is on its way to {invitation.email}.")
    return redirect(invitation.provider)


def _has_read(form: OwnerForm, provider: Provider) -> bool:
    return form.has_read(known_already(form.cleaned_data["email"], "owner", provider))


@require_GET
@requires(Permission.PROVIDER_MANAGE)
def provider_seen_by(request, pk):
    """Who can see what of a provider, and why: for its owners."""
    provider = get_object_or_404(Provider.objects.visible_to(request.user), pk=pk)
    check(request.user, Permission.PROVIDER_MANAGE, provider)
    context = {
        "provider": provider,
        "roles": provider.roles.current().select_related("user"),
        "seen": seen_by_staff(),
        "sections": sections(settings.PROVIDER_SEEN_SECTIONS, request, provider),
    }
    return render(request, "people/provider_seen_by.html", context)

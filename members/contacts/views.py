"""People at a provider without an account, for membership staff."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from members.contacts import actions
from members.contacts.forms import ContactForm, ContactInviteForm
from members.models import Contact
from people.access import Permission, requires
from people.already import known_already
from people.models import Provider
from webforms.refusals import form_page, refusals_on, refusals_shown


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def contact_create(request, pk):
    provider = get_object_or_404(Provider.objects.visible_to(request.user), pk=pk)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            contact = actions.keep_contact(provider=provider, by=request.user, **form.cleaned_data)
            messages.success(request, f"{contact} is kept. Nothing was sent to them.")
            return redirect(provider)
    return form_page(request, "members/contact_form.html", {"form": form, "provider": provider})


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def contact_edit(request, pk):
    contact = _contact(request, pk)
    form = ContactForm(request.POST or None, instance=contact)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.change_contact(contact=contact, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect(contact.provider)
    context = {"form": form, "provider": contact.provider, "contact": contact}
    return form_page(request, "members/contact_form.html", context)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def contact_invite(request, pk):
    """Invite them by the button beside their name; what they are here already is read first."""
    contact = _contact(request, pk)
    form = ContactInviteForm(request.POST)
    if form.is_valid() and form.has_read(known_already(contact.email, contact.role, contact.provider)):
        with refusals_shown(request):
            invitation = actions.invite_contact(contact=contact, by=request.user)
            messages.success(request, f"An invitation is on its way to {invitation.email}.")
        return redirect(contact.provider)
    return form_page(request, "members/contact_invite.html", {"form": form, "contact": contact})


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def contact_forget(request, pk):
    contact = _contact(request, pk)
    actions.forget_contact(contact=contact, by=request.user)
    messages.success(request, "They are not kept any more.")
    return redirect(contact.provider)


def _contact(request, pk) -> Contact:
    return get_object_or_404(Contact.objects.visible_to(request.user).select_related("provider"), pk=pk)

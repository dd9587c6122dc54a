from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from history import history_of
from people import actions
from people.access import Permission, Side, can, check, providers_with, requires
from people.already import known_already
from people.catalogue import CATALOGUES
from people.chosen import choose
from people.forms import AcceptForm, EventFilterForm, InviteForm
from people.models import AccessAnswer, Invitation, Provider, Role, SecurityEvent, User
from people.posting.once import repeatable
from people.providers.story import story_of
from people.second_factor import with_factor
from people.sections import provider_sections
from webforms.refusals import form_page, refusals_on, refusals_shown

# One or the other is allowed to each of a provider's people.
OF_A_PROVIDER = (Permission.HOME_VIEW, Permission.MEMBERSHIP_OWN)
# Whoever keeps a list: a test compares it with the lists that there are.
KEEPERS = (Permission.PRESS_DESK, Permission.POLICY_WRITE)


@require_GET
@requires(Permission.PROVIDER_VIEW)
def provider_list(request):
    words = request.GET.get("q", "").strip()
    providers = Provider.objects.visible_to(request.user).unmerged()
    found = (providers.holding(words) if words else providers).by_name()
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    return render(request, "people/provider_list.html", {"page": page, "words": words})


@require_GET
@requires(*OF_A_PROVIDER)
def provider_own(request):
    """The reader's own organisations, each with the way to its page, its people and its history."""
    mine = {pk for permission in OF_A_PROVIDER for pk in providers_with(request.user, permission)}
    providers = Provider.objects.visible_to(request.user).filter(pk__in=mine)
    return render(request, "people/provider_own.html", {"providers": providers})


@require_GET
def provider_detail(request, pk):
    provider = get_object_or_404(
        Provider.objects.visible_to(request.user).select_related("parent", "merged_into"), pk=pk
    )
    invited = _invited_to(request.user, provider)
    return render(
        request,
        "people/provider_detail.html",
        {
            "provider": provider,
            "has_owner": provider.roles.owners().exists(),
            "invited": invited,
            "is_owner_invited": any(invitation.role == "owner" for invitation in invited),
            "roles": _roles_for_staff(request.user, provider),
            "sections": provider_sections(request, provider),
        },
    )


def _invited_to(user, provider: Provider) -> list[Invitation]:
    """Who was invited there and has not joined, for membership staff, who send it again where no owner can."""
    if not can(user, Permission.MEMBERSHIP_MANAGE):
        return []
    return list(provider.invitations.filter(accepted_at=None).select_related("invited_by"))


def _roles_for_staff(user, provider: Provider) -> list[Role]:
    """Who has a role there today, for membership staff: whom to ring, and who never came."""
    if not can(user, Permission.MEMBERSHIP_MANAGE):
        return []
    return list(provider.roles.current().select_related("user"))


@require_GET
@requires(Permission.PROVIDER_VIEW, Permission.PROVIDER_MANAGE)
def provider_history(request, pk):
    """What happened to a provider and its people: for its owner, and for staff."""
    provider = get_object_or_404(Provider.objects.visible_to(request.user), pk=pk)
    if not can(request.user, Permission.PROVIDER_VIEW):
        check(request.user, Permission.PROVIDER_MANAGE, provider)
    may_know = can(request.user, Permission.MEMBERSHIP_MANAGE)
    names = may_know or can(request.user, Permission.PROVIDER_MANAGE, provider)
    context = {"provider": provider, "story": story_of(provider, request.user, names=names)}
    return render(request, "people/provider_history.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PROVIDER_MANAGE)
def provider_people(request, pk):
    """The people of a provider: invite one, end a role."""
    provider = get_object_or_404(Provider.objects.visible_to(request.user).select_related("parent"), pk=pk)
    check(request.user, Permission.PROVIDER_MANAGE, provider)
    return _people_page(request, side=Side.PROVIDER, provider=provider, again=("people:provider_people", pk))


@require_POST
@requires(Permission.PROVIDER_MANAGE)
def provider_second_factor(request, pk):
    """Require a second factor of the provider's people, or no longer."""
    provider = get_object_or_404(Provider.objects.visible_to(request.user), pk=pk)
    required = request.POST.get("required") == "yes"
    actions.require_second_factor(provider=provider, required=required, by=request.user)
    message = (
        "Everyone is asked for a second factor on their next page." if required else "A second factor is up to each."
    )
    messages.success(request, message)
    return redirect("people:provider_people", pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.ROLE_MANAGE)
def staff_list(request):
    """The association's own people: invite one, end a role."""
    return _people_page(request, side=Side.STAFF, provider=None, again=("people:staff_list",))


@require_GET
@requires(Permission.ROLE_MANAGE)
def staff_history(request):
    """Who was given which role of the association's own, and when it ended."""
    roles = Role.objects.editable_by(request.user).filter(provider=None)
    return render(request, "people/history.html", {"thing": "our own people", "entries": history_of(*roles)})


@require_GET
def role_own(request):
    """What the reader may do here, and which mail they get."""
    return render(request, "people/role_own.html", {"roles": request.user.current_roles})


@repeatable  # a page that is gone back to chooses once more
@require_POST
def provider_choose(request):
    """Look at one of one's providers alone, or at all of them."""
    asked = request.POST.get("provider", "")
    provider = choose(request, asked)
    if provider:
        messages.success(request, f"You see {provider} alone now.")
    elif asked:
        messages.warning(request, "You have no role there, so you see all that is yours.")
    else:
        messages.success(request, "You see all of your organisations now.")
    return redirect("dashboard")


@require_http_methods(["GET", "POST"])
@requires(Permission.PROVIDER_MANAGE, Permission.ROLE_MANAGE)
def role_end(request, pk):
    """End a role, once it was said what ends with it."""
    roles = Role.objects.editable_by(request.user).filter(through_parent=False)  # the others end with the parent's own
    role = get_object_or_404(roles.select_related("user", "provider"), pk=pk)
    if request.method == "GET":
        # What they are elsewhere is not for this reader to know.
        others = role.user.roles.current().filter(provider=role.provider).exclude(pk=role.pk)
        return render(request, "people/role_end.html", {"role": role, "others": others})
    with refusals_shown(request):
        reason, session = f"Ended by {request.user}", request.session.session_key
        actions.end_role(role=role, reason=reason, by=request.user, session=session)
        messages.success(request, f"{role.user} is no longer {role.definition.label.lower()}. We tell them by mail.")
    return _people_of(role.provider_id)


@require_POST
@requires(Permission.PROVIDER_MANAGE, Permission.ROLE_MANAGE)
def invitation_withdraw(request, pk):
    """Take back an invitation: to a mistyped address, it would hand the role to a stranger."""
    invitation = get_object_or_404(Invitation.objects.editable_by(request.user), pk=pk)
    actions.withdraw(invitation=invitation)
    messages.success(request, f"The invitation to {invitation.email} is withdrawn. Its link opens nothing now.")
    return _people_of(invitation.provider_id)


@require_GET
@requires(*KEEPERS)
def catalogue_list(request):
    """The lists that the reader keeps for others to choose from, with how many rows of each are offered."""
    rows = [(catalogue, catalogue.model.objects.editable_by(request.user)) for catalogue in CATALOGUES.values()]
    editable = [(catalogue, mine) for catalogue, mine in rows if can(request.user, catalogue.model.KEEPER)]
    lists = [(catalogue, mine.offered().count()) for catalogue, mine in editable]
    return render(request, "people/catalogues.html", {"lists": lists})


@require_POST
@requires(Permission.ROLE_MANAGE)
def invitation_confirm(request, pk):
    """A second administrator agrees to a role that a colleague asked for themselves."""
    invitation = get_object_or_404(Invitation.objects.editable_by(request.user), pk=pk)
    with refusals_shown(request):
        actions.confirm(invitation=invitation, by=request.user)
        messages.success(request, f"Confirmed. The invitation is on its way to {invitation.email}.")
    return redirect("people:staff_list")


@require_GET
@requires(Permission.SECURITY_VIEW)
def security_event_list(request):
    """What happened, by kind and by person: what they did, and what was done about them."""
    form = EventFilterForm(request.GET)
    events = form.chosen(SecurityEvent.objects.select_related("user", "about"))
    page = Paginator(events, 100).get_page(request.GET.get("page"))
    waiting = Invitation.objects.waiting_for_second().select_related("user")
    context = {"page": page, "form": form, "waiting": waiting, "may_confirm": can(request.user, Permission.ROLE_MANAGE)}
    return render(request, "people/security_event_list.html", context)


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def invitation_accept(request, token):
    """Take a role by the link in an invitation's mail. A person without a password chooses one here, and is let in."""
    invitation = _invited_by(token)
    if invitation is None:
        return render(request, "people/invitation_gone.html", status=410)
    holder, reader = actions.holder_of(invitation), request.user
    if reader.is_authenticated and reader != holder:
        return render(request, "people/invitation_other.html", {"invitation": invitation})
    chooses = holder is None or not holder.has_usable_password()
    form = AcceptForm(request.POST or None, user=holder or User(email=invitation.email)) if chooses else None
    if request.method == "POST" and (form is None or form.is_valid()):
        chosen = form.cleaned_data if form else {"name": "", "password": None}
        with refusals_shown(request):
            user = actions.accept(invitation=invitation, **chosen)
            messages.success(request, f"You are now: {invitation.get_role_display()}.")
            return _let_in(request, user) if form else redirect("dashboard")
        return redirect("people:invitation_accept", token)
    context = {"invitation": invitation, "form": form, "token": token}
    return form_page(request, "people/invitation_accept.html", context)


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def invitation_decline(request, token):
    """Turn an invitation down, or say that it came to the wrong person."""
    invitation = _invited_by(token)
    if invitation is None:
        return render(request, "people/invitation_gone.html", status=410)
    if request.method == "POST":
        actions.decline(invitation=invitation)
    return render(request, "people/invitation_decline.html", {"invitation": invitation, "token": token})


def _invited_by(token: str) -> Invitation | None:
    """The invitation whose link has this token, as long as it can be accepted."""
    return Invitation.objects.acceptable().of_token(token).select_related("provider", "user", "invited_by").first()


def _let_in(request, user: User):
    """Sign in who chose a password a moment ago; by the second factor, where there is one."""
    return perform_password_login(request, {"email": user.email}, Login(user=user, email=user.email))


def _people_of(provider_id: int | None):
    return redirect("people:provider_people", provider_id) if provider_id else redirect("people:staff_list")


def _people_page(request, *, side: Side, provider: Provider | None, again: tuple):
    form = InviteForm(request.POST or None, side=side)
    if request.method == "POST" and form.is_valid() and form.has_read(known_already(**form.chosen, provider=provider)):
        with refusals_on(form):
            invitation = actions.invite(**form.chosen, provider=provider, by=request.user)
            messages.success(request, _invited(invitation))
            return redirect(*again)
    roles = Role.objects.current().filter(provider=provider).select_related("user", "provider")
    pending = Invitation.objects.editable_by(request.user).pending().filter(provider=provider)
    context = {"form": form, "provider": provider, "roles": roles, "pending": pending}
    if provider:
        context["secured"] = with_factor([role.user_id for role in roles])
        asking = AccessAnswer.objects.editable_by(request.user).waiting().filter(provider=provider)
        context["asking"] = asking.select_related("request")
    return form_page(request, "people/people.html", context)


def _invited(invitation: Invitation) -> str:
    if invitation.waits_for_second:
        return "You asked for a role for yourself. Another administrator has to confirm it: they have been written to."
    if not invitation.is_new:
        return f"{invitation.email} was invited before. The same link is good for 14 days more, and is sent once again."
    return f"An invitation is on its way to {invitation.email}."

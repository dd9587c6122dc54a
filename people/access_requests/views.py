"""Asking to be one of a provider's people: the same answer for everyone, which names no provider."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from people.access import Permission, Side, requires
from people.access_requests import actions
from people.access_requests.forms import AskForm, GrantForm
from people.already import known_already
from people.models import AccessAnswer
from people.posting.strangers import held_up
from webforms.refusals import form_page, refusals_on, refusals_shown

TOO_MANY = "Too many asked from where you are. What you typed is below: send it again in five minutes."


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def access_ask(request):
    """Who asks. Known or not, everyone is answered alike."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and not held_up(request, form, too_many=TOO_MANY):
        if form.person:
            actions.ask(**form.person)
        return redirect("people:access_asked")
    status = 422 if form.errors else 200
    return render(request, "people/access_requests/ask.html", {"form": form}, status=status)


@login_not_required
@require_safe
def access_asked(request):
    """Look into your mailbox."""
    return render(request, "people/access_requests/asked.html")


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def access_confirm(request, token):
    """The link in the mail: whoever opens it has the address, and says so by the button."""
    found = actions.of_token(token)
    if found is None:
        return render(request, "people/access_requests/gone.html", status=410)
    if request.method == "POST":
        actions.prove(request=found)
        found.refresh_from_db()
    return render(request, "people/access_requests/confirm.html", {"found": found, "token": token})


@require_http_methods(["GET", "POST"])
@requires(Permission.PROVIDER_MANAGE)
def access_grant(request, pk):
    """Invite who asked, to a role."""
    answer = _answer(request, pk)
    form = GrantForm(request.POST or None, side=Side.PROVIDER)
    if request.method == "POST" and form.is_valid() and _has_read(form, answer):
        with refusals_on(form):
            actions.grant(answer=answer, by=request.user, role=form.cleaned_data["role"])
            messages.success(request, f"An invitation is on its way to {answer.request.email}.")
            return redirect("people:provider_people", answer.provider_id)
    return form_page(request, "people/access_requests/grant.html", {"form": form, "answer": answer})


def _has_read(form: GrantForm, answer: AccessAnswer) -> bool:
    return form.has_read(known_already(answer.request.email, form.cleaned_data["role"], answer.provider))


@require_http_methods(["GET", "POST"])
@requires(Permission.PROVIDER_MANAGE)
def access_decline(request, pk):
    """Say no, of which nobody is told: asked once, as it cannot be taken back."""
    answer = _answer(request, pk)
    if request.method == "GET":
        return render(request, "people/access_requests/decline.html", {"answer": answer})
    with refusals_shown(request):
        actions.decline(answer=answer, by=request.user)
        messages.success(request, "They are not invited, and nobody tells them.")
    return redirect("people:provider_people", answer.provider_id)


def _answer(request, pk) -> AccessAnswer:
    return get_object_or_404(
        AccessAnswer.objects.editable_by(request.user).select_related("request", "provider"), pk=pk
    )

"""The criteria and the Code: read by everyone, published by staff, declared against by owners."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from members.models import Declaration, RulesVersion
from members.rules import actions
from members.rules.declared import members_without
from members.rules.forms import DeclareForm, VersionForm
from members.rules.layout import blocks
from people.access import Permission, check, requires
from people.models import Provider
from webforms.refusals import form_page, refusals_on, refusals_shown

A_PAGE = 50


@login_not_required
@require_safe
def rules(request):
    """What members promise: the texts in force, those to come, and earlier ones."""
    context = {"versions": RulesVersion.objects.public(), "in_force": _in_force()}
    return render(request, "members/rules.html", context)


@login_not_required
@require_safe
def rules_version(request, pk):
    """One version of one text."""
    version = get_object_or_404(RulesVersion.objects.public(), pk=pk)
    context = {"version": version, "blocks": blocks(version.text), "in_force": _in_force()}
    return render(request, "members/rules_version.html", context)


@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def rules_edit(request):
    """All versions, for those who publish them."""
    versions = RulesVersion.objects.editable_by(request.user)
    to_come = set(versions.to_come().values_list("pk", flat=True))
    context = {"versions": versions.select_related("published_by"), "in_force": _in_force()}
    return render(request, "members/rules_edit.html", context | {"to_come": to_come})


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def rules_publish(request):
    """Publish a version of one of the texts."""
    form = VersionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            version = actions.publish_version(by=request.user, **form.cleaned_data)
            messages.success(request, f"{version} is public.")
            return redirect("members:rules_edit")
    return form_page(request, "members/rules_publish.html", {"form": form})


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def rules_take_back(request, pk):
    """Take back a version that has not begun."""
    version = get_object_or_404(RulesVersion.objects.editable_by(request.user), pk=pk)
    with refusals_shown(request):
        actions.take_back(version=version, by=request.user)
        messages.success(request, f"{version} is taken back.")
    return redirect("members:rules_edit")


@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def declaration_list(request):
    """Members who have not declared within a year."""
    page = Paginator(members_without(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/declaration_list.html", {"page": page, "in_force": _in_force()})


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.PROVIDER_MANAGE)
def declare(request, pk):
    """An owner declares for their provider."""
    provider = get_object_or_404(Provider.objects.visible_to(request.user), pk=pk)
    check(request.user, Permission.PROVIDER_MANAGE, provider)
    form = DeclareForm(request.POST if request.method == "POST" else None, versions=_in_force())
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.declare(provider=provider, versions=form.versions, by=request.user)
            messages.success(request, f"Declared for {provider}. It holds for a year.")
            return redirect("members:membership_own")
    made = Declaration.objects.visible_to(request.user).of([provider.pk]).select_related("version")
    return form_page(request, "members/declare.html", {"form": form, "provider": provider, "made": made})


def _in_force() -> list[RulesVersion]:
    return list(RulesVersion.objects.public().in_force())

"""Your data, for everyone who has an account; and the erasures of who decides about them."""

from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chaportal.rights import erasing, requests
from chaportal.rights.export import as_json, held_about
from chaportal.rights.forms import AskForm, RefuseForm
from chaportal.rights.provider_sheets import sheets_of, zipped
from chaportal.rights.titles import to_you
from people.access import Permission, can, check, requires
from people.models import Erasure, Provider, SecurityEvent, User
from people.security import record
from sheets.writing import Format, download
from webforms.refusals import form_page, refusals_on, refusals_shown

A_PAGE = 30


@never_cache
@require_GET
def your_data(request):
    """All that is held about the reader, to be read."""
    context = {"sections": held_about(request.user), "erasure": _own(request.user)}
    return render(request, "rights/your_data.html", context)


@never_cache
@require_GET
def your_data_file(request):
    """The same as a file that programs read (UK GDPR, article 20)."""
    record(SecurityEvent.Kind.EXPORTED, user=request.user, about=request.user, subject="their own data")
    answer = JsonResponse(as_json(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="your-data.json"'
    return answer


@never_cache
@require_http_methods(["GET", "POST"])
def your_data_erase(request):
    """What would go and what would stay; and the button that asks for it."""
    if request.method == "POST":
        with refusals_shown(request):
            requests.ask(person=request.user, by=request.user)
            messages.success(request, "Asked. You hear from us within a month, by mail.")
        return redirect("your_data")
    effects = erasing.preview(request.user)
    lines = [replace(each, title=to_you(each.title), why=to_you(each.why)) for each in effects]
    context = {"lines": lines, "is_own": True, "hindrance": to_you(erasing.hindrance(request.user))}
    return render(request, "rights/your_data_erase.html", context | {"erasure": _own(request.user)})


@require_POST
def your_data_keep(request):
    """Take it back."""
    erasure = get_object_or_404(Erasure.objects.own(request.user).waiting())
    with refusals_shown(request):
        requests.withdraw(erasure=erasure, by=request.user)
        messages.success(request, "Taken back: you are not erased.")
    return redirect("your_data")


@require_GET
@requires(Permission.PERSON_ERASE)
def erasure_list(request):
    """Who is to be erased, the longest waiting first; and what was decided."""
    erasures = Erasure.objects.visible_to(request.user).select_related("user", "asked_by", "settled_by")
    page = Paginator(erasures.settled(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "rights/erasure_list.html", {"waiting": erasures.waiting(), "page": page})


@never_cache
@require_GET
@requires(Permission.PERSON_ERASE)
def erasure_detail(request, pk):
    """What goes, what stays and why, before it is done; afterwards, what went."""
    return _detail(request, _erasure(request, pk), RefuseForm())


@require_POST
@requires(Permission.PERSON_ERASE)
def erasure_do(request, pk):
    """Erase them."""
    with refusals_shown(request):
        erasing.erase(erasure=_erasure(request, pk), by=request.user)
        messages.success(request, "They are erased.")
    return redirect("erasure_detail", pk)


@require_POST
@requires(Permission.PERSON_ERASE)
def erasure_refuse(request, pk):
    """Say no, with the reason."""
    erasure, form = _erasure(request, pk), RefuseForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            requests.refuse(erasure=erasure, by=request.user, **form.cleaned_data)
            messages.success(request, "Refused. They are told why.")
            return redirect("erasure_detail", pk)
    return _detail(request, erasure, form)


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE, Permission.ROLE_MANAGE)
def erasure_ask(request, pk):
    """Ask for somebody's erasure on their behalf: who erases decides."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            requests.ask(person=person, by=request.user, **form.cleaned_data)
            messages.success(request, "Asked. The trustee for data protection decides.")
            return redirect("people:user_detail", pk)
    context = {"form": form, "person": person, "hindrance": erasing.hindrance(person)}
    return form_page(request, "rights/erasure_ask.html", context)


def _own(user: User) -> Erasure | None:
    return Erasure.objects.own(user).waiting().first()


def _erasure(request, pk) -> Erasure:
    return get_object_or_404(Erasure.objects.visible_to(request.user).select_related("user", "asked_by"), pk=pk)


def _detail(request, erasure: Erasure, form: RefuseForm):
    context = {"erasure": erasure, "form": form}
    if erasure.waits and erasure.user:
        context |= {"lines": erasing.preview(erasure.user), "hindrance": erasing.hindrance(erasure.user)}
    return form_page(request, "rights/erasure_detail.html", context)


@require_GET
@requires(Permission.PROVIDER_MANAGE, Permission.MEMBERSHIP_MANAGE)
def provider_everything(request, pk):
    """What is kept of a provider, by sheets, and the ways to take all of it away."""
    provider = _provider(request, pk)
    tables = [(table.title, len(list(table.rows))) for table in sheets_of(provider, request.user)]
    context = {"provider": provider, "tables": tables, "formats": Format.choices}
    return render(request, "rights/provider_everything.html", context)


@never_cache
@require_GET
@requires(Permission.PROVIDER_MANAGE, Permission.MEMBERSHIP_MANAGE)
def provider_everything_file(request, pk):
    """All of it, as a ZIP of sheets."""
    provider, chosen = _provider(request, pk), Format.asked_for(request.GET.get("format"))
    raw = zipped(sheets_of(provider, request.user), chosen)
    record(SecurityEvent.Kind.EXPORTED, user=request.user, subject=f"all of provider {provider.pk}")
    headers = {"Content-Disposition": download(f"{provider} {timezone.localdate()}.zip")}
    return HttpResponse(raw, content_type="application/zip", headers=headers)


def _provider(request, pk) -> Provider:
    provider = get_object_or_404(Provider.objects.visible_to(request.user), pk=pk)
    if not can(request.user, Permission.MEMBERSHIP_MANAGE):
        check(request.user, Permission.PROVIDER_MANAGE, provider)
    return provider

"""Where our responses and positions are started. They are edited, approved and published on `publishing`'s pages."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from history import history_of
from people.access import Permission, requires
from policy.asks.wordings import with_asks, wordings_of
from policy.models import Consultation, PositionPaper
from policy.models.body import DESK
from policy.texts import actions
from policy.texts.forms import PositionForm
from publishing.forms import StartForm
from webforms.refusals import form_page, refusals_on


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def response_create(request, reference):
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user).with_phase(), reference=reference)
    form = StartForm(request.POST or None, initial={"title": f"Our response: {consultation.title}"[:160]})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            edition = actions.start_response(consultation=consultation, by=request.user, **form.cleaned_data)
            return redirect("publishing:edition_edit", edition.pk)
    return form_page(request, "policy/response_form.html", {"form": form, "consultation": consultation})


@require_GET
@requires(*DESK)
def position_list(request):
    """Our positions, the newest first, with what each asks for and where its words stand."""
    positions = with_asks(PositionPaper.objects.visible_to(request.user).with_editions())
    page = Paginator(positions, 50).get_page(request.GET.get("page"))
    return render(request, "policy/position_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def position_create(request):
    form = PositionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        edition = actions.start_position(by=request.user, **form.cleaned_data)
        return redirect("publishing:edition_edit", edition.pk)
    return form_page(request, "policy/position_form.html", {"form": form})


@require_GET
@requires(*DESK)
def position_history(request, pk):
    position = _position(request, pk)
    entries = history_of(*wordings_of(position))
    return render(request, "people/history.html", {"thing": f"what {position} asks for", "entries": entries})


def _position(request, pk) -> PositionPaper:
    positions = PositionPaper.objects.visible_to(request.user).with_editions()
    return get_object_or_404(positions, pk=pk)

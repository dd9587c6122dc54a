"""Where the policy desk keeps what papers recommend, and what became of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from history import history_of
from people.access import Permission, requires
from people.catalogue import Catalogue
from policy.models import Document, Finding, GovernmentReply, Recommendation, Stance, Theme
from policy.models.body import DESK
from policy.recommendations import actions, forms
from policy.recommendations.pasted import Item
from webforms.refusals import form_page, refusals_on, refusals_shown

THEMES = Catalogue(
    model=Theme,
    form=forms.ThemeForm,
    name="policy:theme",
    path="staff/policy/themes/",
    one="a theme",
    many="Themes",
    intro="What recommendations are about: it finds them across documents. A new name is on public pages at once.",
)


@require_GET
@requires(*DESK)
def recommendation_list(request, pk):
    """What a paper recommends, as it numbers it, with what government says and what we found."""
    document = _document(request, pk)
    rows = document.recommendations.with_state().in_order()
    return render(request, "policy/recommendation_list.html", {"document": document, "recommendations": rows})


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def recommendation_create(request, pk):
    document = _document(request, pk)
    form = forms.RecommendationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            item = Item(data["number"], data["text"])
            actions.enter(document=document, items=[item], theme=data["theme"], by=request.user)
            messages.success(request, f"Recommendation {item.number} is entered.")
            return redirect("policy:recommendation_list", pk)
    return form_page(request, "policy/recommendation_form.html", {"form": form, "document": document})


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def recommendation_paste(request, pk):
    """A pasted list: read, shown as it was read, and kept once a person has looked at it."""
    document = _document(request, pk)
    form = forms.PastedRecommendationsForm(request.POST or None)
    items, keeps = [], False
    if request.method == "POST" and form.is_valid():
        items, keeps = form.items, form.keeps
        if keeps:
            with refusals_on(form):
                theme = form.cleaned_data["theme"]
                made = actions.enter(document=document, items=items, theme=theme, by=request.user)
                messages.success(request, f"{len(made)} recommendations are entered.")
                return redirect("policy:recommendation_list", pk)
        else:
            form = form.checked()
    context = {"form": form, "document": document, "items": items}
    return form_page(request, "policy/recommendation_paste.html", context)


@require_GET
@requires(*DESK)
def recommendation_detail(request, pk):
    """One recommendation with all that is recorded of it, corrected rows too."""
    recommendation = _recommendation(request, pk)
    context = {
        "recommendation": recommendation,
        "replies": recommendation.governmentreply_rows.with_source().select_related("source__body", "by"),
        "findings": recommendation.finding_rows.with_source().select_related("source__body", "by"),
        "stances": recommendation.stance_rows.with_source().select_related("publication", "by"),
        "is_public": Recommendation.objects.public().filter(pk=pk).exists(),
    }
    return render(request, "policy/recommendation_detail.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def recommendation_edit(request, pk):
    recommendation = _recommendation(request, pk)
    form = forms.RecommendationForm(request.POST or None, instance=recommendation)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.change(recommendation=recommendation, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("policy:recommendation_detail", pk)
    context = {"form": form, "document": recommendation.document, "recommendation": recommendation}
    return form_page(request, "policy/recommendation_form.html", context)


@require_POST
@requires(Permission.POLICY_WRITE)
def recommendation_delete(request, pk):
    recommendation = _recommendation(request, pk)
    with refusals_shown(request):
        actions.delete(recommendation=recommendation, by=request.user)
        messages.success(request, f"{recommendation} is deleted.")
        return redirect("policy:recommendation_list", recommendation.document_id)
    return redirect("policy:recommendation_detail", pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def reply_create(request, pk):
    return _record(request, pk, GovernmentReply, forms.ReplyForm, "What government says")


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def finding_create(request, pk):
    return _record(request, pk, Finding, forms.FindingForm, "What we found")


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def stance_create(request, pk):
    return _record(request, pk, Stance, forms.StanceForm, "Where we stand")


@require_http_methods(["GET", "POST"])
@requires(Permission.POLICY_WRITE)
def reply_many(request, pk):
    """One reply to several recommendations of a paper."""
    document = _document(request, pk)
    form = forms.ManyRepliesForm(request.POST or None, document=document)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.record(kind=GovernmentReply, by=request.user, **form.cleaned_data)
            messages.success(request, f"Recorded for {len(made)} recommendations.")
            return redirect("policy:recommendation_list", pk)
    return form_page(request, "policy/reply_many.html", {"form": form, "document": document})


@require_GET
@requires(*DESK)
def recommendation_history(request, pk):
    recommendation = _recommendation(request, pk)
    return render(request, "people/history.html", {"thing": recommendation, "entries": history_of(recommendation)})


def _record(request, pk, kind, form_class, heading):
    """A reply, a finding or a stance: made, and never changed."""
    recommendation = _recommendation(request, pk)
    form = form_class(request.POST or None, of_one=recommendation)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.record(kind=kind, recommendations=[recommendation], by=request.user, **form.cleaned_data)
            messages.success(request, "Recorded.")
            return redirect("policy:recommendation_detail", pk)
    context = {"form": form, "recommendation": recommendation, "heading": heading}
    return form_page(request, "policy/recommendation_record.html", context)


def _document(request, pk) -> Document:
    return get_object_or_404(Document.objects.visible_to(request.user).with_page(), pk=pk)


def _recommendation(request, pk) -> Recommendation:
    return get_object_or_404(Recommendation.objects.visible_to(request.user).with_state(), pk=pk)

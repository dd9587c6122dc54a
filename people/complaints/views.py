"""How we use personal data, for everyone; the form to complain; and the queue of who answers."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from people.access import Permission, requires
from people.complaints import actions
from people.complaints.clock import DAYS
from people.complaints.forms import AcknowledgeForm, CloseForm, ComplainForm, EntryForm, ReopenForm, StepForm
from people.models import Complaint, ComplaintStep
from people.posting.strangers import TOO_MANY as TOO_MANY_CODE
from people.posting.strangers import held_up
from webforms.refusals import form_page, refusals_on, refusals_shown

TOO_MANY = "Too many came from where you are, so this one is not sent yet. It is below: send it again in five minutes."
A_PAGE = 30


@login_not_required
@require_safe
def data_protection(request):
    """What is kept about people, their rights, and the ways to complain."""
    context = {"days": DAYS, "kept": import_string(settings.RETENTION_IN_WORDS)()}
    return render(request, "people/complaints/data_protection.html", context)


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def complain(request):
    """The electronic form that the Data Protection Act 2018 asks for (section 164A(2))."""
    reader = request.user if request.user.is_authenticated else None
    known = {"name": reader.name, "email": reader.email} if reader else {}
    form = ComplainForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid() and not held_up(request, form, too_many=TOO_MANY):
        if form.person:
            actions.take(user=reader, **form.person)
        return redirect("people:complaint_sent")
    status = 429 if form.has_error("__all__", TOO_MANY_CODE) else 422 if form.errors else 200
    return render(request, "people/complaints/complain.html", {"form": form, "days": DAYS}, status=status)


@login_not_required
@require_safe
def complaint_sent(request):
    """It has come."""
    return render(request, "people/complaints/sent.html", {"days": DAYS})


@require_GET
@requires(Permission.COMPLAINT_ANSWER)
def complaint_list(request):
    """Those that wait, the first that falls due first; below, those of which the outcome was told."""
    complaints = Complaint.objects.visible_to(request.user)
    waiting = sorted(complaints.open().with_last_word(), key=lambda each: (each.due_on, each.pk))
    page = Paginator(complaints.closed(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/complaints/list.html", {"waiting": waiting, "page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.COMPLAINT_ANSWER)
def complaint_create(request):
    """Keep one that came by email, letter, telephone or in person."""
    form = EntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            complaint = actions.take(entered_by=request.user, **form.cleaned_data)
            messages.success(request, f"Kept as number {complaint.pk}.")
            return redirect(complaint)
    return form_page(request, "people/complaints/form.html", {"form": form, "title": "Keep a complaint"})


@require_http_methods(["GET", "POST"])
@requires(Permission.COMPLAINT_ANSWER)
def complaint_detail(request, pk):
    """What they wrote, what was done, and what is to be done until when."""
    complaint = _complaint(request, pk)
    form = StepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind, words = form.cleaned_data["kind"], form.cleaned_data["words"]
        with refusals_on(form):
            do = actions.tell if kind == ComplaintStep.Kind.TOLD else actions.note
            do(complaint=complaint, words=words, by=request.user)
            messages.success(request, "They are told." if do is actions.tell else "Kept.")
            return redirect(complaint)
    context = {"complaint": complaint, "form": form, "steps": complaint.steps.select_related("by")}
    return form_page(request, "people/complaints/detail.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.COMPLAINT_ANSWER)
def complaint_acknowledge(request, pk):
    """Say that receipt was acknowledged in another way than by mail."""
    return _page_of(request, pk, AcknowledgeForm(request.POST or None), actions.acknowledge, "Receipt acknowledged")


@require_POST
@requires(Permission.COMPLAINT_ANSWER)
def complaint_not_acknowledged(request, pk):
    """Say that it was not, after all."""
    complaint = _complaint(request, pk)
    with refusals_shown(request):
        actions.take_back_acknowledgement(complaint=complaint, by=request.user)
        messages.success(request, "It counts as not acknowledged, unless our mail has left.")
    return redirect(complaint)


@require_http_methods(["GET", "POST"])
@requires(Permission.COMPLAINT_ANSWER)
def complaint_close(request, pk):
    """Tell what came of it."""
    return _page_of(request, pk, CloseForm(request.POST or None), actions.close, "Tell the outcome")


@require_http_methods(["GET", "POST"])
@requires(Permission.COMPLAINT_ANSWER)
def complaint_reopen(request, pk):
    """Look into it anew."""
    return _page_of(request, pk, ReopenForm(request.POST or None), actions.reopen, "Open it again")


def _complaint(request, pk) -> Complaint:
    return get_object_or_404(Complaint.objects.visible_to(request.user).with_last_word(), pk=pk)


def _page_of(request, pk, form, do, title: str):
    complaint = _complaint(request, pk)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            do(complaint=complaint, by=request.user, **form.cleaned_data)
            messages.success(request, "Kept.")
            return redirect(complaint)
    return form_page(request, "people/complaints/form.html", {"form": form, "complaint": complaint, "title": title})

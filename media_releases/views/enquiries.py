from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from history import history_of
from media_releases import actions
from media_releases.forms import AnswerForm, EnquiryForm
from media_releases.lines import lines_for
from media_releases.models import Enquiry
from people.access import Permission, requires
from publishing.models import Edition
from webforms.refusals import form_page, refusals_on, refusals_shown

PER_PAGE = 30


@require_GET
@requires(Permission.PRESS_DESK)
def enquiry_list(request):
    """Open enquiries by deadline, then the answered ones; of one outlet, or that match a search."""
    words, outlet = (request.GET.get(name, "").strip() for name in ("q", "outlet"))
    enquiries = Enquiry.objects.visible_to(request.user).search(words).select_related("answered_by", "taken_by")
    if outlet:
        enquiries = enquiries.filter(outlet__iexact=outlet)
    context = {
        "words": words,
        "outlet": outlet,
        "open": enquiries.open(),
        "page": Paginator(enquiries.answered(), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "media_releases/enquiry_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PRESS_DESK)
def enquiry_create(request):
    form = EnquiryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        enquiry = actions.note_enquiry(by=request.user, **form.cleaned_data)
        _confirm(request, enquiry, "Noted.")
        return redirect("media_releases:enquiry_detail", enquiry.pk)
    return form_page(request, "media_releases/enquiry_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.PRESS_DESK)
def enquiry_edit(request, pk):
    """Change what was noted, until it is answered."""
    enquiry = _enquiry(request, pk)
    # Apart from the row that the page shows, which stays as it is kept.
    form = EnquiryForm(request.POST or None, instance=_enquiry(request, pk))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            enquiry = actions.edit_enquiry(enquiry=enquiry, by=request.user, **form.cleaned_data)
            _confirm(request, enquiry, "Kept.")
            return redirect("media_releases:enquiry_detail", pk)
    context = {"form": form, "enquiry": enquiry}
    return form_page(request, "media_releases/enquiry_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PRESS_DESK)
def enquiry_detail(request, pk):
    """An enquiry, with a place for the answer and the lines that may help."""
    enquiry = _enquiry(request, pk)
    form = AnswerForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.answer_enquiry(enquiry=enquiry, by=request.user, **form.cleaned_data)
            messages.success(request, "Kept.")
            return redirect("media_releases:enquiry_detail", pk)
    editions = Edition.objects.visible_to(request.user).select_related("publication")
    context = {
        "enquiry": enquiry,
        "form": form,
        "lines": lines_for(request.user).in_force(),
        "statements": editions.numbered()
        .filter(publication__release__enquiry=enquiry)
        .order_by("publication", "-number"),
    }
    return form_page(request, "media_releases/enquiry_detail.html", context)


@require_POST
@requires(Permission.PRESS_DESK)
def enquiry_take(request, pk):
    """Say that one sees to an enquiry."""
    enquiry, seen = _enquiry(request, pk), request.POST.get("seen", "")
    with refusals_shown(request):
        actions.take_enquiry(enquiry=enquiry, by=request.user, seen=int(seen) if seen.isdecimal() else None)
        messages.success(request, "It is yours.")
    return redirect("media_releases:enquiry_detail", pk)


@require_GET
@requires(Permission.PRESS_DESK)
def enquiry_history(request, pk):
    enquiry = _enquiry(request, pk)
    return render(request, "people/history.html", {"thing": enquiry, "entries": history_of(enquiry)})


def _enquiry(request, pk) -> Enquiry:
    enquiries = Enquiry.objects.visible_to(request.user)
    return get_object_or_404(enquiries.select_related("answered_by", "taken_by", "answered_with"), pk=pk)


def _confirm(request, enquiry: Enquiry, message: str) -> None:
    messages.success(request, message)
    if enquiry.deadline < timezone.now():
        messages.warning(request, "The deadline that you wrote has passed. Check the day, or ring them first.")

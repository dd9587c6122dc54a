from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from media_releases import actions
from media_releases.forms import AnswerForm, EnquiryForm
from media_releases.lines import lines_for
from media_releases.models import Enquiry
from people.access import Permission, requires
from people.history import history_of


@require_GET
@requires(Permission.PRESS_DESK)
def enquiry_list(request):
    """Open enquiries by deadline, then the answered ones."""
    enquiries = Enquiry.objects.visible_to(request.user)
    answered = enquiries.exclude(answered_at=None).select_related("answered_by").order_by("-answered_at", "-pk")
    context = {
        "open": enquiries.open(),
        "page": Paginator(answered, 30).get_page(request.GET.get("page")),
    }
    return render(request, "media_releases/enquiry_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PRESS_DESK)
def enquiry_create(request):
    form = EnquiryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        enquiry = actions.note_enquiry(by=request.user, **form.cleaned_data)
        messages.success(request, "Noted.")
        return redirect("media_releases:enquiry_detail", enquiry.pk)
    return render(request, "media_releases/enquiry_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.PRESS_DESK)
def enquiry_detail(request, pk):
    """An enquiry, with a place for the answer and the lines that may help."""
    enquiry = get_object_or_404(Enquiry.objects.visible_to(request.user).select_related("answered_by"), pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_enquiry(enquiry=enquiry, by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            messages.success(request, "Kept.")
            return redirect("media_releases:enquiry_detail", pk)
    lines = lines_for(request.user).in_force()
    context = {"enquiry": enquiry, "form": form, "lines": lines}
    return render(request, "media_releases/enquiry_detail.html", context)


@require_GET
@requires(Permission.PRESS_DESK)
def enquiry_history(request, pk):
    enquiry = get_object_or_404(Enquiry.objects.visible_to(request.user), pk=pk)
    return render(request, "people/history.html", {"thing": enquiry, "entries": history_of(enquiry)})

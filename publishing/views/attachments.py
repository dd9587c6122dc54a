from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import requires
from people.bodies import takes_files
from publishing import actions
from publishing.files import ALONE, file_of, public_file_response
from publishing.forms.attachments import DocumentForm, ImageForm, ShownDocumentForm, ShownImageForm
from publishing.models import Attachment, Edition, Shown
from publishing.uploads import Unusable
from publishing.views.detail import READERS, WRITERS
from publishing.workflow import Refused
from webforms.refusals import form_page, refusals_on, refusals_shown

FORMS = {"image": ImageForm, "document": DocumentForm}


@login_not_required
@require_safe
@csp_override(ALONE)
def attachment_file(request, key, name):
    """A file that a public text shows; for any other the same 404 as for one that never was."""
    return public_file_response(request, get_object_or_404(Attachment.objects.public(), key=key), name)


@require_safe
@requires(*READERS)
@csp_override(ALONE)
def edition_file(request, pk, key, name):
    """A file of a text that is not public yet, for those who may read the text."""
    return file_of(request, _edition(request, pk), key, name)


@require_http_methods(["GET", "POST"])
@requires(*WRITERS)
@takes_files
def edition_attachments(request, pk):
    """What a version shows, in its order, and places to add an image or a document."""
    edition = _edition(request, pk)
    if not edition.publication.kind.shows_files:
        raise Http404
    sent = request.POST.get("kind", "")
    forms = {
        kind: form(*((request.POST, request.FILES) if kind == sent else ()), prefix=kind)
        for kind, form in FORMS.items()
    }
    if sent in forms and forms[sent].is_valid():
        try:
            shown = actions.show(edition=edition, kind=sent, by=request.user, **forms[sent].chosen())
        except (Refused, Unusable) as fault:
            forms[sent].add_error("file", str(fault))
        else:
            without = ", ".join(shown.taken_out)
            messages.success(request, f"Added, without: {without}. Look at it once more." if without else "Added.")
            return redirect("publishing:edition_attachments", pk)
    context = {"edition": edition, "image_form": forms["image"], "document_form": forms["document"]}
    status = 422 if sent in forms else 200
    return render(request, "publishing/edition_attachments.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(*WRITERS)
def shown_describe(request, pk):
    """Change what readers are told of a file."""
    shown = _shown(request, pk)
    form_class = ShownImageForm if shown.attachment.is_image else ShownDocumentForm
    form = form_class(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.describe(shown=shown, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("publishing:edition_attachments", shown.edition_id)
    return form_page(request, "publishing/shown_describe.html", {"form": form, "shown": shown})


@require_POST
@requires(*WRITERS)
def shown_earlier(request, pk):
    return _done(request, pk, actions.show_earlier, "Moved.")


@require_POST
@requires(*WRITERS)
def shown_remove(request, pk):
    return _done(request, pk, actions.show_no_more, "Taken off this version.")


def _done(request, pk, action, message):
    shown = _shown(request, pk)
    with refusals_shown(request):
        action(shown=shown, by=request.user)
        messages.success(request, message)
    return redirect("publishing:edition_attachments", shown.edition_id)


def _edition(request, pk) -> Edition:
    return get_object_or_404(Edition.objects.visible_to(request.user).with_page(), pk=pk)


def _shown(request, pk) -> Shown:
    shown = Shown.objects.visible_to(request.user).select_related("edition__publication", "attachment")
    return get_object_or_404(shown, pk=pk)
